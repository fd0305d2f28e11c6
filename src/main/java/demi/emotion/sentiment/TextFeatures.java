package demi.emotion.sentiment;

import demi.emotion.words.PhraseMatcher;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A text as a linear model sees it: which hashed words and pairs of words are in it, and what the lexicon makes of it. */
final class TextFeatures {

    static final int DENSE = 13;

    /** What a hash is reduced to. */
    private static final int BITS = 17;

    static final int BUCKETS = 1 << BITS;

    /** How far a negation reaches, in words. */
    private static final int NEGATED = 3;

    private static final float DENIED = -.74f;

    private final int[] buckets;
    private final float[] dense;

    private TextFeatures(int[] buckets, float[] dense) {
        this.buckets = buckets;
        this.dense = dense;
    }

    /** Each once, ascending. */
    int[] buckets() {
        return buckets;
    }

    /** The lexicon's part; {@link #DENSE} of them. */
    float[] dense() {
        return dense;
    }

    /** @param clauses of the same text */
    static TextFeatures of(String text, List<List<String>> clauses) {
        Collector found = new Collector();
        for (List<String> clause : clauses) {
            found.add(clause);
        }
        signs(text, found::addSign);
        return new TextFeatures(found.buckets(), found.dense());
    }

    /** Emoticons, emoji, question and exclamation marks. */
    private static void signs(String text, Consumer<String> sign) {
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (c == '!' || c == '?') {
                sign.accept(String.valueOf(c));
            }
            if (Character.isHighSurrogate(c) && i + 1 < text.length()) {
                sign.accept(text.substring(i, i + 2));
            } else if (Character.getType(c) == Character.OTHER_SYMBOL) {
                sign.accept(String.valueOf(c));
            }
            if (!Character.isWhitespace(c)) {
                start = start < 0 ? i : start;
            } else if (start >= 0) {
                if (isEmoticon(text, start, i)) {
                    sign.accept(text.substring(start, i));
                }
                start = -1;
            }
        }
    }

    private static boolean isEmoticon(String text, int start, int end) {
        return end - start >= 2
                && end - start <= 6
                && !(Character.isLetterOrDigit(text.charAt(start)) && Character.isLetterOrDigit(text.charAt(start + 1)))
                && ValenceLexicon.of(text.substring(start, end)) != 0;
    }

    /** FNV-1a, and then mixed as MurmurHash3 does it. */
    private static int hash(String prefix, String first, String second) {
        int hash = 0x811c9dc5;
        for (String part : new String[] {prefix, first, second}) {
            for (int i = 0; i < part.length(); i++) {
                hash = (hash ^ part.charAt(i)) * 0x01000193;
            }
            hash = (hash ^ '_') * 0x01000193;
        }
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
    }

    private static final class Collector {
        private int[] found = new int[64];
        private int size;
        private float pleasant;
        private float unpleasant;
        private boolean first = true;

        void add(List<String> clause) {
            String before = first ? "^" : "|";
            first = false;
            int negated = 0;
            for (String word : clause) {
                add(hash("", word, ""));
                add(hash("", before, word));
                float valence = ValenceLexicon.of(word) / 10f;
                if (negated > 0) {
                    add(hash("not", word, ""));
                    valence *= DENIED;
                }
                add(valence);
                negated = PhraseMatcher.negates(word) ? NEGATED : negated - 1;
                before = word;
            }
            add(hash("", before, "$"));
        }

        void addSign(String sign) {
            add(hash("sign", sign, ""));
            add(ValenceLexicon.of(sign) / 10f);
        }

        private void add(int bucket) {
            if (size == found.length) {
                found = Arrays.copyOf(found, 2 * size);
            }
            found[size++] = bucket;
        }

        private void add(float valence) {
            pleasant += Math.max(0, valence);
            unpleasant -= Math.min(0, valence);
        }

        int[] buckets() {
            return Arrays.stream(found, 0, size).sorted().distinct().toArray();
        }

        float[] dense() {
            float[] dense = new float[DENSE];
            float[] steps = {.01f, 1.5f, 2.5f, 4};
            for (int i = 0; i < steps.length; i++) {
                dense[i] = pleasant >= steps[i] ? 1 : 0;
                dense[steps.length + i] = unpleasant >= steps[i] ? 1 : 0;
            }
            dense[8] = pleasant > unpleasant ? 1 : 0;
            dense[9] = unpleasant > pleasant ? 1 : 0;
            dense[10] = Math.min(pleasant, 6) / 3;
            dense[11] = Math.min(unpleasant, 6) / 3;
            dense[12] = 1;
            return dense;
        }
    }
}
