package demi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartBackoffTest {

    private final RestartBackoff recovery = new RestartBackoff(3);

    private static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }

    @Test
    void oneAddressThatFailsInARowIsEnoughAndOneAnswerRightsIt() {
        recovery.answered("a.one", 2);
        recovery.answered("a.two", 2);
        assertFalse(recovery.isDown(minutes(0)), "two and two are not three in a row");
        recovery.answered("a.one", 3);
        assertTrue(recovery.isDown(minutes(0)));
        recovery.answered("a.two", 0);
        assertTrue(recovery.isDown(minutes(0)), "another one answers");
        recovery.answered("a.one", 0);
        assertFalse(recovery.isDown(minutes(0)));
    }

    @Test
    void whatNobodyWaitsForCountsWhileEachComesSoonAfterTheOther() {
        recovery.uncaught(minutes(0));
        recovery.uncaught(minutes(15));
        recovery.uncaught(minutes(40));
        assertFalse(recovery.isDown(minutes(40)));
        recovery.uncaught(minutes(55));
        recovery.uncaught(minutes(70));
        assertTrue(recovery.isDown(minutes(70)));
        assertEquals(3, recovery.failures());
        assertTrue(recovery.isDown(minutes(89)));
        assertFalse(recovery.isDown(minutes(90)), "it does not happen any more");
        recovery.uncaught(minutes(85));
        recovery.opened(minutes(86));
        assertFalse(recovery.isDown(minutes(86)));
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
