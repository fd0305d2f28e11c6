package demi.discord;

/** A text that is not longer than so much; where it was, it ends at a whole character and with an ellipsis. */
final class Shortened {

    private Shortened() {}

    static String to(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Graphemes.boundary(text, longest)) + "…";
    }
}
