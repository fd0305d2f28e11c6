package demi.conductor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * How a note stands in a person's message: behind their words, in brackets. Nobody can write one: what looks like its
 * beginning in their own text is broken up by a character that no reader sees. (Figures: which form small models take for
 * the person's words, or repeat, was measured; change it here only.)
 */
final class NoteForm {

    private static final String OPENING = "(For Demi, not to be repeated: ";
    private static final String CLOSING = ")";
    /** Between a person's words and a note, and between what they wrote in one message and the next. */
    static final String BETWEEN = "\n\n";

    /** However it is spelled. */
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile(
            "([(\\uFF08\\[{])(?=[\\s\\p{Z}\\p{Cf}]*for[\\s\\p{Z}\\p{Cf}]+demi)", Pattern.CASE_INSENSITIVE);

    private static final String WORD_JOINER = "\u2060";

    private NoteForm() {}

    /** A message that consists of the note only. */
    static String alone(String note) {
        return OPENING + note + CLOSING;
    }

    /** The person's words as they may be sent: the same to a reader, and no note. */
    static String harmless(String words) {
        return LOOKS_LIKE_ONE.matcher(words).replaceAll("$1" + WORD_JOINER);
    }

    /** The notes in a message as it is sent. */
    static List<String> notes(String content) {
        List<String> notes = new ArrayList<>();
        for (int at = content.indexOf(OPENING); at >= 0; at = content.indexOf(OPENING, at)) {
            int end = end(content, at);
            notes.add(content.substring(at + OPENING.length(), end));
            at = end;
        }
        return notes;
    }

    /** The person's words in a message as it is sent. */
    static String words(String content) {
        StringBuilder words = new StringBuilder();
        int from = 0;
        for (int at = content.indexOf(OPENING); at >= 0; at = content.indexOf(OPENING, from)) {
            words.append(content, from, at);
            from = Math.min(content.length(), end(content, at) + CLOSING.length());
        }
        return words.append(content.substring(from)).toString().strip();
    }

    /** Of the note that opens there: it is of one piece, without an empty line in it. */
    private static int end(String content, int opening) {
        int end = content.indexOf(CLOSING + BETWEEN, opening);
        return end >= 0 ? end : Math.max(opening + OPENING.length(), content.length() - CLOSING.length());
    }
}
