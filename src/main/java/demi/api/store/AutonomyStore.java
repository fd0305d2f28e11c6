package demi.api.store;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of her speaking first. */
public final class AutonomyStore {
    private AutonomyStore() {}

    /**
     * What came of her speaking first, to a person or into the channel, since they last said something.
     *
     * @param last when she last spoke first, or began to; also from before they last said something
     * @param unanswered how often she did since then
     * @param first when the first of these was
     * @param newest what the last of these was, null when there is none
     */
    public record CheckIns(
            @Nullable Instant last,
            int unanswered,
            @Nullable Instant first,
            @Nullable Kind newest) {}

    /**
     * Somebody she might write to.
     *
     * @param lastMessageAt when they last said something, null when they never did
     * @param lastExchangeAt time of the last message of either side, check-ins excluded
     */
    public record Person(
            String userId,
            String username,
            @Nullable Instant lastMessageAt,
            @Nullable Instant lastExchangeAt,
            CheckIns checkIns,
            Quiet quiet) {}

    /**
     * What she has asked after.
     *
     * @param occasion which time of that memory, such as "2026-12-04 after"
     */
    public record Asked(String memoryId, String occasion) {}

    /** Asks what tells when somebody usually is there; {@code since} bounds what she has asked after. */
    public record FindPast(String userId, Instant since) {}

    /**
     * @param hours oldest first: their first message in each hour in which they have written; of their newest messages only
     * @param asked what she has asked them after
     * @param felt how she felt at the end of the last talk with them, null where there was none
     */
    public record Past(
            List<Instant> hours,
            List<Asked> asked,
            @Nullable EmotionLevels felt) {
        public Past {
            hours = List.copyOf(hours);
            asked = List.copyOf(asked);
        }
    }

    public static final RequestAddress<FindPast, Past> PAST =
            RequestAddress.of("store.autonomy.past", FindPast.class, Past.class);

    /** Asks for everybody with an account that is good, and how often she spoke first between these times. */
    public record FindPeople(Instant since, Instant now) {}

    /**
     * @param lastWord when anybody last said something anywhere, or she to them, but for what she said first
     * @param rambles with {@code unanswered} counted since anybody last said something anywhere
     * @param recent how often, to everybody and into the channel
     */
    public record PeopleFound(List<Person> people, @Nullable Instant lastWord, CheckIns rambles, int recent) {
        public PeopleFound {
            people = List.copyOf(people);
        }
    }

    public static final RequestAddress<FindPeople, PeopleFound> PEOPLE =
            RequestAddress.of("store.autonomy.people", FindPeople.class, PeopleFound.class);

    /** Asks when somebody wants quiet; NOT_FOUND for nobody with an account that is good. */
    public record FindQuiet(String userId) {}

    /** As the person has set it, or said it in chat. */
    public record QuietFound(Quiet quiet) {}

    public static final RequestAddress<FindQuiet, QuietFound> QUIET =
            RequestAddress.of("store.autonomy.quiet", FindQuiet.class, QuietFound.class);

    /**
     * Takes the right to speak first, in one commit, whoever else may try at the same moment.
     *
     * @param id of the message or ramble
     * @param userId to whom; null: into the channel
     * @param channelId of the channel; empty for a person
     * @param pause since the last time there
     * @param most within an hour before {@code at}, to everybody together
     * @param asked what the message asks after, null where it asks after nothing; the same twice is not granted
     */
    public record Claim(
            String id,
            @Nullable String userId,
            String channelId,
            Kind kind,
            String trigger,
            EmotionLevels feelings,
            Instant at,
            Duration pause,
            int most,
            @Nullable Asked asked) {

        public Claim(
                String id,
                @Nullable String userId,
                String channelId,
                Kind kind,
                String trigger,
                EmotionLevels feelings,
                Instant at,
                Duration pause,
                int most) {
            this(id, userId, channelId, kind, trigger, feelings, at, pause, most, null);
        }
    }

    /** @param granted false when somebody was faster */
    public record Claimed(boolean granted) {}

    public static final RequestAddress<Claim, Claimed> CLAIM =
            RequestAddress.of("store.autonomy.claim", Claim.class, Claimed.class);

    /** Gives the right back: nothing was said. */
    public record Release(String id) {}

    public static final RequestAddress<Release, Ack> RELEASE =
            RequestAddress.of("store.autonomy.release", Release.class, Ack.class);

    /** What she thought aloud. */
    public record SaveRamble(String rambleId, String content) {
        @Override
        public String toString() {
            return "SaveRamble[" + rambleId + "]";
        }
    }

    public static final RequestAddress<SaveRamble, Ack> SAVE_RAMBLE =
            RequestAddress.of("store.autonomy.saveRamble", SaveRamble.class, Ack.class);

    /** Asks for the newest rambles. */
    public record ListRambles(int limit) {}

    /** Newest first. */
    public record Rambles(List<String> contents) {
        public Rambles {
            contents = List.copyOf(contents);
        }

        @Override
        public String toString() {
            return "Rambles[" + contents.size() + "]";
        }
    }

    public static final RequestAddress<ListRambles, Rambles> RAMBLES =
            RequestAddress.of("store.autonomy.rambles", ListRambles.class, Rambles.class);

    /** Keeps a decision; the same nothing as the last one about this person makes that one longer instead. */
    public record SaveDecision(Decision decision) {}

    public static final RequestAddress<SaveDecision, Ack> SAVE_DECISION =
            RequestAddress.of("store.autonomy.saveDecision", SaveDecision.class, Ack.class);

    /** Decisions, newest first, one more than {@code limit} where there are more. */
    public record DecisionList(List<Decision> decisions) {
        public DecisionList {
            decisions = List.copyOf(decisions);
        }
    }

    public static final RequestAddress<AutonomyApi.ListDecisions, DecisionList> DECISIONS =
            RequestAddress.of("store.autonomy.decisions", AutonomyApi.ListDecisions.class, DecisionList.class);

    /** Fails NOT_FOUND for nobody. */
    public static final RequestAddress<AutonomyApi.SetQuiet, Ack> SET_QUIET =
            RequestAddress.of("store.autonomy.setQuiet", AutonomyApi.SetQuiet.class, Ack.class);

    /** Fails NOT_FOUND for nobody. */
    public static final RequestAddress<AutonomyApi.SuggestZone, Ack> SUGGEST_ZONE =
            RequestAddress.of("store.autonomy.suggestZone", AutonomyApi.SuggestZone.class, Ack.class);

    /** Lets go of decisions older than {@code before}, and of rights that were taken before {@code abandoned} and never used. */
    public record Prune(Instant before, Instant abandoned) {}

    public static final RequestAddress<Prune, Ack> PRUNE =
            RequestAddress.of("store.autonomy.prune", Prune.class, Ack.class);

    /** Asks for quiet until then, or later where that was asked for before. */
    public record ExtendQuiet(String userId, Instant until) {}

    public static final RequestAddress<ExtendQuiet, Ack> EXTEND_QUIET =
            RequestAddress.of("store.autonomy.extendQuiet", ExtendQuiet.class, Ack.class);
}
