package demi.model.text;

import java.util.regex.Pattern;

/** What of a growing text's lines tells whether the next one can begin with a speaker. */
final class Lines {

    private static final int KEPT = 160;
    /** "Password: …", "Me: …" */
    private static final Pattern LABELLED =
            Pattern.compile("\\W{0,6}\\p{L}[\\p{L} ]{0,23}\\*{0,2}:(?:\\s.*)?", Pattern.DOTALL);

    private static final String ENDS = ".!?…\"”'’)*";

    private final StringBuilder line = new StringBuilder();
    private String before = "";
    private char last = '\n';
    private char lastOnLine;

    void add(char c) {
        if (c == '\n') {
            before = line.toString().strip();
            line.setLength(0);
            lastOnLine = 0;
        } else if (line.length() < KEPT) {
            line.append(c);
        }
        if (!Character.isWhitespace(c)) {
            lastOnLine = c;
        }
        last = c;
    }

    /** Whether nothing but space is on the line so far. */
    boolean atStart() {
        return lastOnLine == 0;
    }

    char last() {
        return last;
    }

    /** The last sign on this line, 0 where there is none. */
    char lastOnLine() {
        return lastOnLine;
    }

    /** Whether the line before, if there is no empty one between, is of a list or announces one. */
    boolean isInList() {
        boolean labelled = LABELLED.matcher(before).matches();
        return before.endsWith(":") || (labelled && ENDS.indexOf(before.charAt(before.length() - 1)) < 0);
    }

    /** Whether the line before begins as a speaker's does. */
    boolean isInPlay() {
        return before.endsWith(":") || LABELLED.matcher(before).matches();
    }

    static boolean endsSentence(char c) {
        return ".!?…:。！？".indexOf(c) >= 0;
    }
}
