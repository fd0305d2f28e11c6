package demi.emotion.distress;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Sentences of {@code src/test/resources/distress} with what they are. */
record LabelledSentences(List<Sentence> all) {

    /**
     * One sentence.
     *
     * @param whose "self", "other", or "none" for no distress
     * @param kind and family of phrasing
     * @param weight less than 1 for one of many that were written as one line
     */
    record Sentence(String whose, String language, String kind, String text, double weight) {
        boolean distress() {
            return !whose.equals("none");
        }
    }

    private static final int FULL_WEIGHT = 8;
    private static final int PICKED = 40;

    static LabelledSentences of(String... files) {
        List<Sentence> all = new ArrayList<>();
        for (String file : files) {
            read(file, all);
        }
        return new LabelledSentences(List.copyOf(all));
    }

    private static void read(String file, List<Sentence> all) {
        String[] block = {"", "none", "en", ""};
        for (String line : lines(file)) {
            if (line.startsWith("= ")) {
                block = line.split(" ", -1);
            } else if (!line.startsWith("#") && !line.isBlank()) {
                boolean pick = line.startsWith("~");
                List<String> said = pick ? pick(line.substring(1)) : expand(line);
                double weight = pick ? 1 : Math.min(1, (double) FULL_WEIGHT / said.size());
                for (String text : said) {
                    all.add(new Sentence(block[1], block[2], block[3], text, weight));
                }
            }
        }
    }

    private static List<String> lines(String file) {
        try (InputStream in = LabelledSentences.class.getResourceAsStream("/distress/" + file)) {
            if (in == null) {
                throw new IOException("There is no distress/" + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> pick(String line) {
        Random random = new Random(line.hashCode());
        Set<String> said = new LinkedHashSet<>();
        for (int i = 0; i < PICKED; i++) {
            String text = line;
            for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{')) {
                int close = text.indexOf('}', open);
                String[] each = text.substring(open + 1, close).split("\\|", -1);
                text = text.substring(0, open) + each[random.nextInt(each.length)] + text.substring(close + 1);
            }
            said.add(text);
        }
        return List.copyOf(said);
    }

    /** {@code "I {a|b}"} is "I a" and "I b". */
    private static List<String> expand(String line) {
        int open = line.indexOf('{');
        int close = line.indexOf('}');
        if (open < 0 || close < open) {
            return List.of(line);
        }
        List<String> said = new ArrayList<>();
        for (String each : line.substring(open + 1, close).split("\\|", -1)) {
            said.addAll(expand(line.substring(0, open) + each + line.substring(close + 1)));
        }
        return said;
    }
}
