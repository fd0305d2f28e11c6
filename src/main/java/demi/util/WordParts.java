package demi.util;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an index of whole words cannot tell apart: pairs of characters where a script has no spaces between words (Chinese,
 * Japanese, Thai; Korean with its endings), single Chinese characters, and the ends of long words, since German writes
 * "Apfelkuchen". A word with ß is in it as it is written without.
 */
public final class WordParts {

    /** With how many characters both begin. */
    public static int commonBeginning(String one, String other) {
        int most = Math.min(one.length(), other.length());
        int same = 0;
        while (same < most && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same;
    }

    private static final Set<UnicodeScript> UNSPACED = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);
    /** Where Thai begins, the first of them. */
    private static final int FIRST_UNSPACED = 0x0E00;
    /** The long vowel of Katakana and the sign that repeats a character are of no script. */
    private static final String OF_NO_SCRIPT = "ー々";

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final int LONG = 9;
    /** What is longer is no word. */
    private static final int LONGEST = 40;

    private static final int SHORTEST_END = 4;
    private static final int LEAST_BEFORE = 3;
    private static final int MOST = 2_000;

    private WordParts() {}

    /** All parts of a text, each once, with spaces between; empty where it has none. */
    public static String of(String text) {
        Set<String> parts = new LinkedHashSet<>();
        WORD.matcher(text)
                .results()
                .map(found -> found.group())
                .filter(word -> word.indexOf('ß') >= 0)
                .forEach(word -> parts.add(plain(word)));
        for (String word : words(text)) {
            if (parts.size() >= MOST) {
                break;
            }
            if (isUnspaced(word)) {
                parts.addAll(pairs(word, true));
            } else {
                parts.addAll(ends(word));
            }
        }
        return String.join(" ", parts);
    }

    /**
     * Words in lower case, without marks; where a script has no spaces, runs of one kind of characters. Latin letters beside
     * such a run are words of their own.
     */
    public static List<String> words(String text) {
        return isPlainLatin(text) ? latinWords(text) : wordsOfAnyScript(text);
    }

    /** The same, of what most texts are, in a tenth of the time. */
    private static List<String> latinWords(String text) {
        List<String> words = new ArrayList<>();
        String small = text.toLowerCase(Locale.ROOT);
        int from = -1;
        for (int at = 0; at <= small.length(); at++) {
            boolean inWord = at < small.length() && isLatinLetterOrDigit(small.charAt(at));
            if (inWord && from < 0) {
                from = at;
            } else if (!inWord && from >= 0) {
                words.add(small.substring(from, at));
                from = -1;
            }
        }
        return words;
    }

    private static boolean isLatinLetterOrDigit(char sign) {
        return (sign >= 'a' && sign <= 'z') || (sign >= '0' && sign <= '9');
    }

    private static List<String> wordsOfAnyScript(String text) {
        List<String> words = new ArrayList<>();
        WORD.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).results().forEach(found -> {
            String word = found.group();
            int from = 0;
            for (int at = 0; at <= word.length(); ) {
                int next = at == word.length() ? at : at + Character.charCount(word.codePointAt(at));
                if (at == word.length() || (at > from && isUnspacedAt(word, at) != isUnspacedAt(word, from))) {
                    if (at > from) {
                        words.add(plain(word.substring(from, at)));
                    }
                    from = at;
                }
                if (at == word.length()) {
                    break;
                }
                at = next;
            }
        });
        return words.stream().filter(word -> !word.isEmpty()).toList();
    }

    /** In lower case, without marks where they are no part of the script. */
    public static String plain(String word) {
        if (isPlainLatin(word)) {
            return word.toLowerCase(Locale.ROOT);
        }
        if (word.codePoints().anyMatch(WordParts::isUnspaced)) {
            return word;
        }
        String parts = Normalizer.normalize(word.toLowerCase(Locale.ROOT).replace("ß", "ss"), Normalizer.Form.NFKD);
        return MARKS.matcher(parts).replaceAll("");
    }

    /** Most words have nothing that could be taken off. */
    private static boolean isPlainLatin(String word) {
        for (int i = 0; i < word.length(); i++) {
            if (word.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    public static boolean isUnspaced(String word) {
        return !word.isEmpty() && isUnspacedAt(word, 0);
    }

    /**
     * What to look for, of a run of characters without spaces: those that carry meaning, as {@link #of} has them. Where a
     * whole sentence is in Chinese characters, a word may be one of them.
     */
    public static List<String> telling(String run) {
        List<String> telling = new ArrayList<>();
        int[] points = run.codePoints().toArray();
        for (int from = 0; from < points.length; ) {
            int to = from + 1;
            while (to < points.length && kind(points[to]) == kind(points[from])) {
                to++;
            }
            String part = new String(points, from, to - from);
            if (kind(points[from]) != UnicodeScript.HIRAGANA) {
                boolean sentence = to - from > 3 && kind(points[from]) == UnicodeScript.HAN;
                telling.addAll(to - from == 1 ? List.of(part) : pairs(part, sentence));
            }
            from = to;
        }
        return telling.isEmpty() ? pairs(run, false) : telling;
    }

    private static UnicodeScript kind(int point) {
        UnicodeScript script = UnicodeScript.of(point);
        return point == 'ー' ? UnicodeScript.KATAKANA : point == '々' ? UnicodeScript.HAN : script;
    }

    private static List<String> pairs(String run, boolean singles) {
        int[] points = run.codePoints().toArray();
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < points.length; i++) {
            if (singles && kind(points[i]) == UnicodeScript.HAN) {
                pairs.add(Character.toString(points[i]));
            }
            if (i + 1 < points.length) {
                pairs.add(new String(points, i, 2));
            }
        }
        return pairs;
    }

    private static List<String> ends(String word) {
        List<String> ends = new ArrayList<>();
        if (word.length() >= LONG
                && word.length() <= LONGEST
                && word.codePoints().allMatch(Character::isLetter)) {
            for (int at = LEAST_BEFORE; at <= word.length() - SHORTEST_END; at++) {
                ends.add(word.substring(at));
            }
        }
        return ends;
    }

    private static boolean isUnspacedAt(String word, int at) {
        return isUnspaced(word.codePointAt(at));
    }

    private static boolean isUnspaced(int point) {
        return point >= FIRST_UNSPACED
                && (UNSPACED.contains(UnicodeScript.of(point)) || OF_NO_SCRIPT.indexOf(point) >= 0);
    }
}
