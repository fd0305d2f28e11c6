package demi.api.store;

import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of Demi's mood and of its causes. */
public final class EmotionStore {
    private EmotionStore() {}

    /** @param inner the parts of a mood beside the nine numbers, as JSON; kept in {@code momentum_json} */
    public record State(Instant at, EmotionLevels feelings, String inner, String notes) {}

    /**
     * A row of the interaction log.
     *
     * @param messageId the message it came from, null for what time does to her; the log holds a message once
     * @param notes of an appraisal they end in a colon and the ids of its messages, with commas between
     * @param undo what it takes to undo what the message did, as JSON; null where nothing is to be undone
     */
    public record Interaction(
            Instant at,
            String type,
            @Nullable String messageId,
            @Nullable String userMessage,
            EmotionLevels before,
            EmotionLevels after,
            String effects,
            double confidence,
            String notes,
            @Nullable String undo) {
        @Override
        public String toString() {
            return "Interaction[" + type + " at " + at + "]";
        }
    }

    /** How far somebody is in distress. */
    public enum Phase {
        DISTRESS,
        RECOVERING
    }

    /**
     * A person's distress.
     *
     * @param since when this phase began
     * @param lastSign when words spoke of it last
     * @param calm how many messages running since then were calm
     * @param sure whether it is more than a first guess
     */
    public record DistressState(Phase phase, Instant since, Instant lastSign, int calm, boolean sure) {

        /** In another phase, of which nothing is counted yet. */
        public DistressState in(Phase other, Instant now) {
            return new DistressState(other, now, lastSign, 0, sure);
        }

        public DistressState at(Instant sign) {
            return new DistressState(phase, since, sign, calm, sure);
        }

        public DistressState calm(int messages) {
            return new DistressState(phase, since, lastSign, messages, sure);
        }
    }

    /**
     * How a person is, from now on.
     *
     * @param state null where they are in no distress
     */
    public record Distress(String userId, @Nullable DistressState state) {}

    /**
     * Keeps a state and what led to it, in one commit.
     *
     * @param appraised ids of messages whose first hearing is not needed any more
     * @param distress null where it is as it was
     */
    public record SaveState(
            State state,
            List<Interaction> interactions,
            List<String> appraised,
            @Nullable Distress distress) {
        public SaveState {
            interactions = List.copyOf(interactions);
            appraised = List.copyOf(appraised);
        }

        public SaveState(State state, List<Interaction> interactions) {
            this(state, interactions, List.of(), null);
        }
    }

    public static final RequestAddress<SaveState, Ack> SAVE_STATE =
            RequestAddress.of("store.emotion.save", SaveState.class, Ack.class);

    /** Asks for the newest state. */
    public record GetNewestState() {}

    /**
     * @param state null when there is none yet
     * @param distressed the people who are in distress or were of late
     */
    public record NewestState(@Nullable State state, List<Distress> distressed) {
        public NewestState {
            distressed = List.copyOf(distressed);
        }
    }

    public static final RequestAddress<GetNewestState, NewestState> NEWEST_STATE =
            RequestAddress.of("store.emotion.newest", GetNewestState.class, NewestState.class);

    /** Asks whether a message is in the interaction log. */
    public record IsAppraised(String messageId) {}

    public record Appraised(boolean appraised) {}

    public static final RequestAddress<IsAppraised, Appraised> IS_APPRAISED =
            RequestAddress.of("store.emotion.isAppraised", IsAppraised.class, Appraised.class);

    /** Asks what these messages did on first hearing. */
    public record FindAppraisals(List<String> messageIds) {
        public FindAppraisals {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** A row of the interaction log whose message was not judged yet. */
    public record Appraisal(String type, String effects, String undo) {}

    /** Oldest first. */
    public record Appraisals(List<Appraisal> appraisals) {
        public Appraisals {
            appraisals = List.copyOf(appraisals);
        }
    }

    public static final RequestAddress<FindAppraisals, Appraisals> APPRAISALS =
            RequestAddress.of("store.emotion.appraisals", FindAppraisals.class, Appraisals.class);

    /** Asks what last moved her, whoever did it. */
    public record ListCauses(int most) {}

    /** @param type of the interaction, as the log has it */
    public record Cause(String type, Instant at) {}

    /** Newest first. */
    public record Causes(List<Cause> causes) {
        public Causes {
            causes = List.copyOf(causes);
        }
    }

    public static final RequestAddress<ListCauses, Causes> CAUSES =
            RequestAddress.of("store.emotion.causes", ListCauses.class, Causes.class);

    /**
     * Asks how she has felt, and what moved her.
     *
     * @param userId whose part in it is told apart
     * @param minutes one state in so many is enough
     * @param most of the changes, the newest
     */
    public record FindHistory(String userId, Instant since, int minutes, int most) {}

    /** How she felt. */
    public record Point(Instant at, EmotionLevels feelings) {}

    /** Whose words a change came from. */
    public enum Whose {
        /** The asker's. */
        OWN,
        /** Anybody else's. */
        OTHERS,
        NOBODY
    }

    /** A row of the interaction log, without words and names. */
    public record LoggedChange(Instant at, String type, Whose whose, EmotionLevels before, EmotionLevels after) {}

    /**
     * @param points oldest first
     * @param changes in the order of writing; of what only time did in a row, the first and the last
     */
    public record History(List<Point> points, List<LoggedChange> changes) {
        public History {
            points = List.copyOf(points);
            changes = List.copyOf(changes);
        }
    }

    public static final RequestAddress<FindHistory, History> HISTORY =
            RequestAddress.of("store.emotion.history", FindHistory.class, History.class);

    /** Thins out: states and interactions older than {@code denseSince} to one an hour, older than {@code since} to none. */
    public record Prune(Instant denseSince, Instant since) {}

    public static final RequestAddress<Prune, Ack> PRUNE =
            RequestAddress.of("store.emotion.prune", Prune.class, Ack.class);
}
