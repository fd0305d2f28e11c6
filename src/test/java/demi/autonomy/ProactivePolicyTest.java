package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.ChatApi;
import demi.api.ChatApi.OccasionKind;
import demi.api.ChatApi.Tone;
import demi.api.store.AutonomyStore.Asked;
import demi.api.store.AutonomyStore.CheckIns;
import demi.api.store.AutonomyStore.Person;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.autonomy.habit.Days;
import demi.autonomy.habit.Habits;
import demi.autonomy.occasion.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided about one person, from what is known of them. */
class ProactivePolicyTest {

    private static final ZoneId ZONE = ZoneOffset.UTC;
    /** A Monday. */
    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

    private static final CheckIns NONE = new CheckIns(null, 0, null, null);
    private static final Duration DAY = Duration.ofDays(1);

    private final ProactivePolicy policy = policy(true);

    private static ProactivePolicy policy(boolean hurtTones) {
        AutonomySettings usual = AutonomySettings.defaults();
        return new ProactivePolicy(
                new AutonomySettings(
                        true,
                        usual.every(),
                        usual.loneliness(),
                        usual.excitement(),
                        usual.frustration(),
                        null,
                        null,
                        usual.pause(),
                        usual.mostAnHour(),
                        usual.followUpAfter(),
                        usual.hurtAfter(),
                        hurtTones,
                        usual.conversation(),
                        LocalTime.of(22, 0),
                        LocalTime.of(8, 0),
                        usual.keepDecisions()),
                ZONE);
    }

    private static DecisionContext at(Instant now, EmotionLevels feelings) {
        return new DecisionContext(now, now, true, false, false, feelings, "", 0);
    }

    private static EmotionLevels lonely(double level) {
        return EmotionLevels.neutral().with(Emotion.LONELINESS, level);
    }

    private static Person person(Instant said, CheckIns tries, @Nullable Boolean hurtTones) {
        return new Person("ann", "Ann", said, said, tries, new Quiet(null, null, null, null, hurtTones));
    }

    private static CheckIns tried(int times, Duration ago, Kind newest) {
        return new CheckIns(NOON.minus(Duration.ofHours(2)), times, NOON.minus(ago), newest);
    }

    private static PersonContext stranger(CheckIns tries, @Nullable Boolean hurtTones) {
        return PersonContext.of(person(NOON.minus(DAY.multipliedBy(4)), tries, hurtTones), ZONE);
    }

    /** Every workday at nine and at twenty for five weeks, and never on weekends. */
    private static Habits workdays(Instant now) {
        List<Instant> there = IntStream.rangeClosed(0, 35)
                .mapToObj(day -> LocalDate.parse("2026-10-19").plusDays(day))
                .filter(day -> day.getDayOfWeek().getValue() <= 5)
                .flatMap(day ->
                        IntStream.of(9, 20).mapToObj(hour -> day.atTime(hour, 0).toInstant(ZoneOffset.UTC)))
                .filter(each -> each.isBefore(now))
                .toList();
        return new Habits("ann", there, List.of(), ZONE, now);
    }

    private static Occasion occasion(OccasionKind kind) {
        return new Occasion(
                new ChatApi.Occasion("f", kind, LocalDate.parse("2026-11-30"), null),
                new Asked("f", "2026-11-30"),
                NOON.minus(DAY),
                NOON.plus(DAY),
                NOON.minus(DAY),
                "Has an exam",
                false);
    }

    private static PersonContext with(Habits habits, List<Days> holidays, @Nullable Occasion occasion, double missed) {
        Instant said = NOON.minus(Duration.ofHours(16));
        return new PersonContext(person(said, NONE, null), habits, holidays, occasion, missed, 0);
    }

    @ParameterizedTest
    @CsvSource({
        // settings, own wish, unanswered, hours since the first, what the newest was; what comes, and how
        "true, , 1, 26, CHECK_IN, FOLLOW_UP, PASSIVE_AGGRESSIVE",
        "true, , 1, 50, CHECK_IN, HURT, HURT",
        "true, , 2, 50, FOLLOW_UP, HURT, HURT",
        "true, , 2, 30, FOLLOW_UP, NOTHING, PLAIN",
        "true, , 3, 500, HURT, NOTHING, PLAIN",
        "false, , 1, 26, CHECK_IN, FOLLOW_UP, PLAIN",
        "false, , 1, 50, CHECK_IN, FOLLOW_UP, PLAIN",
        "false, , 2, 500, FOLLOW_UP, NOTHING, PLAIN",
        "true, false, 1, 50, CHECK_IN, FOLLOW_UP, PLAIN",
        "true, false, 2, 500, FOLLOW_UP, NOTHING, PLAIN",
        "false, true, 1, 50, CHECK_IN, HURT, HURT"
    })
    void whoeverDoesNotWantItHearsNothingSharp(
            boolean settings, @Nullable Boolean own, int times, int hours, Kind newest, Kind kind, Tone tone) {
        PersonContext who = stranger(tried(times, Duration.ofHours(hours), newest), own);
        PolicyResult result = policy(settings).decideForPerson(who, at(NOON, lonely(.8)));
        assertEquals(kind, result.kind(), result.reason());
        assertEquals(tone, result.tone());
    }

