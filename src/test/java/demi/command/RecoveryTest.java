package demi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RecoveryTest {

    private final Recovery recovery = new Recovery(3);

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void oneAddressThatFailsInARowIsEnoughAndOneAnswerRightsIt() {
        recovery.answered("a.one", 2);
        recovery.answered("a.two", 2);
        assertFalse(recovery.isDown(), "two and two are not three in a row");
        recovery.answered("a.one", 3);
        assertTrue(recovery.isDown());
        recovery.answered("a.two", 0);
        assertTrue(recovery.isDown(), "another one answers");
        recovery.answered("a.one", 0);
        assertFalse(recovery.isDown());
    }

    @Test
    void whatNobodyWaitsForCountsWithinAnHour() {
        recovery.uncaught(minutes(0));
        recovery.uncaught(minutes(15));
        recovery.uncaught(minutes(90));
        assertFalse(recovery.isDown());
        recovery.uncaught(minutes(105));
        recovery.uncaught(minutes(120));
        assertTrue(recovery.isDown());
        assertEquals(3, recovery.failures());
        recovery.opened(minutes(121));
        assertFalse(recovery.isDown());
    }

    @Test
    void pausesGrowUntilItIsWellForAWhile() {
        Duration now = minutes(60);
        List<Long> pauses = IntStream.range(0, 11)
                .mapToObj(i -> {
                    long seconds = recovery.pause(now).toSeconds();
                    recovery.opened(now);
                    return seconds;
                })
                .toList();
        assertEquals(List.of(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L), pauses);
        assertEquals(300, recovery.pause(minutes(69)).toSeconds());
        recovery.opened(minutes(69));
        assertEquals(1, recovery.pause(minutes(79)).toSeconds());
        assertEquals(2, recovery.pause(minutes(179)).toSeconds(), "it could not be opened since");
    }
}
