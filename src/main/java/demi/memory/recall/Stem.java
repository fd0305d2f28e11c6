package demi.memory.recall;

import demi.util.WordParts;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The part of a word that stays when its ending changes; roughly, and by no dictionary. */
public final class Stem {

    static final int SHORTEST_BEGINNING = 4;

    /** Longer ones first. */
    private static final List<String> ENDINGS_IN_ENGLISH =
            List.of("ingly", "edly", "ings", "ing", "ies", "ied", "ers", "est", "ed", "es", "er", "en", "ly", "s");

    private static final String LAST_SOUNDS = "eyi";
    private static final Pattern SHORT_VERB = Pattern.compile("\\p{L}{2,4}[aeo]");
    private static final List<String> ENDINGS = List.of("a", "e", "o", "as", "es", "an", "en");
    private static final int SHORTEST = 3;

    private Stem() {}

    /** Of an English word: "running" and "run" are one. */
    public static String of(String word) {
        String stem = withoutLastSound(withoutEnding(word));
        int last = stem.length() - 1;
        boolean doubled = last >= SHORTEST && stem.charAt(last) == stem.charAt(last - 1);
        String bare = doubled ? stem.substring(0, last) : stem;
        return bare.length() >= SHORTEST ? bare : word;
    }

    private static String withoutEnding(String word) {
        for (String ending : ENDINGS_IN_ENGLISH) {
            if (word.endsWith(ending)) {
                return word.substring(0, word.length() - ending.length());
            }
        }
        return word;
    }

    private static String withoutLastSound(String word) {
        int last = word.length() - 1;
        return last >= 0 && LAST_SOUNDS.indexOf(word.charAt(last)) >= 0 ? word.substring(0, last) : word;
    }

    /** Of a word in another language, by its length: "allergisch" and "Allergie" begin alike. */
    static String beginning(String word) {
        int length = word.length();
        int kept = length <= SHORTEST_BEGINNING ? length : length <= 7 ? Math.max(4, length - 2) : length - 3;
        return word.substring(0, kept);
    }

    /** Of a short word in another language that ends in a vowel, as verbs do that change with who acts: "toco" and "toca". */
    static List<String> otherEndings(String word) {
        if (!SHORT_VERB.matcher(word).matches()) {
            return List.of();
        }
        String root = word.substring(0, word.length() - 1);
        return ENDINGS.stream()
                .map(root::concat)
                .filter(other -> !other.equals(word))
                .toList();
    }

    /** Of all words of a text that tell something. */
    static Set<String> all(String text) {
        Set<String> stems = new LinkedHashSet<>();
        List<String> words = WordParts.words(text);
        StopWords stops = StopWords.of(words);
        for (String word : words) {
            if (!WordParts.isUnspaced(word) && word.length() > 2 && !stops.saysNothing(word)) {
                stems.add(of(word));
            }
        }
        return stems;
    }
}
