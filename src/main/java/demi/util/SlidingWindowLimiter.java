package demi.util;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * At most so many in any minute, for each key, over a window that slides. Remembers a bounded number of keys, those heard
 * of last.
 */
public final class SlidingWindowLimiter {

    private static final long WINDOW = TimeUnit.MINUTES.toNanos(1);
    private static final int KEYS = 10_000;

    private final int most;
    private final LongSupplier nanos;
    /** By key, when those were that count, oldest first. */
    private final Map<String, Deque<Long>> taken = new BoundedMap<>(KEYS);

    /** @param nanos a clock that nobody sets, such as {@link System#nanoTime} */
    public SlidingWindowLimiter(int most, LongSupplier nanos) {
        this.most = most;
        this.nanos = nanos;
    }

    /** Counts one, unless it is one too many: then nothing counts, and the seconds to wait are returned, else 0. */
    public long attempt(String key) {
        long now = nanos.getAsLong();
        Deque<Long> times = taken.computeIfAbsent(key, first -> new ArrayDeque<>(4));
        while (!times.isEmpty() && now - times.element() >= WINDOW) {
            times.remove();
        }
        if (times.size() < most) {
            times.add(now);
            return 0;
        }
        long second = TimeUnit.SECONDS.toNanos(1);
        return (times.element() + WINDOW - now + second - 1) / second;
    }
}
