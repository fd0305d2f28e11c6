package demi.network.inbound;

import demi.util.BoundedMap;
import demi.util.NameLabels;
import demi.util.OneLine;
import demi.util.TextShortener;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** What was said in shared channels since she was last spoken to there: the newest of it, and not too much. */
public final class ChannelContext {

    private static final int MOST_CHANNELS = 500;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_CHARACTERS = 2_000;

    private final int most;
    private final Map<String, ArrayDeque<Line>> channels = new BoundedMap<>(MOST_CHANNELS);
    private final Map<String, NameLabels> names = new BoundedMap<>(MOST_CHANNELS);

    /** @param most lines of a channel */
    public ChannelContext(int most) {
        this.most = most;
    }

    private record Line(Instant at, String text) {}

    /**
     * @param at when it was written
     * @param author id
     */
    public void add(String channel, Instant at, String author, String name, String content) {
        if (most == 0 || content.isBlank()) {
            return;
        }
        ArrayDeque<Line> lines = channels.computeIfAbsent(channel, first -> new ArrayDeque<>());
        lines.add(new Line(at, line(channel, author, name, content)));
        while (lines.size() > most) {
            lines.remove();
        }
    }

    /** What somebody is called in a channel: two of the same name are told apart. */
    public String label(String channel, String author, String name) {
        return names.computeIfAbsent(channel, first -> new NameLabels()).of(author, name);
    }

    String line(String channel, String author, String name, String content) {
        return label(channel, author, name) + ": " + TextShortener.to(OneLine.of(content), LONGEST_LINE);
    }

    /** Puts lines before those that are heard from now on. */
    public void prepend(String channel, List<String> earlier) {
        ArrayDeque<Line> lines = channels.computeIfAbsent(channel, first -> new ArrayDeque<>());
        for (int i = earlier.size() - 1; i >= 0 && lines.size() < most; i--) {
            lines.addFirst(new Line(Instant.EPOCH, earlier.get(i)));
        }
    }

    /** What was said until then, the oldest first; it is not kept any more. What was said after it is. */
    public List<String> takeUntil(String channel, Instant time) {
        ArrayDeque<Line> lines = channels.getOrDefault(channel, new ArrayDeque<>());
        List<Line> before =
                lines.stream().filter(line -> !line.at().isAfter(time)).toList();
        lines.removeAll(before);
        return before.stream().map(Line::text).toList();
    }

    /** A line each, the oldest first; she has seen them then. */
    public String take(String channel) {
        ArrayDeque<Line> lines = channels.remove(channel);
        StringBuilder text = new StringBuilder();
        while (lines != null && !lines.isEmpty()) {
            String line = lines.removeLast().text();
            if (text.length() + line.length() > MOST_CHARACTERS) {
                break;
            }
            text.insert(0, line + "\n");
        }
        return text.toString().stripTrailing();
    }
}
