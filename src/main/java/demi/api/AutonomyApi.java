package demi.api;

import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** When she writes first, and why not. */
public final class AutonomyApi {
    private AutonomyApi() {}

    /** What she may come to. */
    public enum Kind {
        NOTHING,
        CHECK_IN,
        /** Unanswered for a day: in a passive-aggressive tone. */
        FOLLOW_UP,
        /** Unanswered for two days: hurt. Then silence. */
        HURT,
        /** Thinking aloud, in the channel that is for it. */
        RAMBLE;

        private final String key = name().toLowerCase(Locale.ROOT);

        public String key() {
            return key;
        }
    }

    /**
     * Something she decided about speaking first. The same nothing for the same reason, again and again, is one.
     *
     * @param userId about whom; null: about thinking aloud
     * @param at when it was decided the first time
     * @param until when it was decided the last time
     * @param trigger the emotion that moved her; empty for none
     * @param code of the reason, for programs
     * @param reason for a person
     * @param messageId of what she said, null when she did not
     * @param memoryId of what she asks after, null where something she feels moves her
     * @param place a later one is larger; 0 while it is not kept
     */
    public record Decision(
            @Nullable String userId,
            Instant at,
            Instant until,
            int times,
            Kind kind,
            String trigger,
            String code,
            String reason,
            EmotionLevels feelings,
            @Nullable String messageId,
            @Nullable String memoryId,
            long place) {}

    /**
     * @param userId about whom; null: about thinking aloud
     * @param before only those whose place is smaller; 0 for no such bound
     */
    public record ListDecisions(@Nullable String userId, int limit, long before) implements Repeatable {}

    /** Newest first; {@code more} tells whether older ones follow. */
    public record DecisionPage(List<Decision> decisions, boolean more) {
        public DecisionPage {
            decisions = List.copyOf(decisions);
        }
    }

    public static final RequestAddress<ListDecisions, DecisionPage> DECISIONS =
            RequestAddress.of("autonomy.decisions", ListDecisions.class, DecisionPage.class);

    /** Asks what she would do about this person now; nothing comes of it. */
    public record PreviewDecision(String userId) implements Repeatable {}

    /** Fails NOT_FOUND for nobody. */
    public static final RequestAddress<PreviewDecision, Decision> PREVIEW =
            RequestAddress.of("autonomy.preview", PreviewDecision.class, Decision.class);

    /**
     * When a person wants to be left alone.
     *
     * @param until quiet until then, null for not now
     * @param from quiet every day from this time, null as the settings have it
     * @param to until that time; the same as {@code from}: never
     * @param zone of these times, null as the settings have it
     * @param hurtTones whether she may be sharp or hurt when they do not answer, null as the settings have it
     */
    public record Quiet(
            @Nullable Instant until,
            @Nullable LocalTime from,
            @Nullable LocalTime to,
            @Nullable ZoneId zone,
            @Nullable Boolean hurtTones) {

        public Quiet(@Nullable Instant until, @Nullable LocalTime from, @Nullable LocalTime to, @Nullable ZoneId zone) {
            this(until, from, to, zone, null);
        }

        public static final Quiet NONE = new Quiet(null, null, null, null);
    }

    public record GetQuiet(String userId) implements Repeatable {}

    /** What holds for a person, the settings included: only {@code until} may be null. Fails NOT_FOUND for nobody. */
    public static final RequestAddress<GetQuiet, Quiet> QUIET =
            RequestAddress.of("autonomy.quiet", GetQuiet.class, Quiet.class);

    /** What is null stays as it is; an {@code until} that is past takes quiet back. */
    public record SetQuiet(String userId, Quiet quiet) implements Repeatable {}

    /** Fails NOT_FOUND for nobody. */
    public static final RequestAddress<SetQuiet, Ack> SET_QUIET =
            RequestAddress.of("autonomy.quiet.set", SetQuiet.class, Ack.class);

    /** The zone in which somebody seems to be; it is kept where they have none. */
    public record SuggestZone(String userId, ZoneId zone) {}

    /** Fails NOT_FOUND for nobody. */
    public static final RequestAddress<SuggestZone, Ack> SUGGEST_ZONE =
            RequestAddress.of("autonomy.zone.suggest", SuggestZone.class, Ack.class);

    /**
     * Asks whether these messages may ask for quiet in words that only the model makes out.
     *
     * @param said a person's, oldest first
     */
    public record DetectQuietRequest(List<String> said) implements Repeatable {
        public DetectQuietRequest {
            said = List.copyOf(said);
        }

