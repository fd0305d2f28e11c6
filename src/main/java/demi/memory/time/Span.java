package demi.memory.time;

import java.time.LocalDate;

/** Words that name a day or some days, and which these are. */
record Span(int start, int end, LocalDate from, LocalDate until, boolean yearly) {

    static Span of(int start, int end, LocalDate day) {
        return new Span(start, end, day, day, false);
    }

    boolean isDay() {
        return from.equals(until);
    }

    /** Whether the other's days are some of this one's, and fewer. */
    boolean holds(Span other) {
        return !from.isAfter(other.from)
                && !until.isBefore(other.until)
                && !(from.equals(other.from) && until.equals(other.until));
    }

    Span everyYear() {
        return new Span(start, end, from, until, true);
    }
}
