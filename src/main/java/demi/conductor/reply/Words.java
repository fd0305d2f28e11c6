package demi.conductor.reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The words of a growing text, so that they can be compared: small letters, without apostrophes. Where a script has no
 * spaces each sign is one, of half a weight. Code in fences is left out.
 */
final class Words {

    /**
     * @param weight 1, or less where it is only a sign of a word
     * @param first whether a sentence, or a line, begins with it
     */
    record Word(String text, int start, int end, double weight, boolean first) {
        boolean isNumber() {
            for (int i = 0; i < text.length(); i++) {
                if (!Character.isDigit(text.charAt(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    private static final String ENDS = ".!?…:;\n。！？(";
    private static final String FENCE = "```";
    /** Where Thai begins: no script before it is written without spaces. */
    private static final int FIRST_WHOLE = 0x0E00;

    private final List<Word> all = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder line = new StringBuilder();
    private int start;
    private int at;
    private boolean first = true;
    private boolean fenced;

    static List<Word> of(String text) {
        Words words = new Words();
        text.codePoints().forEach(words::add);
        words.end();
        return words.all();
    }

    /** Those that are complete. */
    List<Word> all() {
        return all;
    }

    int count() {
        return all.size();
    }

    void add(int codePoint) {
        boolean apostrophe = codePoint == '\'' || codePoint == '’';
        if (codePoint == '\n') {
            fenced ^= line.indexOf(FENCE) == 0;
            line.setLength(0);
        } else if (line.length() < FENCE.length()) {
            line.appendCodePoint(codePoint);
        }
        if (fenced || (apostrophe && word.length() > 0)) {
            // Nothing of it counts.
        } else if (isWhole(codePoint)) {
            end();
            begin(codePoint);
            end(.5);
        } else if (Character.isLetterOrDigit(codePoint) || isMark(codePoint)) {
            begin(codePoint);
        } else {
            end();
            first |= ENDS.indexOf(codePoint) >= 0;
        }
        at += Character.charCount(codePoint);
    }

    private void begin(int codePoint) {
        start = word.length() == 0 ? at : start;
        word.appendCodePoint(codePoint);
    }

    /** The word that is under way is complete. */
    void end() {
        end(1);
    }

    private void end(double weight) {
        if (word.length() > 0) {
            all.add(new Word(word.toString().toLowerCase(Locale.ROOT), start, Math.max(at, start + 1), weight, first));
            word.setLength(0);
            first = false;
        }
    }

    private static boolean isMark(int codePoint) {
        int type = Character.getType(codePoint);
        return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
    }

    private static boolean isWhole(int codePoint) {
        return codePoint >= FIRST_WHOLE && isOfWholeScript(codePoint);
    }

    private static boolean isOfWholeScript(int codePoint) {
        return switch (Character.UnicodeScript.of(codePoint)) {
            case HAN, HIRAGANA, KATAKANA, THAI, LAO, KHMER, MYANMAR -> true;
            default -> false;
        };
    }
}
