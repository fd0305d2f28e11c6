package demi.memory;

import demi.memory.recall.StopWords;
import demi.util.WordParts;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The words of a text that can tell one memory from another. */
final class KeywordExtractor {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{2,40}");
    private static final int MOST = 24;

    private KeywordExtractor() {}

    /** In lower case, without those that say nothing; the longest where there are very many. */
    static List<String> of(String text) {
        List<String> all = WORD.matcher(text.toLowerCase(Locale.ROOT))
                .results()
                .map(found -> found.group())
                .flatMap(KeywordExtractor::spaced)
                .distinct()
                .toList();
        StopWords stops = StopWords.of(all.stream().map(WordParts::plain).toList());
        List<String> words =
                all.stream().filter(word -> !stops.binds(WordParts.plain(word))).toList();
        return words.size() <= MOST
                ? words
                : words.stream()
                        .sorted(Comparator.comparingInt(String::length).reversed())
                        .limit(MOST)
                        .toList();
    }

    /** Where a script has no spaces, pairs of characters stand for words. */
    private static Stream<String> spaced(String word) {
        return word.codePoints().anyMatch(point -> WordParts.isUnspaced(Character.toString(point)))
                ? WordParts.words(word).stream()
                        .flatMap(
                                part -> WordParts.isUnspaced(part) ? WordParts.telling(part).stream() : Stream.of(part))
                : Stream.of(word);
    }

    /** How much of what is in either is in both, 0 to 1. */
    static double likeness(String one, String other) {
        Set<String> first = new LinkedHashSet<>(of(one));
        Set<String> second = new LinkedHashSet<>(of(other));
        Set<String> both = first.stream().filter(second::contains).collect(Collectors.toSet());
        int either = first.size() + second.size() - both.size();
        return either == 0 ? (one.equalsIgnoreCase(other) ? 1 : 0) : (double) both.size() / either;
    }
}
