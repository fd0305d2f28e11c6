package demi.memory.house;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What of a message is the person's own: not what they quote, forward or paste of others, or of her. Somebody else's "I" is
 * not theirs. What a thing is called, in quotation marks, stays.
 */
public final class OwnWords {

    private static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Pattern LINE = Pattern.compile("\\R");
    private static final Pattern QUOTED_LINE = Pattern.compile("^\\s*(?:>|&gt;|\\|\\s).*");
    /** All behind it is of the message that is answered or passed on. */
    private static final Pattern BEHIND = Pattern.compile(
            "^\\W*(?:forwarded (?:message|from)\\b|begin forwarded\\b|original message\\b|weitergeleitete? (?:nachricht|von)\\b"
                    + "|ursprüngliche nachricht\\b|on .{4,60} wrote:\\s*$|am .{4,60} schrieb .{1,40}:\\s*$).*",
            FLAGS);
    /** "[12:03] Bob: …", "28.11.26, 12:03 - Bob: …", "Bob Miller — 12:03": of a log. */
    private static final Pattern LOGGED = Pattern.compile(
            "^\\s*[\\[(]?(?:\\d{1,4}[./-]\\d{1,2}[./-]\\d{1,4},? *)?\\d{1,2}:\\d{2}(?::\\d{2})?"
                    + "(?: ?[ap]m)?[\\])]?\\s*(?:[-–—]\\s*)?<?(\\p{L}[\\p{L}\\p{N} ._-]{0,30})>?:\\s.*",
            FLAGS);

    private static final Pattern LABELLED =
            Pattern.compile("^\\s*<?(\\p{Lu}[\\p{L}\\p{N}._-]{1,24}(?: \\p{Lu}[\\p{L}._-]{0,24})?)>?:\\s+\\S.*");
    private static final Pattern MINE = Pattern.compile("(?:i|me|ich)", FLAGS);
    private static final Pattern HERS = Pattern.compile("(?:demi|assistant|bot|ai|user|human)", FLAGS);
    /** So many lines with a name each are a talk. */
    private static final int TALK = 2;

    private static final Pattern QUOTED = Pattern.compile(
            "\"[^\"\\n]{2,2000}\"|“[^”\\n]{2,2000}”|„[^“”\\n]{2,2000}[“”]|«[^»\\n]{2,2000}»|»[^«\\n]{2,2000}«|‘[^’\\n]{2,2000}’(?!\\p{L})");
    private static final Pattern SPEAKS = Pattern.compile(
            "\\b(?:i|i['’]\\p{L}+|me|my|mine|we|our|us|ich|mir|mich|mein\\p{L}*|wir|uns|unser\\p{L}*)\\b", FLAGS);

    private OwnWords() {}

    /** May be empty. */
    public static String of(String message) {
        List<String> lines = Arrays.asList(LINE.split(message, -1));
        boolean talk =
                lines.stream().filter(line -> LABELLED.matcher(line).matches()).count() >= TALK;
        StringBuilder own = new StringBuilder();
        for (String line : lines) {
            if (BEHIND.matcher(line).matches()) {
                break;
            }
            if (!isOthers(line, talk)) {
                own.append(own.isEmpty() ? "" : "\n").append(line);
            }
        }
        return withoutQuotes(own.toString());
    }

    private static boolean isOthers(String line, boolean talk) {
        Matcher logged = LOGGED.matcher(line);
        if (logged.matches()) {
            return !MINE.matcher(logged.group(1).strip()).matches();
        }
        Matcher labelled = LABELLED.matcher(line);
        return QUOTED_LINE.matcher(line).matches()
                || (labelled.matches()
                        && (talk
                                ? !MINE.matcher(labelled.group(1)).matches()
                                : HERS.matcher(labelled.group(1)).matches()));
    }

    private static String withoutQuotes(String text) {
        return QUOTED.matcher(text)
                .replaceAll(found ->
                        Matcher.quoteReplacement(SPEAKS.matcher(found.group()).find() ? "\"\"" : found.group()));
    }

    /** Whether nothing of a message is theirs. */
    public static boolean areNone(String own) {
        return own.chars().noneMatch(Character::isLetterOrDigit);
    }
}
