package demi.conductor.card;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The example messages of a card as the last section of a persona. */
final class CardExamples {

    /** More of them cost every prompt more than they show. */
    private static final int MOST = 8;

    private static final int LONGEST = 600;
    private static final Pattern START = Pattern.compile("<START>", Pattern.CASE_INSENSITIVE);
    private static final List<String> PERSON = List.of("{{user}}:", "<user>:", "you:");
    private static final List<String> CHARACTER = List.of("{{char}}:", "<bot>:", "<char>:");
    /** How the person is called in what is said to them. */
    private static final String FRIEND = "friend";

    private record Line(boolean hers, String text) {}

    private CardExamples() {}

    /**
     * Lines of "> …" and "Demi: …" in turn; empty where there is none.
     *
     * @param greeting what she says first; an example as well, where there is no other
     */
    static String section(String examples, String greeting, String character) {
        List<String> lines = new ArrayList<>();
        for (String block : START.split(examples, -1)) {
            add(block(block, character), character, lines);
        }
        if (lines.isEmpty() && isUsable(greeting)) {
            add(List.of(new Line(false, "Hello!"), new Line(true, greeting)), character, lines);
        }
        return String.join("\n", lines);
    }

    static boolean isUsable(String greeting) {
        return !greeting.isBlank() && greeting.length() <= LONGEST;
    }

    private static List<Line> block(String block, String character) {
        List<Line> lines = new ArrayList<>();
        for (String raw : block.lines().toList()) {
            String line = raw.strip();
            String person = after(line, PERSON);
            String hers = after(line, CHARACTER);
            String named = hers == null ? after(line, List.of(character.toLowerCase(Locale.ROOT) + ":")) : hers;
            if (named != null) {
                lines.add(new Line(true, named));
            } else if (person != null) {
                lines.add(new Line(false, person));
            } else if (!line.isEmpty() && !lines.isEmpty()) {
                Line last = lines.remove(lines.size() - 1);
                lines.add(new Line(last.hers(), last.text() + " " + line));
            }
        }
        return lines;
    }

    private static @Nullable String after(String line, List<String> labels) {
        String lower = line.toLowerCase(Locale.ROOT);
        return labels.stream()
                .filter(lower::startsWith)
                .map(label -> line.substring(Math.min(label.length(), line.length())))
                .findFirst()
                .orElse(null);
    }

    /** What a person says and what she answers to it; the rest has no place in a talk. */
    private static void add(List<Line> block, String character, List<String> lines) {
        for (int i = 0; i + 1 < block.size() && lines.size() < 2 * MOST; i++) {
            if (block.get(i).hers() || !block.get(i + 1).hers()) {
                continue;
            }
            String asked = one(block.get(i).text(), character);
            String answer = one(block.get(i + 1).text(), character);
            if (!asked.isEmpty() && !answer.isEmpty() && asked.length() <= LONGEST && answer.length() <= LONGEST) {
                lines.add("> " + asked);
                lines.add("Demi: " + answer);
            }
        }
    }

    private static String one(String text, String character) {
        return CardMacros.replace(text, character, FRIEND)
                .replaceAll("\\s+", " ")
                .strip();
    }
}
