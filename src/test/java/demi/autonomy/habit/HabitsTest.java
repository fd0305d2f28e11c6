package demi.autonomy.habit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When somebody usually is there, and for how long they usually are not. */
class HabitsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** A Monday. */
    private static final LocalDate FIRST = LocalDate.parse("2026-11-02");

    private static boolean byDay(Instant at) {
        int hour = at.atZone(BERLIN).getHour();
        return hour >= 8 && hour < 22;
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }

    /** Who writes at these hours, on the days that are theirs, of the first {@code days} ones. */
    private static List<Instant> there(int days, Predicate<LocalDate> on, int... hours) {
        return IntStream.range(0, days)
                .mapToObj(FIRST::plusDays)
                .filter(on)
                .flatMap(day -> IntStream.of(hours)
                        .mapToObj(hour -> day.atTime(hour, 10).atZone(BERLIN).toInstant()))
                .toList();
    }

    private static boolean isWorkday(LocalDate day) {
        return day.getDayOfWeek().getValue() <= 5;
    }

    private static Habits habits(List<Instant> there, Instant now) {
        return new Habits("ann", there, List.of(), BERLIN, now);
    }

    @Test
    void threeEqualWeekendsAreAHabitAndTwoAreNoOffence() {
        Instant second = at("2026-11-14T12:00");
        Habits once = habits(there(12, HabitsTest::isWorkday, 8, 20), second);
        assertFalse(once.areOfBeingAway(), "one weekend is nothing");
        assertEquals(Set.of(), once.clock().awayOn());
        Habits twice = habits(there(19, HabitsTest::isWorkday, 8, 20), at("2026-11-21T12:00"));
        assertTrue(twice.areOfBeingAway());
        assertEquals(Set.of(), twice.clock().awayOn());
        assertEquals(
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), twice.unanswered().awayOn());
        Habits thrice = habits(there(26, HabitsTest::isWorkday, 8, 20), at("2026-11-28T12:00"));
        assertEquals(
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY), thrice.clock().awayOn());
    }

    @Test
    void aSilenceIsNoHabitByItself() {
        Habits gone = habits(there(14, day -> true, 20), at("2026-12-20T12:00"));
        assertEquals(Set.of(), gone.clock().awayOn());
        assertTrue(
                gone.missedFor(at("2026-11-15T20:10"), at("2026-12-20T12:00")).toDays() > 30);
        assertFalse(gone.areOfBeingAway());
    }

    @Test
    void whoComesEverySecondSundayIsNotMissedInBetween() {
        List<Instant> sundays =
                there(60, day -> day.getDayOfWeek() == DayOfWeek.SUNDAY && (day.toEpochDay() / 7) % 2 == 0, 11);
        Instant last = sundays.get(sundays.size() - 1);
        Habits habits = habits(sundays, last.plus(Duration.ofDays(10)));
        assertTrue(habits.isUsual(last, last.plus(Duration.ofDays(14))));
        assertEquals(Duration.ZERO, habits.missedFor(last, last.plus(Duration.ofDays(14))));
        assertFalse(habits.isUsual(last, last.plus(Duration.ofDays(18))));
        assertTrue(habits.missedFor(last, last.plus(Duration.ofDays(21))).toDays() >= 4);
        assertTrue(habits.areOfBeingAway());
    }

    @Test
    void twoEqualAbsencesAreNoOffence() {
        List<Instant> twice = List.of(at("2026-11-01T11:00"), at("2026-11-15T11:00"), at("2026-11-29T12:00"));
        assertTrue(habits(twice, at("2026-12-05T11:00")).areOfBeingAway());
        assertFalse(
                habits(twice, at("2026-12-05T11:00")).isUsual(twice.get(2), at("2026-12-05T11:00")), "no habit yet");
        List<Instant> unlike = List.of(at("2026-11-01T11:00"), at("2026-11-04T11:00"), at("2026-11-29T12:00"));
        assertFalse(habits(unlike, at("2026-12-05T11:00")).areOfBeingAway());
    }

    @Test
    void aStrangerIsMissedAfterAWeek() {
        Instant once = at("2026-11-02T10:00");
        Habits habits = habits(List.of(once), at("2026-11-08T10:00"));
        assertEquals(Duration.ZERO, habits.missedFor(once, at("2026-11-08T10:00")));
        assertEquals(Duration.ofDays(2), habits.missedFor(once, at("2026-11-11T10:00")));
        assertFalse(habits.isUsual(once, at("2026-11-03T10:00")), "nobody knows");
    }

    @Test
    void anAbsenceCountsNeitherUsualDaysNorHolidays() {
        AbsenceClock clock = new AbsenceClock(
                Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY),
                List.of(new Days(LocalDate.parse("2026-12-07"), LocalDate.parse("2026-12-09"))),
                BERLIN);
        // Friday evening to Thursday morning.
        assertEquals(Duration.ofHours(4 + 9), clock.between(at("2026-12-04T20:00"), at("2026-12-10T09:00")));
        assertEquals(at("2026-12-10T09:00"), clock.plus(at("2026-12-04T20:00"), Duration.ofHours(13)));
        assertEquals(
                Duration.ofHours(13),
                AbsenceClock.plain(BERLIN).between(at("2026-12-04T20:00"), at("2026-12-05T09:00")));
    }

    /** A day of 25 hours, and one of 23. */
    @Test
    void daysOnWhichClocksAreChangedAreAsLongAsTheyAre() {
        AbsenceClock clock = new AbsenceClock(Set.of(DayOfWeek.MONDAY), List.of(), BERLIN);
        assertEquals(Duration.ofHours(25), clock.between(at("2026-10-25T00:00"), at("2026-10-26T12:00")));
        assertEquals(Duration.ofHours(23), clock.between(at("2027-03-28T00:00"), at("2027-03-29T12:00")));
    }

    @Test
    void sheWritesWhenTheyAreThere() {
        List<Instant> evenings = there(14, day -> true, 19);
        Instant morning = at("2026-11-16T09:00");
        ZonedDateTime good = habits(evenings, morning)
                .nextGoodTime(morning, HabitsTest::byDay)
                .atZone(BERLIN);
        assertEquals(LocalDate.parse("2026-11-16"), good.toLocalDate());
        assertTrue(good.getHour() >= 18 && good.getHour() <= 20, good.toString());
        Instant late = at("2026-11-16T20:50");
        assertEquals(late, habits(evenings, late).nextGoodTime(late, HabitsTest::byDay), "it is now");
        Instant over = at("2026-11-16T21:30");
        assertEquals(
                LocalDate.parse("2026-11-17"),
                habits(evenings, over)
                        .nextGoodTime(over, HabitsTest::byDay)
                        .atZone(BERLIN)
                        .toLocalDate());
    }

    @Test
    void notAtTheSameMinuteEachDayAndTheSameAfterARestart() {
        List<Instant> evenings = there(14, day -> true, 19);
        List<String> times = IntStream.range(0, 6)
                .mapToObj(day -> at("2026-11-16T09:00").plus(Duration.ofDays(day)))
                .flatMap(now -> Stream.of(habits(evenings, now)
                        .nextGoodTime(now, HabitsTest::byDay)
                        .atZone(BERLIN)
                        .toLocalTime()
                        .toString()))
                .toList();
        assertTrue(times.stream().distinct().count() >= 4, times.toString());
        Instant now = at("2026-11-16T09:00");
        assertEquals(
                habits(evenings, now).nextGoodTime(now, HabitsTest::byDay),
                habits(evenings, now).nextGoodTime(now.plusSeconds(600), HabitsTest::byDay));
        assertNotEquals(
                habits(evenings, now).nextGoodTime(now, HabitsTest::byDay),
                new Habits("bob", evenings, List.of(), BERLIN, now).nextGoodTime(now, HabitsTest::byDay));
    }

    @Test
    void withTooLittleKnownItIsNowButNotOnTheStrokeOfEight() {
        Habits habits = habits(there(2, day -> true, 19), at("2026-11-05T12:00"));
        Instant noon = at("2026-11-05T12:00");
        assertEquals(noon, habits.nextGoodTime(noon, HabitsTest::byDay));
        Instant eight = at("2026-11-05T08:00");
        Instant first = habits.nextGoodTime(eight, HabitsTest::byDay);
        assertTrue(first.isAfter(eight) && first.isBefore(at("2026-11-05T09:30")), first.toString());
        assertEquals(first, habits.nextGoodTime(eight.plusSeconds(60), HabitsTest::byDay));
    }

    @Test
    void whoIsOnlyThereAtNightIsWrittenToByDay() {
        List<Instant> nights = there(14, day -> true, 23);
        Instant morning = at("2026-11-16T09:00");
        Instant good = habits(nights, morning).nextGoodTime(morning, HabitsTest::byDay);
        assertTrue(byDay(good), good.toString());
        assertTrue(Duration.between(morning, good).toHours() < 24);
    }
}
