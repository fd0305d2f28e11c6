package demi.http;

import java.util.HashMap;
import java.util.Map;

/** At most so many a minute for each key, over a window that slides. */
final class MinuteLimit {

    private static final long MINUTE_MS = 60_000;

    private final int most;
    private final Map<String, Ring> rings = new HashMap<>();

    MinuteLimit(int most) {
        this.most = most;
    }

    /** Counts one at {@code now}, unless that would be too many. */
    boolean allows(String key, long now) {
        return rings.computeIfAbsent(key, fresh -> new Ring(most)).add(now);
    }

    /** Forgets keys of which nothing counts any more. */
    void tidy(long now) {
        rings.values().removeIf(ring -> ring.isOver(now));
    }

    /** The times of the last {@code most}. */
    private static final class Ring {
        private final long[] times;
        private int next;
        private int size;

        Ring(int most) {
            times = new long[most];
        }

        boolean add(long now) {
            // The clock may be set back: a time in the future counts as one that just was.
            if (size == times.length && Math.abs(now - times[next]) < MINUTE_MS) {
                return false;
            }
            times[next] = now;
            next = (next + 1) % times.length;
            size = Math.min(size + 1, times.length);
            return true;
        }

        boolean isOver(long now) {
            return Math.abs(now - times[(next + times.length - 1) % times.length]) >= MINUTE_MS;
        }
    }
}
