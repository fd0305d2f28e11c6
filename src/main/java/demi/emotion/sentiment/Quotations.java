package demi.emotion.sentiment;

/** What stands in quotation marks is somebody else's, or a word that is spoken of. */
final class Quotations {
    /** Longer ones are what the whole message is about. */
    private static final int LONGEST = 80;

    private static final String OPENING = "\"“„«「『‹";
    private static final String CLOSING = "\"”“»」』›";

    private Quotations() {}

    /** The text with an empty pair of marks in the place of each quotation. */
    static String without(String text) {
        StringBuilder rest = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int end = OPENING.indexOf(c) < 0 ? -1 : end(text, i, CLOSING.charAt(OPENING.indexOf(c)));
            rest.append(c);
            if (end > 0) {
                rest.append(text.charAt(end));
                i = end;
            }
        }
        return rest.toString();
    }

    private static int end(String text, int start, char closing) {
        for (int i = start + 1; i < Math.min(text.length(), start + LONGEST); i++) {
            char c = text.charAt(i);
            if (c == closing || (closing == '“' && c == '”')) {
                return i;
            }
        }
        return -1;
    }
}
