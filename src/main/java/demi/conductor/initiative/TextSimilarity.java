package demi.conductor.initiative;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** How much two things she says are alike: the part of their runs of three letters that both have. */
final class TextSimilarity {

    /** From here on people say that she repeats herself. */
    private static final double SAME = .6;

    private TextSimilarity() {}

    static boolean isLikeAny(String text, List<String> others) {
        return others.stream().anyMatch(other -> of(text, other) >= SAME);
    }

    /** 0 to 1. */
    static double of(String one, String other) {
        Set<String> first = runs(one);
        Set<String> second = runs(other);
        int all = first.size() + second.size();
        first.retainAll(second);
        return all == 0 ? 1 : 2.0 * first.size() / all;
    }

    private static Set<String> runs(String text) {
        String letters = text.toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{N}]+", " ")
                .strip();
        String padded = " " + letters + " ";
        Set<String> runs = new HashSet<>();
        for (int i = 0; i + 3 <= padded.length(); i++) {
            runs.add(padded.substring(i, i + 3));
        }
        return runs;
    }
}
