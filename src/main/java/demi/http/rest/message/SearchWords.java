package demi.http.rest.message;

import demi.api.store.RecallStore.Word;
import demi.util.WordParts;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody types into a search, as words that the index of messages is asked for. All have to be in a message; of the
 * last, which may not be typed to its end, a beginning will do.
 */
final class SearchWords {

    /** The index takes signs above and below letters for no part of a word, or for its end. */
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    private static final Pattern ACCENTS = Pattern.compile("[\\u0300-\\u036F]+");
    private static final int MOST = 24;

    private SearchWords() {}

    /** None where there is no word in it. */
    static List<Word> of(String text) {
        List<String> tokens = new ArrayList<>();
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC);
        WORD.matcher(ACCENTS.matcher(plain).replaceAll(""))
                .results()
                .forEach(found -> tokens.addAll(apart(found.group())));
        List<Word> words = new ArrayList<>();
        for (int i = 0; i < tokens.size() && words.size() < MOST; i++) {
            words.add(word(tokens.get(i), i == tokens.size() - 1));
        }
        return words;
    }

    /** A script without spaces in pairs of characters, as the index has it. */
    private static List<String> apart(String word) {
        List<String> tokens = new ArrayList<>();
        int[] points = word.codePoints().toArray();
        for (int from = 0; from < points.length; ) {
            boolean unspaced = isUnspaced(points[from]);
            int to = from + 1;
            while (to < points.length && isUnspaced(points[to]) == unspaced) {
                to++;
            }
            if (!unspaced || to - from == 1) {
                tokens.add(new String(points, from, to - from));
            } else {
                for (int at = from; at + 1 < to; at++) {
                    tokens.add(new String(points, at, 2));
                }
            }
            from = to;
        }
        return tokens;
    }

    private static boolean isUnspaced(int point) {
        return WordParts.isUnspaced(Character.toString(point));
    }

    private static Word word(String token, boolean last) {
        boolean single = token.codePointCount(0, token.length()) == 1;
        if (WordParts.isUnspaced(token)) {
            // Of a single character the index has the pairs that begin with it.
            return new Word(single ? List.of(token, token + "*") : List.of(token));
        }
        String lower = token.toLowerCase(Locale.ROOT);
        String plain = WordParts.plain(token);
        String open = last ? "*" : "";
        Set<String> forms = new LinkedHashSet<>(List.of(lower + open, plain + open, "+" + plain + open));
        if (last) {
            // Its ending is known in the index only where it is a whole word.
            forms.add(lower);
        }
        return new Word(List.copyOf(forms));
    }
}
