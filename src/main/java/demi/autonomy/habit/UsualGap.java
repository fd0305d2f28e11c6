package demi.autonomy.habit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** For how long somebody usually is away between two talks. */
final class UsualGap {

    /** Less than that is a pause in a talk. */
    private static final Duration SHORTEST = Duration.ofHours(3);

    private static final int NEWEST = 20;
    private static final int FEWEST = 3;
    /** That part of their gaps is no longer. */
    private static final double MOST = .8;

    private UsualGap() {}

    /**
     * Empty where they have come back too seldom to tell.
     *
     * @param hours in which they wrote, oldest first
     */
    static Optional<Duration> of(List<Instant> hours, AbsenceClock clock) {
        List<Duration> gaps = gaps(hours, clock, NEWEST);
        if (gaps.size() < FEWEST) {
            return Optional.empty();
        }
        List<Duration> sorted = gaps.stream().sorted().toList();
        return Optional.of(sorted.get((int) Math.ceil(MOST * sorted.size()) - 1));
    }

    /** Whether their last two absences were that long, and much the same: no habit yet, but no offence either. */
    static boolean isTwice(List<Instant> hours, AbsenceClock clock, Duration least) {
        List<Duration> gaps = gaps(hours, clock, 2);
        return gaps.size() == 2
                && gaps.stream().allMatch(gap -> gap.compareTo(least) > 0)
                && gaps.get(0).compareTo(gaps.get(1).multipliedBy(3).dividedBy(2)) <= 0
                && gaps.get(1).compareTo(gaps.get(0).multipliedBy(3).dividedBy(2)) <= 0;
    }

    /** Newest first. */
    private static List<Duration> gaps(List<Instant> hours, AbsenceClock clock, int most) {
        List<Duration> gaps = new ArrayList<>();
        for (int i = hours.size() - 1; i > 0 && gaps.size() < most; i--) {
            Duration gap = clock.between(hours.get(i - 1), hours.get(i));
            if (gap.compareTo(SHORTEST) >= 0) {
                gaps.add(gap);
            }
        }
        return gaps;
    }
}
