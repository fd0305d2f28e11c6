package demi.api.store;

import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of Demi's mood and of its causes. */
public final class MoodStore {
    private MoodStore() {}

    /** @param inner the parts of a mood beside the nine numbers, as JSON; kept in {@code momentum_json} */
    public record State(Instant at, EmotionLevels feelings, String inner, String notes) {}

    /**
     * A row of the interaction log.
     *
     * @param messageId the message it came from, null for what time does to her; the log holds a message once
     * @param hearing what it takes to undo what the message did, as JSON; null where nothing is to be undone
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
            @Nullable String hearing) {
        @Override
        public String toString() {
            return "Interaction[" + type + " at " + at + "]";
        }
    }

    /** Whether a person is in distress, from now on. */
    public record Distress(String userId, boolean now) {}

    /**
     * Keeps a state and what led to it, in one commit.
     *
     * @param judged ids of messages whose first hearing is not needed any more
     * @param distress null where it is as it was
     */
    public record Keep(
            State state,
            List<Interaction> interactions,
            List<String> judged,
            @Nullable Distress distress) {
        public Keep {
            interactions = List.copyOf(interactions);
            judged = List.copyOf(judged);
        }

        public Keep(State state, List<Interaction> interactions) {
            this(state, interactions, List.of(), null);
        }
    }

    public static final RequestAddress<Keep, Ack> KEEP = RequestAddress.of("store.mood.keep", Keep.class, Ack.class);

    /** Asks for the newest state. */
    public record Newest() {}

    /**
     * @param state null when there is none yet
     * @param distressed ids of the people who are in distress
     */
    public record Kept(@Nullable State state, List<String> distressed) {
        public Kept {
            distressed = List.copyOf(distressed);
        }
    }

    public static final RequestAddress<Newest, Kept> NEWEST =
            RequestAddress.of("store.mood.newest", Newest.class, Kept.class);

    /** Asks whether a message is in the interaction log. */
    public record WasHeard(String messageId) {}

    public record HeardBefore(boolean heard) {}

    public static final RequestAddress<WasHeard, HeardBefore> WAS_HEARD =
            RequestAddress.of("store.mood.heard", WasHeard.class, HeardBefore.class);

    /** Asks what these messages did on first hearing. */
    public record HearingsOf(List<String> messageIds) {
        public HearingsOf {
            messageIds = List.copyOf(messageIds);
        }
    }

    /** A row of the interaction log whose message was not judged yet. */
    public record Hearing(String type, String effects, String hearing) {}

    /** Oldest first. */
    public record Hearings(List<Hearing> hearings) {
        public Hearings {
            hearings = List.copyOf(hearings);
        }
    }

    public static final RequestAddress<HearingsOf, Hearings> HEARINGS =
            RequestAddress.of("store.mood.hearings", HearingsOf.class, Hearings.class);

    /** Asks what last moved her, whoever did it. */
    public record WhatMoved(int most) {}

    /** @param type of the interaction, as the log has it */
    public record Cause(String type, Instant at) {}

    /** Newest first. */
    public record Causes(List<Cause> causes) {
        public Causes {
            causes = List.copyOf(causes);
        }
    }

    public static final RequestAddress<WhatMoved, Causes> WHAT_MOVED =
            RequestAddress.of("store.mood.causes", WhatMoved.class, Causes.class);

    /** Thins out: states and interactions older than {@code denseSince} to one an hour, older than {@code since} to none. */
    public record Thin(Instant denseSince, Instant since) {}

    public static final RequestAddress<Thin, Ack> THIN = RequestAddress.of("store.mood.thin", Thin.class, Ack.class);
}
