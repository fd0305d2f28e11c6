package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class MonotonicAgeTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");

    private Instant wall = T;
    private long steady;
    private MonotonicAge time = new MonotonicAge(T, T, 0);

    private Instant after(Duration passed) {
        steady += passed.toNanos();
        wall = wall.plus(passed);
        return time.at(wall, steady);
    }

    private static Instant hours(long hours) {
        return T.plus(Duration.ofHours(hours));
    }

    @Test
    void followsTheWall() {
        assertEquals(hours(1), after(Duration.ofHours(1)));
        assertEquals(hours(2), after(Duration.ofHours(1)));
    }

    @Test
    void aClockSetBackAndPutRightChangesNothing() {
        after(Duration.ofHours(12));
        wall = wall.minus(Duration.ofHours(6));
        assertEquals(hours(18), after(Duration.ofHours(6)));
        wall = wall.plus(Duration.ofHours(6));
        assertEquals(hours(24), after(Duration.ofHours(6)));
    }

    @Test
    void aSleepingMachineIsTimeAlone() {
        wall = wall.plus(Duration.ofHours(8));
        assertEquals(hours(9), after(Duration.ofHours(1)));
    }

    @Test
    void aBoardThatStartsAYearBehindAndIsPutRightLosesOnlyTheTimeItWasOff() {
        wall = T.minus(Duration.ofDays(365));
        time = new MonotonicAge(T, wall, 0);
        assertEquals(T.plus(Duration.ofMinutes(1)), after(Duration.ofMinutes(1)));
        wall = wall.plus(Duration.ofDays(365)).plus(Duration.ofHours(2));
        assertEquals(T.plus(Duration.ofHours(2)).plus(Duration.ofMinutes(2)), after(Duration.ofMinutes(1)));
    }

    @Test
    void slewsAreNoJumps() {
        Instant last = T;
        for (int i = 0; i < 100; i++) {
            wall = wall.minusMillis(2);
            last = after(Duration.ofSeconds(1));
        }
        assertEquals(T.plusMillis(100 * 998), last);
    }
}
