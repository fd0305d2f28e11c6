package demi.http.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import demi.http.server.FairSlots.Slot;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairSlotsTest {

    private final AtomicLong nanos = new AtomicLong();
    private final List<String> gaveWay = new ArrayList<>();
    private final FairSlots places = new FairSlots(3, 2, nanos::get);

    private @Nullable Slot take(String key) {
        return places.acquire(key, () -> gaveWay.add(key));
    }

    @Test
    void eachKeyHasItsShareAndNoMore() {
        Slot first = Objects.requireNonNull(take("a"));
        take("a");
        assertNull(take("a"));
        assertNotNull(take("b"));
        first.release();
        first.release();
        assertEquals(2, places.taken());
        assertNotNull(take("a"));
        assertNull(take("a"));
    }

    @Test
    void whenAllAreTakenWhoHasSatTheLongestGivesWay() {
        take("a");
        nanos.addAndGet(FairSlots.A_MOMENT.dividedBy(2).toNanos());
        take("b");
        take("c");
        assertNull(take("d"));
        nanos.addAndGet(FairSlots.A_MOMENT.toNanos());
        assertNotNull(take("d"));
        assertEquals(List.of("a"), gaveWay);
        assertEquals(3, places.taken());
    }

    @Test
    void aThousandASecondWhoNeverLeaveKeepNobodyOutWhoIsQuick() {
        FairSlots many = new FairSlots(256, 32, nanos::get);
        for (int millis = 0; millis < 3_000; millis++) {
            nanos.addAndGet(Duration.ofMillis(1).toNanos());
            many.acquire("stranger" + millis, () -> gaveWay.add("a stranger"));
            if (millis % 100 == 0) {
                Objects.requireNonNull(many.acquire("ann", () -> gaveWay.add("ann")), "at " + millis)
                        .release();
            }
        }
        assertFalse(gaveWay.contains("ann"));
    }
}
