package demi.memory;

import demi.memory.recall.Stem;
import demi.util.WordParts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether words are nearly the same: "allergic" and "allergy", "moved" and "moving", but 12 and 13 are not. */
final class WordMatch {

    /** @param exact a number, or a name by its capital */
    record Word(String text, boolean exact) {}

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’]s\\b)?");
    private static final Pattern POSSESSIVE = Pattern.compile("['’]s$");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int SHORTEST_STEM = 3;
    private static final int LONG_PREFIX = 5;

    private WordMatch() {}

    /** In their order; a word with a capital that begins no sentence is exact. */
    static List<Word> words(String text) {
        List<Word> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            String word = POSSESSIVE.matcher(matcher.group()).replaceFirst("");
            boolean number = word.codePoints().anyMatch(Character::isDigit);
            boolean name = matcher.start() > 0 && Character.isUpperCase(word.codePointAt(0)) && word.length() > 1;
            words.add(new Word(plain(word), number || name));
        }
        return words;
    }

    static String plain(String word) {
        String parts = Normalizer.normalize(word, Normalizer.Form.NFKD);
        return MARKS.matcher(parts).replaceAll("").toLowerCase(Locale.ROOT);
    }

    static boolean isIn(Word word, Collection<Word> others) {
        return others.stream().anyMatch(other -> alike(word, other));
    }

    private static boolean alike(Word one, Word other) {
        return one.exact()
                ? same(one.text(), other.text()) || Synonyms.same(one.text(), other.text())
                : nearly(one.text(), other.text());
    }

    /** A name may have got, or lost, the s of a possessive without its apostrophe. */
    private static boolean same(String one, String other) {
        return one.equals(other) || (one.length() > SHORTEST_STEM && (one + "s").equals(other));
    }

    static boolean nearly(String one, String other) {
        if (one.equals(other) || Synonyms.same(one, other)) {
            return true;
        }
        String stem = Stem.of(one);
        String otherStem = Stem.of(other);
        if (stem.equals(otherStem)) {
            return stem.length() >= SHORTEST_STEM;
        }
        int common = WordParts.commonBeginning(one, other);
        return common >= LONG_PREFIX && common * 3 >= Math.max(one.length(), other.length()) * 2;
    }

    /** Whether any of these plain words is among the words. */
    static boolean any(List<Word> words, Set<String> of) {
        return words.stream().anyMatch(word -> of.contains(word.text()));
    }
}
