package demi.network.message;

import demi.util.OneLine;
import demi.util.TextShortener;
import java.util.regex.Pattern;

/**
 * Others' words as the model reads them in a person's message: one line, shortened, in quotation marks that nothing in them can
 * close, and said to be what they are.
 */
public final class Quote {

    private static final int LONGEST = 500;
    private static final int LONGEST_UNREAD = 200;
    private static final int LONGEST_FILE = 2_500;
    private static final int LONGEST_FILE_NAME = 60;
    /** Of every script, single ones as well, lest two of them pass for one. */
    private static final Pattern QUOTES =
            Pattern.compile("[\"\u201C-\u201F\u00AB\u00BB\u2033\u2036\u275D\u275E\u300C-\u300F\u301D-\u301F\uFF02`]");

    public static final Reference.Line GONE = new Reference.Line("(An answer to a message that is gone.)");

    public static final Reference.Line NOT_READ = new Reference.Line("(An answer to a message that you cannot read.)");

    private Quote() {}

    /** Who wrote what is quoted. */
    public record Writer(Kind kind, String name) {

        /** Whose words they are. */
        public enum Kind {
            SHE,
            BOT,
            PERSON
        }

        private String wrote() {
            return switch (kind) {
                case SHE -> "what you wrote: ";
                case BOT -> "what the bot " + OneLine.name(name) + " wrote: ";
                case PERSON -> "what " + OneLine.name(name) + " wrote: ";
            };
        }
    }

    /** The message that is answered. */
    public static Reference.Line answered(Writer writer, String text) {
        return new Reference.Line("(An answer to " + writer.wrote() + quoted(text, LONGEST) + ")");
    }

    public static Reference.Line threadOf(Writer writer, String text) {
        return new Reference.Line("(This thread was made from " + writer.wrote() + quoted(text, LONGEST) + ")");
    }

    /** A line of {@link Attachments#forwards}, and a reference as well. */
    public static String forwarded(String text) {
        return "(Forwarded, somebody else's words: " + quoted(text, LONGEST) + ")";
    }

    /** The person's own earlier words, of which there is no more to be said than that. */
    public static Reference.Line unread(String words) {
        return new Reference.Line("(They wrote this while you were away: " + quoted(words, LONGEST_UNREAD) + ")");
    }

    /** @param whole whether that is all of it */
    public static Reference.Line file(String name, String text, boolean whole) {
        boolean fits = whole && OneLine.of(text).length() <= LONGEST_FILE;
        return new Reference.Line("(The text file " + quoted(name, LONGEST_FILE_NAME) + " that came with it "
                + (fits ? "says: " : "begins: ") + quoted(text, LONGEST_FILE) + ")");
    }

    public static Reference.Line noFile(String name) {
        return new Reference.Line(
                "(The text file " + quoted(name, LONGEST_FILE_NAME) + " that came with it could not be read.)");
    }

    private static String quoted(String words, int longest) {
        // Not more of it than can be needed is looked at.
        String line = OneLine.of(words.substring(0, Math.min(words.length(), longest * 4)));
        String plain = QUOTES.matcher(line).replaceAll("'");
        return '"' + TextShortener.to(plain, longest) + '"';
    }
}
