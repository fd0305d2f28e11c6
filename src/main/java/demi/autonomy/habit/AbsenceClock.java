package demi.autonomy.habit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * How long somebody has been away, by a clock that stands still on the weekdays on which they usually are, and on their
 * holidays: such days are nobody's offence.
 *
 * @param zone theirs
 */
public record AbsenceClock(Set<DayOfWeek> awayOn, List<Days> holidays, ZoneId zone) {

    /** Longer than that nothing is looked at day by day. */
    private static final Duration LONGEST = Duration.ofDays(800);

    public AbsenceClock {
        awayOn = Set.copyOf(awayOn);
        holidays = List.copyOf(holidays);
    }

    /** That counts every day. */
    public static AbsenceClock plain(ZoneId zone) {
        return new AbsenceClock(Set.of(), List.of(), zone);
    }

    /** Whether it stands still on that day. */
    boolean stands(LocalDate day) {
        return awayOn.contains(day.getDayOfWeek()) || holidays.stream().anyMatch(holiday -> holiday.include(day));
    }

    public boolean stands(Instant at) {
        return stands(at.atZone(zone).toLocalDate());
    }

    private boolean neverStands() {
        return awayOn.isEmpty() && holidays.isEmpty();
    }

    /** What counts of the time between; nothing where that is none. */
    public Duration between(Instant from, Instant to) {
        Duration whole = Duration.between(from, to);
        if (whole.isNegative() || neverStands() || whole.compareTo(LONGEST) > 0) {
            return whole;
        }
        Duration counted = Duration.ZERO;
        Instant at = from;
        while (at.isBefore(to)) {
            Instant next = earlier(endOfDay(at), to);
            if (!stands(at)) {
                counted = counted.plus(Duration.between(at, next));
            }
            at = next;
        }
        return counted;
    }

    /** When so much of it will have counted. */
    public Instant plus(Instant from, Duration time) {
        if (neverStands() || time.isNegative()) {
            return from.plus(time);
        }
        Instant at = from;
        Duration left = time;
        Instant last = from.plus(LONGEST);
        while (at.isBefore(last)) {
            Instant next = endOfDay(at);
            Duration day = stands(at) ? Duration.ZERO : Duration.between(at, next);
            if (!stands(at) && left.compareTo(day) <= 0) {
                return at.plus(left);
            }
            left = left.minus(day);
            at = next;
        }
        return at;
    }

    private Instant endOfDay(Instant at) {
        return at.atZone(zone).toLocalDate().plusDays(1).atStartOfDay(zone).toInstant();
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }
}
