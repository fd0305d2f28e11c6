package demi.api.value;

import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When something is true or takes place, by the calendar of the person who said so.
 *
 * @param from the first day, null when that is not known
 * @param until the last day; the same as {@code from} where it is one day; null when that is not known
 * @param at the time of that day, null when that is not known
 * @param yearly whether it comes again every year, as a birthday does
 */
public record Holding(
        @Nullable LocalDate from,
        @Nullable LocalDate until,
        @Nullable LocalTime at,
        boolean yearly) {

    public static final int FIRST_YEAR = 1000;
    public static final int LAST_YEAR = 9999;

    /** Of what has no date. */
    public static final Holding UNDATED = new Holding(null, null, null, false);

    public static Holding on(LocalDate day) {
        return new Holding(day, day, null, false);
    }

    /** Whether its days are of a calendar that people use, and in their order: others could be reckoned with no further. */
    public boolean isUsable() {
        return isUsable(from) && isUsable(until) && (from == null || until == null || !until.isBefore(from));
    }

    private static boolean isUsable(@Nullable LocalDate day) {
        return day == null || (day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR);
    }

    public boolean isDated() {
        return from != null || until != null;
    }
}
