package demi.accounts.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LoginRateLimiterTest {

    private final AtomicLong now = new AtomicLong();
    private final LoginRateLimiter limit = new LoginRateLimiter(3, now::get);

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
        assertEquals(
                LoginRateLimiter.network("2001:db8:1:2::1"), LoginRateLimiter.network("2001:db8:1:2:ffff::9%eth0"));
        assertNotEquals(LoginRateLimiter.network("2001:db8:1:2::1"), LoginRateLimiter.network("2001:db8:1:3::1"));
        assertNotEquals(LoginRateLimiter.network("192.0.2.1"), LoginRateLimiter.network("192.0.2.2"));
        assertEquals(LoginRateLimiter.network("192.0.2.1"), LoginRateLimiter.network("::ffff:192.0.2.1"));
        assertEquals("a socket", LoginRateLimiter.network("a socket"));
    }

    private long at(long second) {
        now.set(Duration.ofSeconds(second).toNanos());
        return limit.attempt("192.0.2.1");
    }
}