    @Test
    void whoHasAHabitOfBeingAwayHearsNothingSharpEither() {
        Instant wednesday = Instant.parse("2026-12-02T20:30:00Z");
        CheckIns tries = new CheckIns(
                wednesday.minus(Duration.ofHours(30)), 1, wednesday.minus(Duration.ofHours(30)), Kind.CHECK_IN);
        Person gone = person(Instant.parse("2026-11-20T20:00:00Z"), tries, null);
        PersonContext who = new PersonContext(gone, workdays(wednesday), List.of(), null, .9, 0);
        PolicyResult result = policy.decideForPerson(who, at(wednesday, lonely(.8)));
        assertEquals(Kind.FOLLOW_UP, result.kind(), result.reason());
        assertEquals(Tone.PLAIN, result.tone());
    }

    @Test
    void aHolidaySinceTheFirstOfThemIsNoOffence() {
        Days holiday = new Days(LocalDate.parse("2026-11-28"), LocalDate.parse("2026-11-29"));
        PersonContext who = new PersonContext(
                person(NOON.minus(DAY.multipliedBy(4)), tried(1, Duration.ofHours(80), Kind.CHECK_IN), null),
                Habits.unknown(ZONE),
                List.of(holiday),
                null,
                0,
                0);
        assertEquals(
                Tone.PLAIN, policy.decideForPerson(who, at(NOON, lonely(.8))).tone());
    }

    @Test
    void aTripExplainsWhyNobodyAnswered() {
        PersonContext back = new PersonContext(
                person(NOON.minus(DAY.multipliedBy(9)), tried(1, Duration.ofHours(20), Kind.CHECK_IN), null),
                Habits.unknown(ZONE),
                List.of(new Days(LocalDate.parse("2026-11-22"), LocalDate.parse("2026-11-30"))),
                occasion(OccasionKind.TRIP_OVER),
                0,
                0);
        PolicyResult result = policy.decideForPerson(back, at(NOON, lonely(.8)));
        assertEquals("asks_after", result.code());
        assertEquals(Kind.FOLLOW_UP, result.kind());
        assertEquals(Tone.PLAIN, result.tone());
    }

    @Test
    void whoIsMissedIsWrittenToThoughTheHouseIsFull() {
        PersonContext who = with(Habits.unknown(ZONE), List.of(), null, .75);
        PolicyResult result = policy.decideForPerson(who, at(NOON, lonely(.4)));
        assertEquals(Kind.CHECK_IN, result.kind());
        assertEquals("Loneliness for want of you is 0.75; 1 of 5 this hour.", result.reason());
        assertEquals(
                "content",
                policy.decideForPerson(with(Habits.unknown(ZONE), List.of(), null, .7), at(NOON, lonely(.4)))
                        .code());
    }

    @Test
    void whoIsAwayAsUsualIsNotWrittenToHoweverLonelySheIs() {
        Instant sunday = Instant.parse("2026-11-22T12:00:00Z");
        PersonContext away = new PersonContext(
                person(Instant.parse("2026-11-20T20:00:00Z"), NONE, null), workdays(sunday), List.of(), null, 0, 0);
        assertEquals(
                "You are usually away on this day.",
                policy.decideForPerson(away, at(sunday, lonely(.9))).reason());
        Instant monday = Instant.parse("2026-11-23T08:30:00Z");
        PersonContext soon = new PersonContext(away.person(), workdays(monday), List.of(), null, 0, 0);
        assertEquals(
                "You are not away for longer than usual.",
                policy.decideForPerson(soon, at(monday, lonely(.9))).reason());
    }

    @Test
    void aCheckInWaitsForAnHourAtWhichTheyAreThere() {
        Instant tuesday = Instant.parse("2026-11-24T13:00:00Z");
        PersonContext who = new PersonContext(
                person(Instant.parse("2026-11-20T20:00:00Z"), NONE, null), workdays(tuesday), List.of(), null, 0, 0);
        PolicyResult waits = policy.decideForPerson(who, at(tuesday, lonely(.9)));
        assertEquals("better_hour", waits.code());
        Instant evening = Instant.parse("2026-11-24T21:00:00Z");
        assertEquals(
                Kind.CHECK_IN,
                policy.decideForPerson(who, at(evening, lonely(.9))).kind());
    }

