package demi.autonomy;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * Whether the wall clock can be believed: somebody may have set it, or the machine may have slept. Compared with a clock
 * that nobody sets.
 */
final class ClockJumpDetector {

    private static final Duration DRIFT = Duration.ofMinutes(2);
    /** After a jump nothing is decided for so long. */
    static final Duration SETTLING = Duration.ofHours(1);

    private Instant wall;
    private long steady;
    private Instant believed;
    private boolean settled = true;
    private long settledAt;

    /** @param steady nanoseconds of a clock that nobody sets */
    ClockJumpDetector(Instant wall, long steady) {
        this.wall = wall;
        this.steady = steady;
        this.believed = wall;
    }

    /** What the next process has to know, to go on where this one ends. */
    String state() {
        return String.join(
                " ",
                wall.toString(),
                Long.toString(steady),
                believed.toString(),
                settled ? "-" : Long.toString(settledAt));
    }

    /** Empty where that is no state, or of a later time than {@code steadyNow}, which is then another clock's. */
    static Optional<ClockJumpDetector> of(String state, long steadyNow) {
        String[] parts = state.split(" ", -1);
        try {
            ClockJumpDetector watch = new ClockJumpDetector(Instant.parse(parts[0]), Long.parseLong(parts[1]));
            watch.believed = Instant.parse(parts[2]);
            watch.settled = parts[3].equals("-");
            watch.settledAt = watch.settled ? 0 : Long.parseLong(parts[3]);
            return watch.steady <= steadyNow ? Optional.of(watch) : Optional.empty();
        } catch (DateTimeParseException | NumberFormatException | ArrayIndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    /** Whether the clock has been as it is for a while. */
    boolean update(Instant wallNow, long steadyNow) {
        Duration passed = Duration.ofNanos(steadyNow - steady);
        Duration jumped = Duration.between(wall, wallNow).minus(passed);
        wall = wallNow;
        steady = steadyNow;
        if (jumped.abs().compareTo(DRIFT) > 0) {
            believed = wallNow;
            settled = false;
            settledAt = steadyNow + SETTLING.toNanos();
        } else if (!settled && steadyNow - settledAt >= 0) {
            settled = true;
        }
        return settled;
    }

    /** What is said to have happened later than this, happened by a clock that was wrong; it counts as this. */
    Instant believed() {
        return believed;
    }
}
