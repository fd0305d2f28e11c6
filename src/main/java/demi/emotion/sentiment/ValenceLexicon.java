package demi.emotion.sentiment;

import java.util.HashMap;
import java.util.Map;

/** English words, emoticons and emoji with how pleasant they are, in tenths from -39 to 39: VADER's lexicon. */
final class ValenceLexicon {
    private static final Map<String, Integer> ALL = read();

    private ValenceLexicon() {}

    /** @param word as {@link demi.emotion.words.ClauseSplitter} writes it, an emoticon, or one emoji; 0 where it is not known */
    static int of(String word) {
        return ALL.getOrDefault(word, 0);
    }

    private static Map<String, Integer> read() {
        Map<String, Integer> all = new HashMap<>();
        for (String line : Resources.lines("valence.txt")) {
            int tab = line.indexOf('\t');
            all.put(line.substring(0, tab), Integer.valueOf(line.substring(tab + 1)));
        }
        return all;
    }
}
