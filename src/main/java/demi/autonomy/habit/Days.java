package demi.autonomy.habit;

import java.time.LocalDate;

/**
 * Days in a row, by somebody's calendar.
 *
 * @param until the last one
 */
public record Days(LocalDate from, LocalDate until) {

    public boolean include(LocalDate day) {
        return !day.isBefore(from) && !day.isAfter(until);
    }
}
