package demi.emotion;

import java.time.Duration;
import java.time.Instant;

/**
 * The time by which she ages: it passes as time does, whatever is done to the wall clock. A clock that is set back takes
 * nothing from it, and putting it right adds nothing; where she was frozen or asleep, she follows the wall.
 */
final class MonotonicAge {

    /** Less than that is how clocks are. */
    private static final Duration JITTER = Duration.ofSeconds(1);

    private Instant wall;
    private long steady;
    /** How far she is before a wall clock that was set back. */
    private Duration ahead;

    /**
     * @param lived until when she has lived by her own time
     * @param wall the wall clock
     * @param steady nanoseconds of a clock that nobody sets
     */
    MonotonicAge(Instant lived, Instant wall, long steady) {
        this.wall = wall;
        this.steady = steady;
        this.ahead = lived.isAfter(wall) ? Duration.between(wall, lived) : Duration.ZERO;
    }

    /** What time it is for her, never earlier than what she was told before. */
    Instant at(Instant wallNow, long steadyNow) {
        Duration passed = Duration.ofNanos(steadyNow - steady);
        Duration jumped = Duration.between(wall, wallNow).minus(passed);
        if (jumped.abs().compareTo(JITTER) > 0) {
            Duration left = ahead.minus(jumped);
            ahead = left.isNegative() ? Duration.ZERO : left;
        }
        wall = wallNow;
        steady = steadyNow;
        return wallNow.plus(ahead);
    }
}
