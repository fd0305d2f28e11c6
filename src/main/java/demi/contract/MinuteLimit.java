package demi.contract;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * At most so many in any minute, for each key, over a window that slides. Remembers a bounded number of keys, those heard
 * of last.
 */
public final class MinuteLimit {

    private static final long WINDOW_MS = 60_000;
    private static final int KEYS = 10_000;

    private final int most;
    /** By key, when those were that count, oldest first. */
    private final Map<String, Deque<Long>> taken = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Deque<Long>> eldest) {
            return size() > KEYS;
        }
    };

    public MinuteLimit(int most) {
        this.most = most;
    }

    /** Counts one, unless it is one too many: then nothing counts, and the seconds to wait are returned, else 0. */
    public long attempt(String key, Instant at) {
        long now = at.toEpochMilli();
        Deque<Long> times = taken.computeIfAbsent(key, first -> new ArrayDeque<>(4));
        while (!times.isEmpty() && isOver(times.element(), now)) {
            times.remove();
        }
        if (times.size() < most) {
            times.add(now);
            return 0;
        }
        return (times.element() + WINDOW_MS - now + 999) / 1_000;
    }

    /** A clock that is set back a little opens no second window, one that is set back by hours shuts nobody out for hours. */
    private static boolean isOver(long time, long now) {
        return Math.abs(now - time) >= WINDOW_MS;
    }
}
