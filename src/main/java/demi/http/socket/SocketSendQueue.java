package demi.http.socket;

import demi.api.ChatApi.Delta;
import java.time.Instant;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a peer that reads slowly. Deltas of one reply that wait together become one, with the last one's seq;
 * a delta with seq 0 stays by itself, because it tells that the reply starts anew.
 */
public final class SocketSendQueue {

    public static final int MAX_FRAMES = 1_000;
    public static final int MAX_CHARACTERS = 1 << 20;

    private final ArrayDeque<Entry> waiting = new ArrayDeque<>();
    private int characters;

    /**
     * Keeps a frame.
     *
     * @param delta what {@code frame} tells, if it is a delta
     * @return false when this is more than may wait
     */
    public boolean add(String frame, @Nullable Delta delta) {
        Entry last = waiting.peekLast();
        if (delta != null && last != null && last.takes(delta)) {
            last.append(delta);
            characters += delta.text().length();
        } else {
            waiting.add(new Entry(frame, delta));
            characters += frame.length();
        }
        return waiting.size() <= MAX_FRAMES && characters <= MAX_CHARACTERS;
    }

    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** The next frame, null when there is none. */
    @Nullable
    public String poll(Instant now) {
        Entry next = waiting.poll();
        if (next == null) {
            return null;
        }
        characters = waiting.isEmpty() ? 0 : characters - next.size();
        return next.frame(now);
    }

    private static final class Entry {
        private final String frame;
        private final @Nullable Delta first;
        private @Nullable StringBuilder merged;
        private int seq;

        Entry(String frame, @Nullable Delta first) {
            this.frame = frame;
            this.first = first;
        }

        boolean takes(Delta delta) {
            return first != null
                    && first.seq() > 0
                    && delta.seq() > 0
                    && first.messageId().equals(delta.messageId());
        }

        void append(Delta delta) {
            if (merged == null) {
                merged = new StringBuilder(first == null ? "" : first.text());
            }
            merged.append(delta.text());
            seq = delta.seq();
        }

        int size() {
            return frame.length()
                    + (merged == null || first == null
                            ? 0
                            : merged.length() - first.text().length());
        }

        String frame(Instant now) {
            return merged == null || first == null
                    ? frame
                    : ServerFrameWriter.delta(first.messageId(), seq, merged.toString(), now);
        }
    }
}
