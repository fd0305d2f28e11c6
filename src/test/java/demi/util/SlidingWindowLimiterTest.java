package demi.util;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SlidingWindowLimiterTest {

    /** Close to where such a clock goes round. */
    private static final long START = Long.MAX_VALUE - Duration.ofSeconds(20).toNanos();

    private final AtomicLong now = new AtomicLong(START);
    private final SlidingWindowLimiter limit = new SlidingWindowLimiter(2, now::get);

    private long at(long second) {
        return at(second, "ann");
    }

    private long at(long second, String key) {
        now.set(START + Duration.ofSeconds(second).toNanos());
        return limit.attempt(key);
    }

    @Test
    void theWindowSlides() {
        assertEquals(0, at(0));
        assertEquals(0, at(30));
        assertEquals(1, at(59));
        assertEquals(0, at(59, "bob"), "everybody has their own");
        assertEquals(0, at(60));
        assertEquals(29, at(61));
        assertEquals(0, at(90));
    }

    @Test
    void whatIsRefusedDoesNotProlongTheWait() {
        for (int second = 0; second < 60; second++) {
            at(second);
        }
        assertEquals(0, at(60));
    }

    @Test
    void onlyTheLastTenThousandAreRemembered() {
        at(0);
        at(0);
        for (int i = 0; i < 9_999; i++) {
            at(0, "somebody" + i);
        }
        assertEquals(60, at(0), "still known, and the last heard of");
        for (int i = 0; i < 10_000; i++) {
            at(0, "somebody else" + i);
        }
        assertEquals(0, at(0));
    }
}
