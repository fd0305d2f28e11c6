package demi.http.web;

/** What a chat message may be, wherever it comes from. */
public final class MessageText {

    private static final int MAX_CHARACTERS = 4_000;

    private MessageText() {}

    /** The text as it is kept; empty where nothing of it can be seen. */
    public static String of(String raw) {
        return strip(JsonViews.clean(raw));
    }

    public static boolean isTooLong(String text) {
        return text.codePointCount(0, text.length()) > MAX_CHARACTERS;
    }

    /** Takes off what cannot be seen at the ends, by the clients' measure: {@link String#strip} leaves some of it. */
    private static String strip(String text) {
        int from = 0;
        int to = text.length();
        while (from < to && isBlank(text.charAt(from))) {
            from++;
        }
        while (from < to && isBlank(text.charAt(to - 1))) {
            to--;
        }
        return text.substring(from, to);
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85 || c == 0x200B || c == 0xFEFF;
    }
}
