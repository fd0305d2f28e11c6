package demi.conductor.prompt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a note stands in a person's message: behind their words, a paragraph in square brackets. Nobody can write one: such a
 * bracket at the beginning of a line of their own text is broken up by a character that no reader sees. (Of the forms that
 * were tried, this is the one that a small model repeats least; verticles.md has the figures. Change it here only.)
 */
public final class NoteForm {

    private static final String OPENING = "[";
    private static final String CLOSING = "]";
    /** Between a person's words and a note, and between what they wrote in one message and the next. */
    static final String BETWEEN = "\n\n";

    private static final Pattern LOOKS_LIKE_ONE =
            Pattern.compile("(?m)^([\\t\\x0B\\f\\p{Zs}\\p{Cf}]*+[\\[\uFF3B])(?!\u2060)");

    private static final String WORD_JOINER = "\u2060";

    private NoteForm() {}

    /** A message that consists of the note only. */
    public static String alone(String note) {
        return OPENING + note + CLOSING;
    }

    /** The person's words as they may be sent: the same to a reader, and no note. */
    static String neutralised(String words) {
        return LOOKS_LIKE_ONE.matcher(words).replaceAll("$1" + WORD_JOINER);
    }

    /** The notes in a message as it is sent. */
    public static List<String> notes(String content) {
        List<String> notes = new ArrayList<>();
        for (int at = next(content, 0); at >= 0; at = next(content, at)) {
            int end = end(content, at);
            notes.add(content.substring(at + OPENING.length(), end));
            at = end;
        }
        return notes;
    }

    /** The person's words in a message as it is sent. */
    public static String words(String content) {
        StringBuilder words = new StringBuilder();
        int from = 0;
        for (int at = next(content, 0); at >= 0; at = next(content, from)) {
            words.append(content, from, at);
            from = Math.min(content.length(), end(content, at) + CLOSING.length());
        }
        return words.append(content.substring(from)).toString().strip();
    }

    /** Where the next note opens: at the beginning of a paragraph; -1 where none does. */
    private static int next(String content, int from) {
        for (int at = content.indexOf(OPENING, from); at >= 0; at = content.indexOf(OPENING, at + 1)) {
            boolean begins = at == 0 || content.startsWith(BETWEEN, at - BETWEEN.length());
            if (begins && !content.startsWith(WORD_JOINER, at + OPENING.length())) {
                return at;
            }
        }
        return -1;
    }

    /** Of the note that opens there: it is of one piece, without an empty line in it. */
    private static int end(String content, int opening) {
        int end = content.indexOf(CLOSING + BETWEEN, opening);
        return end >= 0 ? end : Math.max(opening + OPENING.length(), content.length() - CLOSING.length());
    }
}