    @ParameterizedTest
    @CsvSource({
        "BIRTHDAY, asks_after",
        "TRIP_OVER, asks_after",
        "HOW_DID_IT_GO, holiday",
        "GOOD_LUCK, holiday",
        "FAMILY_DAY, holiday"
    })
    void onHolidaysSheLeavesThemAloneButForABirthday(OccasionKind kind, String code) {
        Days holiday = new Days(LocalDate.parse("2026-11-28"), LocalDate.parse("2026-12-02"));
        PersonContext who = with(Habits.unknown(ZONE), List.of(holiday), occasion(kind), 0);
        assertEquals(code, policy.decideForPerson(who, at(NOON, lonely(.3))).code());
        assertEquals(
                "holiday",
                policy.decideForPerson(with(Habits.unknown(ZONE), List.of(holiday), null, .9), at(NOON, lonely(.9)))
                        .code());
    }

    @Test
    void anOccasionNeedsNoFeelingAndNothingThatForbidsIsPassedOver() {
        PersonContext who = with(Habits.unknown(ZONE), List.of(), occasion(OccasionKind.HOW_DID_IT_GO), 0);
        EmotionLevels calm = lonely(.3);
        assertEquals("asks_after", policy.decideForPerson(who, at(NOON, calm)).code());
        assertEquals(
                "paused",
                policy.decideForPerson(who, new DecisionContext(NOON, NOON, true, true, false, calm, "", 0))
                        .code());
        assertEquals(
                "clock",
                policy.decideForPerson(who, new DecisionContext(NOON, NOON, false, false, false, calm, "", 0))
                        .code());
        assertEquals(
                "quiet_hours",
                policy.decideForPerson(who, at(NOON.plus(Duration.ofHours(11)), calm))
                        .code());
        assertEquals(
                "short_of_memory",
                policy.decideForPerson(who, new DecisionContext(NOON, NOON, true, false, true, calm, "", 0))
                        .code());
        assertEquals(
                "model_away",
                policy.decideForPerson(who, new DecisionContext(NOON, NOON, true, false, false, calm, "gone", 0))
                        .code());
        assertEquals(
                "enough",
                policy.decideForPerson(who, new DecisionContext(NOON, NOON, true, false, false, calm, "", 5))
                        .code());
    }

    /** Of many talks that end as well, some make her write at once, and most some hours later, though she has calmed down. */
    @Test
    void notAllExcitementIsToldAtOnce() {
        int atOnce = 0;
        int later = 0;
        for (int talk = 0; talk < 60; talk++) {
            Instant spoke = NOON.plusSeconds(talk);
            PersonContext who =
                    new PersonContext(person(spoke, NONE, null), Habits.unknown(ZONE), List.of(), null, 0, .85);
            EmotionLevels excited = EmotionLevels.neutral().with(Emotion.EXCITEMENT, .9);
            Instant soon = spoke.plus(Duration.ofMinutes(35));
            boolean now = policy.decideForPerson(who, at(soon, excited)).speaks();
            atOnce += now ? 1 : 0;
            for (int quarter = 4; quarter < 32; quarter++) {
                Instant time = spoke.plus(Duration.ofMinutes(15L * quarter));
                PolicyResult result = policy.decideForPerson(who, at(time, EmotionLevels.neutral()));
                if (result.speaks()) {
                    assertTrue(!now, "one or the other");
                    assertEquals("Excitement after your talk was 0.85; 1 of 5 this hour.", result.reason());
                    later++;
                    break;
                }
            }
            PersonContext bored =
                    new PersonContext(person(spoke, NONE, null), Habits.unknown(ZONE), List.of(), null, 0, .6);
            assertEquals(
                    Kind.NOTHING,
                    policy.decideForPerson(bored, at(spoke.plus(Duration.ofHours(4)), EmotionLevels.neutral()))
                            .kind());
        }
        assertEquals(60, atOnce + later);
        assertTrue(atOnce > 8 && later > 30, atOnce + " at once, " + later + " later");
    }

    @Test
    void quietThatWasTakenBackHoldsHerBackNoLonger() {
        Person person = new Person(
                "ann",
                "Ann",
                NOON.minus(DAY.multipliedBy(4)),
                NOON.minus(DAY.multipliedBy(4)),
                tried(0, Duration.ZERO, Kind.NOTHING),
                new Quiet(NOON.minusSeconds(30), null, null, null, null));
        assertEquals(
                Kind.CHECK_IN,
                policy.decideForPerson(PersonContext.of(person, ZONE), at(NOON, lonely(.9)))
                        .kind());
    }
}