        @Override
        public String toString() {
            return "DetectQuietRequest[" + said.size() + " messages]";
        }
    }

    /** @param possible false also where the words say it plainly: then it was obeyed when they were said */
    public record QuietDetected(boolean possible) {}

    public static final RequestAddress<DetectQuietRequest, QuietDetected> DETECT_QUIET =
            RequestAddress.of("autonomy.quiet.detect", DetectQuietRequest.class, QuietDetected.class);

    /**
     * What the model made of such words; believed only together with them, and for a few days at most.
     *
     * @param said the person's messages, oldest first
     * @param until a day and, perhaps, a time, as in "tomorrow 18:00"; what is no such thing is not believed
     * @param at when the newest of them was written
     */
    public record ApplyModelQuiet(String userId, List<String> said, String until, Instant at) {
        public ApplyModelQuiet {
            said = List.copyOf(said);
        }

        @Override
        public String toString() {
            return "ApplyModelQuiet[" + userId + "]";
        }
    }

    /**
     * What was understood of somebody's words.
     *
     * @param until she does not write to them first; null where there is no such wish
     * @param over whether she may write again
     * @param open whether no end was named, and none is meant
     * @param german whether it was said in German rather than English
     * @param zone the person's
     */
    public record QuietRequest(@Nullable Instant until, boolean over, boolean open, boolean german, ZoneId zone) {
        public static final QuietRequest NOTHING = new QuietRequest(null, false, false, false, ZoneOffset.UTC);

        /** Whether there was such a wish. */
        public boolean isRequest() {
            return over || until != null;
        }
    }

    /** Done when it is kept; NOTHING where it is not believed. */
    public static final RequestAddress<ApplyModelQuiet, QuietRequest> APPLY_MODEL_QUIET =
            RequestAddress.of("autonomy.quiet.applyModel", ApplyModelQuiet.class, QuietRequest.class);

    /**
     * Asks what is understood of a message that was said in private; whoever says it has been obeyed already, or will be.
     *
     * @param at when it was written
     */
    public record ParseQuietRequest(String userId, String said, Instant at) implements Repeatable {
        @Override
        public String toString() {
            return "ParseQuietRequest[" + userId + "]";
        }
    }

    public static final RequestAddress<ParseQuietRequest, QuietRequest> PARSE_QUIET =
            RequestAddress.of("autonomy.quiet.parse", ParseQuietRequest.class, QuietRequest.class);

    /** She speaks to nobody first until that is taken back. */
    public record Pause(boolean paused) {}

    public static final RequestAddress<Pause, Ack> PAUSE = RequestAddress.of("autonomy.pause", Pause.class, Ack.class);

    public record GetPause() implements Repeatable {}

    public static final RequestAddress<GetPause, Pause> PAUSED =
            RequestAddress.of("autonomy.paused", GetPause.class, Pause.class);

    /** Decides about everybody, and does it; the room does so by itself every quarter of an hour. */
    public record RunNow() {}

    public static final RequestAddress<RunNow, Ack> RUN_NOW =
            new RequestAddress<>("autonomy.runNow", RunNow.class, Ack.class, Duration.ofMinutes(30));

    /** Somebody asks her to think aloud, whatever she feels; the channel's pause and all limits hold. */
    public record RambleNow() {}

    /** Answered when it is posted, or when it is clear that nothing is; {@code reason} says why. */
    public static final RequestAddress<RambleNow, Decision> RAMBLE_NOW =
            new RequestAddress<>("autonomy.ramble", RambleNow.class, Decision.class, Duration.ofMinutes(14));

    /**
     * Asks, with the words at hand, whether nothing forbids them: quiet may have been asked for since she began.
     *
     * @param userId whom she writes to
     */
    public record Confirm(String userId) {}

    /** @param code empty when she may; otherwise why not, with {@code reason} for a person */
    public record Confirmation(String code, String reason) {
        public static final Confirmation ALLOWED = new Confirmation("", "");
        public static final Confirmation GONE = new Confirmation("gone", "There is no such account any more.");

        public boolean allowed() {
            return code.isEmpty();
        }
    }

    public static final RequestAddress<Confirm, Confirmation> CONFIRM =
            RequestAddress.of("autonomy.confirm", Confirm.class, Confirmation.class);
}
