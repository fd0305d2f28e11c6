package demi.model.text;

/**
 * Where in a growing text there is code: between backticks on one line, or in a fence. What stands there is shown, not
 * meant. Is asked before a character that is no backtick.
 */
final class CodeSpans {

    private static final int FENCE = 3;

    private int backticks;
    private boolean backticksFirst;
    private char beforeBackticks = '\n';
    /** How many backticks opened the code on this line; 0 outside of one. */
    private int inline;

    private boolean fenced;
    private boolean lineBlank = true;
    private char last = '\n';

    void add(char c) {
        if (c == '`') {
            if (backticks++ == 0) {
                backticksFirst = lineBlank;
                beforeBackticks = last;
            }
        } else {
            settle();
            if (c == '\n') {
                inline = 0;
                lineBlank = true;
            } else {
                lineBlank &= Character.isWhitespace(c);
            }
        }
        last = c;
    }

    boolean isFenced() {
        settle();
        return fenced;
    }

    boolean isCode() {
        settle();
        return fenced || inline > 0;
    }

    /** The backticks before here are all that stand in a row. */
    private void settle() {
        if (backticks == 0) {
            return;
        }
        if (backticks >= FENCE && backticksFirst) {
            fenced = !fenced;
        } else if (!fenced && inline == backticks) {
            inline = 0;
            // In "don`t" it is an apostrophe.
        } else if (!fenced && inline == 0 && !Character.isLetterOrDigit(beforeBackticks)) {
            inline = backticks;
        }
        lineBlank = false;
        backticks = 0;
    }
}
