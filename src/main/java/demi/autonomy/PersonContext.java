package demi.autonomy;

import demi.api.store.AutonomyStore.Person;
import demi.autonomy.habit.Days;
import demi.autonomy.habit.Habits;
import demi.autonomy.occasion.Occasion;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one person at one moment.
 *
 * @param habits of coming and going
 * @param holidays on which they said they would be away, the day of return included
 * @param occasion the first reason in their life to write to them, null for none
 * @param missed loneliness for want of this very person, 0 to 1
 * @param excitedAfterTalk how excited she was when their last talk was over, 0 to 1
 */
record PersonContext(
        Person person,
        Habits habits,
        List<Days> holidays,
        @Nullable Occasion occasion,
        double missed,
        double excitedAfterTalk) {
    PersonContext {
        holidays = List.copyOf(holidays);
    }

    /** Of whom nothing is known but that. */
    static PersonContext of(Person person, ZoneId zone) {
        return new PersonContext(person, Habits.unknown(zone), List.of(), null, 0, 0);
    }

    /** On which they are. */
    Optional<Days> holiday(Instant now) {
        LocalDate today = day(now);
        return holidays.stream().filter(days -> days.include(today)).findFirst();
    }

    /** Whether some of the time between was a holiday. */
    boolean wasOnHoliday(Instant from, Instant until) {
        LocalDate first = day(from);
        LocalDate last = day(until);
        return holidays.stream()
                .anyMatch(days -> !days.until().isBefore(first) && !days.from().isAfter(last));
    }

    /** By their calendar. */
    LocalDate day(Instant at) {
        return at.atZone(habits.clock().zone()).toLocalDate();
    }
}
