package demi.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {

    private final AtomicLong now = new AtomicLong();
    private final AttemptLimit limit = new AttemptLimit(3, now::get);

    @Test
    void noMinuteHoldsMoreThanTheLimit() {
        assertEquals(0, at(0));
        assertEquals(0, at(30));
        assertEquals(0, at(59));
        assertEquals(1, at(59));
        assertEquals(0, at(60));
        assertEquals(30, at(60));
        assertEquals(0, at(90));
        assertEquals(29, at(90));
        assertEquals(0, at(119));
    }

    @Test
    void networkOfAnAddress() {
        assertEquals(AttemptLimit.network("2001:db8:1:2::1"), AttemptLimit.network("2001:db8:1:2:ffff::9%eth0"));
        assertNotEquals(AttemptLimit.network("2001:db8:1:2::1"), AttemptLimit.network("2001:db8:1:3::1"));
        assertNotEquals(AttemptLimit.network("192.0.2.1"), AttemptLimit.network("192.0.2.2"));
        assertEquals(AttemptLimit.network("192.0.2.1"), AttemptLimit.network("::ffff:192.0.2.1"));
        assertEquals("a socket", AttemptLimit.network("a socket"));
    }

    private long at(long second) {
        now.set(Duration.ofSeconds(second).toNanos());
        return limit.attempt("192.0.2.1");
    }
}
