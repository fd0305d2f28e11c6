package demi.api;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.SpeechStyle;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Demi's one mood, as the emotion room tells it. */
public final class EmotionApi {
    private EmotionApi() {}

    /**
     * A person said something. The same message id twice moves her once.
     *
     * @param text what was said; kept in the interaction log, and nowhere else
     * @param shared whether others read the answer: then nothing shows that this person was in distress elsewhere
     */
    public record Appraise(String userId, String messageId, String text, Instant at, boolean shared)
            implements Repeatable {

        /** In a conversation of their own. */
        public Appraise(String userId, String messageId, String text, Instant at) {
            this(userId, messageId, text, at, false);
        }

        @Override
        public String toString() {
            return "Appraise[" + messageId + "]";
        }
    }

    /**
     * What her mood is measured from.
     *
     * @param feelings what time alone has made of them
     * @param style how she talks when nobody has moved her
     */
    public record Baseline(EmotionLevels feelings, SpeechStyle style) {}

    /** What a person needs from her beside an answer; with any but NONE she talks at the baseline. */
    public enum Care {
        NONE,
        /** They were in distress and are better. */
        RECOVERING,
        /** They worry about somebody near who may be in distress. */
        CONCERN,
        /** Their words may speak of distress; no model and no second message has confirmed it. */
        POSSIBLE_DISTRESS,
        /** They are in distress. */
        DISTRESS;

        /** Whether they suffer themselves, as far as is known. */
        public boolean isDistress() {
            return this == DISTRESS || this == POSSIBLE_DISTRESS;
        }
    }

    /**
     * @param style how she talks now; the baseline when {@code care} is needed
     * @param care as far as that is to be spoken of
     */
    public record Mood(EmotionLevels feelings, SpeechStyle style, Care care, String helpLine, Baseline baseline) {

        /** Talks as she does at rest, and rests where nothing is felt. */
        public Mood(EmotionLevels feelings, SpeechStyle modulation, Care care, String helpLine) {
            this(feelings, modulation, care, helpLine, new Baseline(EmotionLevels.neutral(), modulation));
        }

        public boolean distress() {
            return care.isDistress();
        }

        /** Whether she puts on no act in what she says. */
        public boolean isPlain() {
            return care != Care.NONE;
        }
    }

    public static final RequestAddress<Appraise, Mood> APPRAISE =
            RequestAddress.of("emotion.appraise", Appraise.class, Mood.class);

    /** What people's words can be to her; section 5 of the contract has what each does. */
    public enum Kind {
        MESSAGE,
        POSITIVE_MESSAGE,
        NEGATIVE_MESSAGE,
        CODE_UPDATE,
        ERROR_OCCURRED,
        SUCCESSFUL_HELP,
        USER_REFUSAL;

        private final String key = name().toLowerCase(Locale.ROOT);

        public String key() {
            return key;
        }
    }

    /** How sure the model is that somebody is in distress. */
    public enum Distress {
        NO,
        MAYBE,
        YES
    }

    /**
     * What messages of a person were, appraised with more thought than {@link #APPRAISE} had: takes the place of that first
     * guess as far as the words bear it out. Messages that were appraised before do not move her again.
     *
     * @param messageIds appraised together, oldest first
     * @param words of all of them
     * @param kind null where the model did not say: then the first guess stands
     * @param strength 0 to 1: how much of the event's full effect it has
     */
    public record Reappraise(
            String userId,
            List<String> messageIds,
            String words,
            @Nullable Kind kind,
            double strength,
            Distress distress)
            implements Repeatable {
        public Reappraise {
            messageIds = List.copyOf(messageIds);
        }

        @Override
        public String toString() {
            return "Reappraise" + messageIds;
        }
    }

    /** Fails UNAVAILABLE, and changes nothing, when the store cannot tell what was heard. */
    public static final RequestAddress<Reappraise, Ack> REAPPRAISE =
            RequestAddress.of("emotion.reappraise", Reappraise.class, Ack.class);

    /**
     * Asks how she feels now.
     *
     * @param towards whom, null for nobody: whether they need care
     */
    public record GetMood(@Nullable String towards) implements Repeatable {
        public GetMood() {
            this(null);
        }
    }

    public static final RequestAddress<GetMood, Mood> STATUS =
            RequestAddress.of("emotion.status", GetMood.class, Mood.class);

    /**
     * Asks what time alone would make of feelings, whatever else has happened.
     *
     * @param feelings null: those that she rests in
     * @param alone for how long nobody would have spoken
     */
    public record Project(@Nullable EmotionLevels feelings, Duration alone) implements Repeatable {}

    public record Projected(EmotionLevels feelings) {}

    public static final RequestAddress<Project, Projected> PROJECT =
            RequestAddress.of("emotion.project", Project.class, Projected.class);

    /**
     * Asks how she has felt of late, and why.
     *
     * @param userId whose part in it is told apart
     * @param hours that it goes back
     */
    public record GetHistory(String userId, int hours) implements Repeatable {}

    /** How she felt. */
    public record Point(Instant at, EmotionLevels feelings) {}

    /** What moved her. */
    public enum By {
        /** The asker. */
        YOU,
        /** Anybody else. */
        HOUSE,
        TIME,
        SHE
    }

    /**
     * What moved her, without words or names.
     *
     * @param since when it began; only time takes long
     * @param kind an event's key, or {@code time}
     * @param changes of .01 and more
     */
    public record Cause(Instant since, Instant at, String kind, By by, Map<Emotion, Double> changes) {
        public Cause {
            changes = Map.copyOf(changes);
        }
    }

    /**
     * @param idleSince since when nobody has spoken, where that is long enough to be felt; else null
     * @param points oldest first, the last is now
     * @param causes oldest first
     */
    public record History(EmotionLevels now, @Nullable Instant idleSince, List<Point> points, List<Cause> causes) {
        public History {
            points = List.copyOf(points);
            causes = List.copyOf(causes);
        }
    }

    public static final RequestAddress<GetHistory, History> HISTORY =
            RequestAddress.of("emotion.history", GetHistory.class, History.class);

    /** Her feelings are these now. */
    public record Changed(EmotionLevels feelings) {}

    public static final EventAddress<Changed> CHANGED = new EventAddress<>("emotion.changed", Changed.class);
}
