package demi.autonomy.habit;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * At which hours of which weekdays somebody usually is there: a count of the hours in which they wrote, of which each loses
 * half of its weight in four weeks.
 */
final class GoodHours {

    private static final int HOURS = 24;
    private static final double HALF_LIFE_DAYS = 28;
    /** Fewer tell nothing. */
    private static final int FEWEST_HOURS = 5;

    private static final int FEWEST_DAYS = 4;
    /** Of the hour before or behind one in which they wrote. */
    private static final double BESIDE = .7;
    /** What the other weekdays tell of this one. */
    private static final double OTHER_DAYS = .5;
    /** Of a day's best hour. */
    private static final double GOOD = .6;

    private static final Duration LONGEST_WAIT = Duration.ofHours(24);
    private static final int MOST_JITTER_MINUTES = 120;
    private static final int MORNING_MINUTES = 90;

    private final ZoneId zone;
    private final String userId;
    private final double[][] weights = new double[DayOfWeek.values().length][HOURS];
    private final boolean known;

    /** @param hours in which they wrote, oldest first */
    GoodHours(String userId, List<Instant> hours, ZoneId zone, Instant now) {
        this.userId = userId;
        this.zone = zone;
        for (Instant hour : hours) {
            ZonedDateTime local = hour.atZone(zone);
            double days = Math.max(0, Duration.between(hour, now).toMinutes() / 1440.0);
            weights[local.getDayOfWeek().getValue() - 1][local.getHour()] += Math.pow(.5, days / HALF_LIFE_DAYS);
        }
        long days = hours.stream()
                .map(hour -> hour.atZone(zone).toLocalDate())
                .distinct()
                .count();
        this.known = hours.size() >= FEWEST_HOURS && days >= FEWEST_DAYS;
    }

    /**
     * When to write, within a day: now or later. Where nobody can tell it is now, but not on the stroke with which quiet ends.
     *
     * @param allowed whether she may write then at all
     */
    Instant next(Instant now, Predicate<Instant> allowed) {
        LocalDate today = now.atZone(zone).toLocalDate();
        if (!known) {
            return settled(today, now, allowed);
        }
        for (int ahead = 0; ahead <= 1; ahead++) {
            Optional<Instant> found = next(today.plusDays(ahead), now, allowed);
            if (found.isPresent()) {
                return Duration.between(now, found.get()).compareTo(LONGEST_WAIT) > 0 ? now : found.get();
            }
        }
        return now;
    }

    private Instant settled(LocalDate today, Instant now, Predicate<Instant> allowed) {
        Instant begin = now;
        for (int minutes = 1; minutes <= MORNING_MINUTES; minutes++) {
            Instant before = now.minus(minutes, ChronoUnit.MINUTES);
            if (!allowed.test(before)) {
                Instant since = begin.plus(Chance.below(MORNING_MINUTES, userId, today), ChronoUnit.MINUTES);
                return allowed.test(now) && since.isAfter(now) ? since : now;
            }
            begin = before;
        }
        return now;
    }

    private Optional<Instant> next(LocalDate day, Instant now, Predicate<Instant> allowed) {
        List<Instant> good = good(day, allowed);
        int first = 0;
        for (int i = 0; i < good.size(); i++) {
            boolean last =
                    i + 1 == good.size() || !good.get(i + 1).equals(good.get(i).plus(1, ChronoUnit.HOURS));
            if (last) {
                Instant end = good.get(i).plus(1, ChronoUnit.HOURS);
                Instant begin = good.get(first).plus(jitter(day, i - first + 1), ChronoUnit.MINUTES);
                if (now.isBefore(end)) {
                    return Optional.of(now.isBefore(begin) ? begin : now);
                }
                first = i + 1;
            }
        }
        return Optional.empty();
    }

    /** Not at the same minute every day; an hour is left to do it in. */
    private int jitter(LocalDate day, int hours) {
        int most = Math.min(MOST_JITTER_MINUTES, Math.max(45, (hours - 1) * 60));
        return Chance.below(most, userId, day);
    }

    private List<Instant> good(LocalDate day, Predicate<Instant> allowed) {
        List<Instant> hours = new ArrayList<>();
        Instant end = day.plusDays(1).atStartOfDay(zone).toInstant();
        for (Instant at = day.atStartOfDay(zone).toInstant(); at.isBefore(end); at = at.plus(1, ChronoUnit.HOURS)) {
            if (allowed.test(at)) {
                hours.add(at);
            }
        }
        double best = hours.stream().mapToDouble(this::score).max().orElse(0);
        return hours.stream().filter(hour -> score(hour) >= GOOD * best).toList();
    }

    private double score(Instant at) {
        ZonedDateTime local = at.atZone(zone);
        double others = 0;
        for (int day = 0; day < weights.length; day++) {
            others += smoothed(day, local.getHour());
        }
        return smoothed(local.getDayOfWeek().getValue() - 1, local.getHour()) + OTHER_DAYS * others / weights.length;
    }

    private double smoothed(int day, int hour) {
        double before = hour == 0 ? 0 : weights[day][hour - 1];
        double after = hour == HOURS - 1 ? 0 : weights[day][hour + 1];
        return Math.max(weights[day][hour], BESIDE * Math.max(before, after));
    }
}
