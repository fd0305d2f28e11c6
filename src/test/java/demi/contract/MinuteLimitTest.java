package demi.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MinuteLimitTest {

    private static final Instant START = Instant.parse("2031-03-01T12:00:00Z");

    private final MinuteLimit limit = new MinuteLimit(2);

    private long at(long second) {
        return limit.attempt("ann", START.plusSeconds(second));
    }

    @Test
    void theWindowSlides() {
        assertEquals(0, at(0));
        assertEquals(0, at(30));
        assertEquals(1, at(59));
        assertEquals(0, limit.attempt("bob", START.plusSeconds(59)), "everybody has their own");
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
    void aClockThatIsSetBackALittleOpensNoSecondWindow() {
        at(30);
        at(30);
        assertEquals(90, at(0));
        assertEquals(0, at(90));
    }

    @Test
    void aClockThatIsSetBackByHoursShutsNobodyOut() {
        at(10_000);
        at(10_000);
        assertEquals(0, at(0));
    }

    @Test
    void onlyTheLastTenThousandAreRemembered() {
        at(0);
        at(0);
        for (int i = 0; i < 9_999; i++) {
            limit.attempt("somebody" + i, START);
        }
        assertEquals(60, at(0), "still known, and the last heard of");
        for (int i = 0; i < 10_000; i++) {
            limit.attempt("somebody else" + i, START);
        }
        assertEquals(0, at(0));
    }
}
