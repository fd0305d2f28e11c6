package demi.emotion.words;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A list of phrases, one a line, matched word by word. {@code a|b} is either word, {@code a?} may be absent,
 * {@code *2} is up to two words that do not negate, {@code ^} and {@code $} are a clause's ends.
 */
public final class PhraseMatcher {
    private static final Set<String> NEGATORS = Set.of(
            "not",
            "no",
            "never",
            "dont",
            "doesnt",
            "didnt",
            "isnt",
            "wasnt",
            "arent",
            "werent",
            "cant",
            "cannot",
            "couldnt",
            "wont",
            "wouldnt",
            "shouldnt",
            "havent",
            "hasnt",
            "hadnt",
            "aint",
            "without",
            "nobody",
            "nothing",
            "neither",
            "nor",
            "hardly",
            "nicht",
            "nie",
            "niemals",
            "kein",
            "keine",
            "keinen",
            "niemand",
            "ohne");

    private final Map<String, List<List<Part>>> byFirstWord = new HashMap<>();
    private final List<List<Part>> atStart = new ArrayList<>();

    private record Part(Set<String> words, boolean optional, int gap, boolean end) {}

    public PhraseMatcher(String lines) {
        lines.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::add);
    }

    public static boolean negates(String word) {
        return NEGATORS.contains(word);
    }

    /** Where in the clause the phrase that begins at {@code from} ends (exclusive), or -1. */
    public int match(List<String> clause, int from) {
        int end = -1;
        for (List<Part> phrase : byFirstWord.getOrDefault(clause.get(from), List.of())) {
            end = Math.max(end, match(phrase, 0, clause, from));
        }
        if (from == 0) {
            for (List<Part> phrase : atStart) {
                end = Math.max(end, match(phrase, 0, clause, 0));
            }
        }
        return end;
    }

    private void add(String line) {
        List<Part> parts = new ArrayList<>();
        boolean anchored = line.startsWith("^");
        for (String word : line.substring(anchored ? 1 : 0).strip().split("\\s+", -1)) {
            parts.add(part(word));
        }
        if (anchored) {
            atStart.add(parts);
        } else {
            parts.get(0)
                    .words()
                    .forEach(first -> byFirstWord
                            .computeIfAbsent(first, word -> new ArrayList<>())
                            .add(parts));
        }
    }

    private static Part part(String word) {
        if (word.equals("$")) {
            return new Part(Set.of(), false, 0, true);
        }
        if (word.startsWith("*")) {
            return new Part(Set.of(), false, Integer.parseInt(word.substring(1)), false);
        }
        boolean optional = word.endsWith("?");
        String words = optional ? word.substring(0, word.length() - 1) : word;
        return new Part(Set.copyOf(Arrays.asList(words.split("\\|", -1))), optional, 0, false);
    }

    private static int match(List<Part> phrase, int at, List<String> clause, int from) {
        if (at == phrase.size()) {
            return from;
        }
        Part part = phrase.get(at);
        if (part.end()) {
            return from == clause.size() ? from : -1;
        }
        if (part.gap() > 0) {
            int end = -1;
            for (int skipped = 0; end < 0 && skipped <= part.gap(); skipped++) {
                end = match(phrase, at + 1, clause, from + skipped);
                if (from + skipped >= clause.size() || negates(clause.get(from + skipped))) {
                    break;
                }
            }
            return end;
        }
        boolean here = from < clause.size() && part.words().contains(clause.get(from));
        int end = here ? match(phrase, at + 1, clause, from + 1) : -1;
        return end < 0 && part.optional() ? match(phrase, at + 1, clause, from) : end;
    }
}
