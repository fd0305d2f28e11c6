package demi.discord;

import demi.contract.NameLabels;
import demi.contract.OneLine;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;

/** What was said in shared channels since she was last spoken to there: the newest of it, and not too much. */
final class Overheard {

    private static final int MOST_CHANNELS = 500;
    private static final int LONGEST_LINE = 300;
    private static final int MOST_CHARACTERS = 2_000;

    private final int most;
    private final Map<String, ArrayDeque<String>> channels = new BotChains.Bounded<>(MOST_CHANNELS);
    private final Map<String, NameLabels> names = new BotChains.Bounded<>(MOST_CHANNELS);

    /** @param most lines of a channel */
    Overheard(int most) {
        this.most = most;
    }

    /** @param author id */
    void hear(String channel, String author, String name, String content) {
        if (most == 0 || content.isBlank()) {
            return;
        }
        ArrayDeque<String> lines = channels.computeIfAbsent(channel, first -> new ArrayDeque<>());
        lines.add(line(channel, author, name, content));
        while (lines.size() > most) {
            lines.remove();
        }
    }

    /** What somebody is called in a channel: two of the same name are told apart. */
    String label(String channel, String author, String name) {
        return names.computeIfAbsent(channel, first -> new NameLabels()).of(author, name);
    }

    String line(String channel, String author, String name, String content) {
        return label(channel, author, name) + ": " + Shortened.to(OneLine.of(content), LONGEST_LINE);
    }

    /** Puts lines before those that are heard from now on. */
    void before(String channel, List<String> earlier) {
        ArrayDeque<String> lines = channels.computeIfAbsent(channel, first -> new ArrayDeque<>());
        for (int i = earlier.size() - 1; i >= 0 && lines.size() < most; i--) {
            lines.addFirst(earlier.get(i));
        }
    }

    /** All lines, the oldest first; they are not kept any more. */
    List<String> all(String channel) {
        ArrayDeque<String> lines = channels.remove(channel);
        return lines == null ? List.of() : List.copyOf(lines);
    }

    /** A line each, the oldest first; she has seen them then. */
    String take(String channel) {
        ArrayDeque<String> lines = channels.remove(channel);
        StringBuilder text = new StringBuilder();
        while (lines != null && !lines.isEmpty()) {
            String line = lines.removeLast();
            if (text.length() + line.length() > MOST_CHARACTERS) {
                break;
            }
            text.insert(0, line + "\n");
        }
        return text.toString().stripTrailing();
    }
}
