package demi.autonomy.habit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Period;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * On which weekdays somebody regularly is not there. What counts is the four weeks until they were last there: the silence of
 * now is no habit by itself.
 */
final class AwayDays {

    private static final int WEEKS = 4;
    /** Of the last four: on so many they were away. */
    private static final int HABIT = 3;
    /** Two equal ones are no habit yet, but nothing to be hurt about. */
    private static final int TWICE = 2;
    /** On so many days of the four weeks they were there, or their days say nothing. */
    private static final int FEWEST_DAYS = 8;

    private final Set<LocalDate> there;
    private final List<Days> holidays;

    /** @param there the days on which they wrote */
    AwayDays(Set<LocalDate> there, List<Days> holidays) {
        this.there = Set.copyOf(there);
        this.holidays = List.copyOf(holidays);
    }

    /** On at least three of the last four such days. */
    Set<DayOfWeek> usual() {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<LocalDate> past = past(day);
            long away = past.stream().filter(each -> !there.contains(each)).count();
            if (away >= HABIT) {
                days.add(day);
            }
        }
        return days;
    }

    /** The last two times. */
    Set<DayOfWeek> twice() {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values()) {
            List<LocalDate> past = past(day);
            if (past.size() >= TWICE && past.subList(0, TWICE).stream().noneMatch(there::contains)) {
                days.add(day);
            }
        }
        return days;
    }

    /** Newest first: the last such days on which they might have been there; none where they were there too seldom. */
    private List<LocalDate> past(DayOfWeek weekday) {
        LocalDate last = there.stream().max(LocalDate::compareTo).orElse(null);
        LocalDate first = there.stream().min(LocalDate::compareTo).orElse(null);
        if (last == null || first == null) {
            return List.of();
        }
        LocalDate from = last.minusWeeks(WEEKS).plusDays(1);
        long present = there.stream().filter(day -> !day.isBefore(from)).count();
        if (present < Math.min(FEWEST_DAYS, 2 * (last.toEpochDay() - first.toEpochDay()) / 7)) {
            return List.of();
        }
        return last.datesUntil(from.isAfter(first) ? from.minusDays(1) : first.minusDays(1), Period.ofDays(-1))
                .filter(day -> day.getDayOfWeek() == weekday)
                .filter(day -> holidays.stream().noneMatch(holiday -> holiday.include(day)))
                .toList();
    }
}
