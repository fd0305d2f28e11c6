package demi.emotion.distress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What a word stands for, by {@code distress/concepts.txt}: the same in both languages, so that one learns from the other. */
final class WordConcepts {

    private static final int SHORTEST_STEM = 3;
    private static final int LONGEST_STEM = 16;

    private final Map<String, List<String>> words = new HashMap<>();
    private final Map<String, List<String>> stems = new HashMap<>();

    private WordConcepts() {}

    static WordConcepts load() {
        WordConcepts concepts = new WordConcepts();
        try (InputStream in = WordConcepts.class.getResourceAsStream("/distress/concepts.txt")) {
            if (in == null) {
                throw new IOException("There is no distress/concepts.txt.");
            }
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#") && line.contains(":"))
                    .forEach(concepts::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return concepts;
    }

    private void add(String line) {
        String name = line.substring(0, line.indexOf(':'));
        for (String word : line.substring(name.length() + 1).strip().split(" +", -1)) {
            boolean stem = word.endsWith("*");
            (stem ? stems : words)
                    .computeIfAbsent(stem ? word.substring(0, word.length() - 1) : word, key -> new ArrayList<>(1))
                    .add(name);
        }
    }

    /** Empty for a word that stands for nothing here. */
    List<String> of(String word) {
        List<String> found = words.get(word);
        for (int end = Math.min(word.length(), LONGEST_STEM); found == null && end >= SHORTEST_STEM; end--) {
            found = stems.get(word.substring(0, end));
        }
        return found == null ? List.of() : found;
    }
}
