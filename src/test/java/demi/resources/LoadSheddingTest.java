package demi.resources;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LoadSheddingTest {

    private final LoadShedding shedding = new LoadShedding(80, Duration.ofMinutes(2));

    private boolean after(double percent, int seconds) {
        return shedding.after(percent, Duration.ofSeconds(seconds));
    }

    @Test
    void itBeginsAboveTheThresholdAndNotAtIt() {
        assertFalse(after(10, 0));
        assertFalse(after(80, 30));
        assertTrue(after(80.1, 60));
    }

    @Test
    void itEndsAfterAWhileBelow() {
        assertTrue(after(95, 0));
        assertTrue(after(70, 30));
        assertTrue(after(70, 60));
        assertTrue(after(70, 149));
        assertFalse(after(70, 150), "two minutes after the first look that found less");
        assertFalse(after(80, 180));
    }

    @Test
    void atTheBorderItDoesNotGoToAndFro() {
        assertTrue(after(81, 0));
        for (int i = 1; i < 100; i++) {
            assertTrue(after(i % 4 == 0 ? 81 : 79, i * 30), "at " + i);
        }
    }

    @Test
    void aSecondTimeMuchLaterTakesAsLongAsTheFirst() {
        assertTrue(after(90, 0));
        after(50, 10);
        assertFalse(after(50, 130));
        assertTrue(after(90, 1_000));
        assertTrue(after(50, 1_010));
        assertTrue(after(50, 1_129));
        assertFalse(after(50, 1_130));
    }

    /** The large model fills the memory as often as it comes back. */
    @Test
    void whatComesBackAtOnceIsWaitedForLongerEachTime() {
        int now = 0;
        for (int minutes : new int[] {2, 4, 8, 16, 30, 30, 30}) {
            assertTrue(after(90, now));
            assertTrue(after(15, now + 30));
            assertTrue(after(15, now + 29 + minutes * 60), "before " + minutes);
            assertFalse(after(15, now + 30 + minutes * 60), "after " + minutes);
            now += 60 + minutes * 60;
        }
    }

    @Test
    void atAHundredPercentItNeverBegins() {
        LoadShedding never = new LoadShedding(100, Duration.ZERO);
        assertFalse(never.after(100, Duration.ZERO));
    }
}
