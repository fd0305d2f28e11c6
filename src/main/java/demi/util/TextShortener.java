package demi.util;

/** A text that is not longer than so much; where it was, it ends at a whole character and with an ellipsis. */
public final class TextShortener {

    private TextShortener() {}

    public static String to(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Graphemes.boundary(text, longest)) + "…";
    }
}
