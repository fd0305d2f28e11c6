package demi.store.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.PeopleFound;
import demi.api.store.AutonomyStore.Person;
import demi.api.store.MessageStore;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.bus.Failure;
import demi.store.StoreFixture;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AutonomyContractTest extends StoreContract {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final EmotionLevels FEELINGS = EmotionLevels.neutral();

    @BeforeEach
    void addUsers() {
        addUser("u1", T);
        addUser("u2", T);
    }

    private static AutonomyStore.Claim claim(String id, @Nullable String user, Instant at, int most) {
        return new AutonomyStore.Claim(
                id,
                user,
                user == null ? "channel" : "",
                user == null ? Kind.RAMBLE : Kind.CHECK_IN,
                "loneliness",
                FEELINGS,
                at,
                Duration.ofHours(1),
                most);
    }

    private boolean claimed(String id, @Nullable String user, Instant at, int most) {
        return ask(AutonomyStore.CLAIM, claim(id, user, at, most)).granted();
    }

    private PeopleFound people(Instant now) {
        return ask(AutonomyStore.PEOPLE, new AutonomyStore.FindPeople(now.minus(Duration.ofHours(1)), now));
    }

    private Person ann() {
        return people(T.plusSeconds(60)).people().get(0);
    }

    @Test
    void ofManyWhoTryAtOnceOneMaySpeak() {
        List<Future<AutonomyStore.Claimed>> all = IntStream.range(0, 20)
                .mapToObj(i -> store.bus.request(AutonomyStore.CLAIM, claim("c" + i, "u1", T, 5)))
                .toList();
        StoreFixture.get(Future.all(all));
        assertEquals(1, all.stream().filter(each -> each.result().granted()).count());
    }

    @Test
    void aPauseIsOneWithEachPersonAndTheHourlyLimitIsForAll() {
        assertTrue(claimed("c1", "u1", T, 2));
        assertFalse(claimed("c2", "u1", T.plusSeconds(3_599), 2));
        assertTrue(claimed("c3", null, T.plusSeconds(1), 2));
        assertFalse(claimed("c4", "u2", T.plusSeconds(2), 2));
        assertTrue(claimed("c5", "u2", T.plusSeconds(3_602), 2));
        assertFalse(claimed("c6", "nobody", T.plusSeconds(9_000), 9));
    }

    @Test
    void aRightThatWasGivenBackOrAbandonedIsFreeAgain() {
        assertTrue(claimed("c1", "u1", T, 1));
        ask(AutonomyStore.RELEASE, new AutonomyStore.Release("c1"));
        assertTrue(claimed("c2", "u1", T, 1));
        ask(AutonomyStore.PRUNE, new AutonomyStore.Prune(T, T.plusSeconds(1)));
        assertTrue(claimed("c3", "u1", T, 1));
    }

    @Test
    void whatSheWroteFirstIsUnansweredUntilTheySayAnything() {
        say("m1");
        assertTrue(claimed("c1", "u1", T, 5));
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "c1",
                        "u1",
                        "text",
                        FEELINGS,
                        false,
                        null,
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T));
        assertEquals(new AutonomyStore.CheckIns(T, 1, T, Kind.CHECK_IN), ann().checkIns());
        assertEquals(T, ann().lastMessageAt());
        assertEquals(1, people(T.plusSeconds(60)).recent());
        say("m2");
        assertEquals(new AutonomyStore.CheckIns(T, 0, null, null), ann().checkIns());
    }

    private void say(String id) {
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, "u1", "text", null, T));
    }

    @Test
    void peopleComeInTheOrderInWhichTheyCame() {
        assertEquals(
                List.of("u1", "u2"),
                people(T).people().stream().map(Person::userId).toList());
    }

    @Test
    void ramblesComeNewestFirstOnceTheyHaveWords() {
        for (int i = 0; i < 3; i++) {
            assertTrue(claimed("r" + i, null, T.plus(Duration.ofHours(2L * i)), 9));
        }
        ask(AutonomyStore.SAVE_RAMBLE, new AutonomyStore.SaveRamble("r0", "first"));
        ask(AutonomyStore.SAVE_RAMBLE, new AutonomyStore.SaveRamble("r1", "second"));
        assertEquals(
                List.of("second", "first"),
                ask(AutonomyStore.RAMBLES, new AutonomyStore.ListRambles(9)).contents());
    }

    @Test
    void theSameNothingInARowIsOne() {
        decide("u1", Kind.NOTHING, T, "quiet");
        decide(null, Kind.NOTHING, T, "quiet");
        decide("u1", Kind.NOTHING, T.plusSeconds(60), "quiet");
        decide("u1", Kind.CHECK_IN, T.plusSeconds(120), "quiet");
        decide("u1", Kind.NOTHING, T.plusSeconds(180), "quiet");
        decide(null, Kind.NOTHING, T.plusSeconds(180), "quiet");

        List<Decision> ofAnn = ledger("u1", 9, 0);
        assertEquals(List.of(1, 1, 2), ofAnn.stream().map(Decision::times).toList());
        assertEquals(T.plusSeconds(60), ofAnn.get(2).until());
        assertEquals(
                List.of(2), ledger(null, 9, 0).stream().map(Decision::times).toList());
        assertEquals(2, ledger("u1", 1, 0).size(), "one more where there are more");
        assertEquals(1, ledger("u1", 9, ofAnn.get(1).place()).size());

        ask(AutonomyStore.PRUNE, new AutonomyStore.Prune(T.plusSeconds(61), T));
        assertEquals(2, ledger("u1", 9, 0).size());
    }

    private void decide(@Nullable String user, Kind kind, Instant at, String code) {
        Decision decision = new Decision(user, at, at, 1, kind, "", code, "a reason", FEELINGS, null, null, 0);
        ask(AutonomyStore.SAVE_DECISION, new AutonomyStore.SaveDecision(decision));
    }

    private List<Decision> ledger(@Nullable String user, int limit, long before) {
        return ask(AutonomyStore.DECISIONS, new AutonomyApi.ListDecisions(user, limit, before))
                .decisions();
    }

    @Test
    void nobodyIsAskedAfterTheSameThingTwice() {
        AutonomyStore.Asked exam = new AutonomyStore.Asked("exam", "2026-12-04 how_did_it_go");
        assertTrue(claimed("c1", "u1", T, exam));
        ask(AutonomyStore.RELEASE, new AutonomyStore.Release("c1"));
        assertTrue(claimed("c2", "u1", T, exam), "nothing was said");
        Instant later = T.plusSeconds(9_000);
        assertFalse(claimed("c3", "u1", later, exam));
        assertTrue(claimed("c4", "u2", later, exam), "of somebody else");
        assertTrue(claimed("c5", "u1", later, new AutonomyStore.Asked("exam", "2026-12-03 good_luck")));
        assertTrue(claimed("c6", "u1", later.plusSeconds(9_000), (AutonomyStore.Asked) null));
        AutonomyStore.Past past = ask(AutonomyStore.PAST, new AutonomyStore.FindPast("u1", T.minusSeconds(1)));
        assertEquals(List.of(new AutonomyStore.Asked("exam", "2026-12-03 good_luck"), exam), past.asked());
        assertEquals(
                List.of(new AutonomyStore.Asked("exam", "2026-12-03 good_luck")),
                ask(AutonomyStore.PAST, new AutonomyStore.FindPast("u1", T)).asked());
    }

    private boolean claimed(String id, String user, Instant at, AutonomyStore.@Nullable Asked asked) {
        return ask(
                        AutonomyStore.CLAIM,
                        new AutonomyStore.Claim(
                                id, user, "", Kind.CHECK_IN, "", FEELINGS, at, Duration.ofHours(1), 9, asked))
                .granted();
    }

    @Test
    void whenSomebodyWasThereIsToldByTheHour() {
        AutonomyStore.FindPast ofAnn = new AutonomyStore.FindPast("u1", T);
        assertEquals(new AutonomyStore.Past(List.of(), List.of(), null), ask(AutonomyStore.PAST, ofAnn));
        int next = 0;
        for (int minutes : List.of(0, 5, 59, 60, 200)) {
            ask(
                    MessageStore.ADD_MESSAGE,
                    new MessageStore.AddMessage("m" + next++, "u1", "text", null, T.plusSeconds(60L * minutes)));
        }
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage("other", "u2", "text", null, T.plusSeconds(9_000)));
        EmotionLevels glad = FEELINGS.with(Emotion.EXCITEMENT, .9);
        ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "reply",
                        "u1",
                        "text",
                        glad,
                        false,
                        "m4",
                        MessageStore.FollowUpKinds.NONE,
                        MessageStore.TranscriptChange.NONE,
                        T.plusSeconds(12_001)));
        AutonomyStore.Past past = ask(AutonomyStore.PAST, ofAnn);
        assertEquals(List.of(T, T.plusSeconds(3_600), T.plusSeconds(12_000)), past.hours());
        assertEquals(glad, past.felt());
    }

    @Test
    void whetherSheMayBeHurtIsTheirsToSay() {
        quiet(new Quiet(null, null, null, null, false));
        assertEquals(false, quietOfAnn().hurtTones());
        quiet(new Quiet(null, LocalTime.of(22, 0), null, null));
        assertEquals(new Quiet(null, LocalTime.of(22, 0), null, null, false), quietOfAnn());
        quiet(new Quiet(null, null, null, null, true));
        assertEquals(true, quietOfAnn().hurtTones());
    }

    @Test
    void quietIsChangedInPartsAndOnlyEverLengthened() {
        ZoneId berlin = ZoneId.of("Europe/Berlin");
        quiet(new Quiet(null, LocalTime.of(22, 0), LocalTime.of(8, 0), null));
        ask(AutonomyStore.SUGGEST_ZONE, new AutonomyApi.SuggestZone("u1", berlin));
        ask(AutonomyStore.SUGGEST_ZONE, new AutonomyApi.SuggestZone("u1", ZoneId.of("UTC")));
        assertEquals(new Quiet(null, LocalTime.of(22, 0), LocalTime.of(8, 0), berlin), quietOfAnn());

        for (Instant until : List.of(T.plusSeconds(5), T.plusSeconds(9), T.plusSeconds(7))) {
            ask(AutonomyStore.EXTEND_QUIET, new AutonomyStore.ExtendQuiet("u1", until));
        }
        assertEquals(T.plusSeconds(9), quietOfAnn().until());
        quiet(new Quiet(T, LocalTime.of(23, 0), null, null));
        assertEquals(new Quiet(T, LocalTime.of(23, 0), LocalTime.of(8, 0), berlin), quietOfAnn());
        Failure failure = assertThrows(
                Failure.class,
                () -> ask(AutonomyStore.SET_QUIET, new AutonomyApi.SetQuiet("nobody", new Quiet(T, null, null, null))));
        assertEquals(Failure.Code.NOT_FOUND, failure.code());
    }

    /** Told alone, or with everybody. */
    private Quiet quietOfAnn() {
        Quiet quiet =
                ask(AutonomyStore.QUIET, new AutonomyStore.FindQuiet("u1")).quiet();
        assertEquals(ann().quiet(), quiet);
        return quiet;
    }

    @Test
    void quietIsToldOfNobodyWithoutAnAccount() {
        Failure failure =
                assertThrows(Failure.class, () -> ask(AutonomyStore.QUIET, new AutonomyStore.FindQuiet("nobody")));
        assertEquals(Failure.Code.NOT_FOUND, failure.code());
    }

    private void quiet(Quiet quiet) {
        ask(AutonomyStore.SET_QUIET, new AutonomyApi.SetQuiet("u1", quiet));
    }
}
