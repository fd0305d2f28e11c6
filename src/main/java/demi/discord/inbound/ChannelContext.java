package demi.discord.inbound;

import demi.discord.message.ReplyTarget;
import demi.util.BoundedMap;
import demi.util.NameLabels;
import demi.util.OneLine;
import demi.util.TextShortener;
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

    /** @param message its id, which is larger the later it was written */
    private record Line(String message, String text) {
        boolean isBefore(String other) {
            return Long.compareUnsigned(Long.parseUnsignedLong(message), Long.parseUnsignedLong(other)) < 0;
        }
    }

    /** @param author id */
    public void hear(ReplyTarget place, String author, String name, String content) {
        String channel = place.channel();
        if (most == 0 || content.isBlank()) {
            return;
        }
        ArrayDeque<Line> lines = channels.computeIfAbsent(channel, first -> new ArrayDeque<>());
        lines.add(new Line(place.message(), line(channel, author, name, content)));
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
    public void before(String channel, List<String> earlier) {
        ArrayDeque<Line> lines = channels.computeIfAbsent(channel, first -> new ArrayDeque<>());
        for (int i = earlier.size() - 1; i >= 0 && lines.size() < most; i--) {
            lines.addFirst(new Line("0", earlier.get(i)));
        }
    }

    /** What was said before that message, the oldest first; it is not kept any more. What was said after it is. */
    public List<String> takeBefore(String channel, String message) {
        ArrayDeque<Line> lines = channels.getOrDefault(channel, new ArrayDeque<>());
        List<Line> before =
                lines.stream().filter(line -> line.isBefore(message)).toList();
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
