package demi.conductor.reply;

import demi.conductor.reply.Words.Word;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Finds in a growing text that it goes round in circles. */
final class Loops {

    private static final int LONGEST_PERIOD = 60;
    /** How often a run of one, two or three words has to come; "no, no, no" is none. */
    private static final int[] TIMES = {0, 12, 7, 5};

    private static final int USUAL_TIMES = 3;
    /** A sentence of that many words that comes three times, whatever stands between. */
    private static final int SENTENCE = 6;

    private static final int SAME_SIGN = 50;
    private static final int SAME_LINE_SIGN = 200;

    /** By the length of the period: for how many words each is the one that stood that many before it. */
    private final int[] repeated = new int[LONGEST_PERIOD + 1];

    private final Map<String, int[]> sentences = new HashMap<>();
    private int sentenceFrom;
    private int sign = -1;
    private int signs;

    /**
     * @param words of the text, the newest last
     * @return where what is said again begins; -1 where nothing is
     */
    int isLoop(List<Word> words) {
        int newest = words.size() - 1;
        int sentence = words.get(newest).first() ? sentence(words, newest) : -1;
        for (int period = 1; period <= Math.min(LONGEST_PERIOD, newest); period++) {
            boolean same =
                    words.get(newest).text().equals(words.get(newest - period).text());
            repeated[period] = same ? repeated[period] + 1 : 0;
            int times = period < TIMES.length ? TIMES[period] : USUAL_TIMES;
            if (same && repeated[period] >= period * (times - 1)) {
                return words.get(newest - repeated[period] + 1).start();
            }
        }
        return sentence;
    }

    /** The sentence before this word is complete. */
    int sentence(List<Word> words, int to) {
        int from = sentenceFrom;
        sentenceFrom = to;
        if (to - from < SENTENCE) {
            return -1;
        }
        StringBuilder text = new StringBuilder();
        words.subList(from, to).forEach(word -> text.append(word.text()).append(' '));
        int[] seen = sentences.computeIfAbsent(text.toString(), first -> new int[2]);
        seen[0]++;
        seen[1] = seen[0] == 2 ? words.get(from).start() : seen[1];
        return seen[0] >= USUAL_TIMES ? seen[1] : -1;
    }

    /** Whether the same sign comes over and over, such as a smiley. */
    boolean repeats(int codePoint) {
        if (Character.isWhitespace(codePoint)) {
            return false;
        }
        signs = codePoint == sign ? signs + 1 : 1;
        sign = codePoint;
        return signs >= ("-=_*#.~".indexOf(codePoint) >= 0 ? SAME_LINE_SIGN : SAME_SIGN);
    }
}
