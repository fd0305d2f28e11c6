package demi.util;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Other people's text, where it must not begin a line of its own. */
public final class OneLine {

    /** All that some program takes for the end of a line, and control characters. */
    private static final Pattern GAP = Pattern.compile("[\\s\\p{Cc}\\u2028\\u2029]+");
    /** They turn the direction of writing, and thereby what a reader sees. */
    private static final Pattern TURN = Pattern.compile("[\\u202A-\\u202E\\u2066-\\u2069]");

    private static final Pattern COLON = Pattern.compile("[:\\uFF1A\\uFE55\\uA789\\u02D0]");
    private static final Pattern GRAPHEME = Pattern.compile("\\X");
    private static final int NAME_GRAPHEMES = 32;
    private static final int NAME_CHARACTERS = 120;
    private static final String NOBODY = "Somebody";

    private OneLine() {}

    /** The same words in one line, with single spaces. */
    public static String of(String text) {
        return GAP.matcher(text).replaceAll(" ").strip();
    }

    /**
     * What a person calls themselves, as it may stand before their words: one line, at most 32 letters as a reader counts
     * them, without a colon and without quotation marks, which would end it too early.
     */
    public static String name(String text) {
        String plain = TURN.matcher(COLON.matcher(text).replaceAll(" ")).replaceAll("");
        String line = of(plain.replaceAll("[\"“”„«»]", ""));
        StringBuilder name = new StringBuilder();
        Matcher graphemes = GRAPHEME.matcher(line);
        for (int i = 0; i < NAME_GRAPHEMES && graphemes.find(); i++) {
            if (name.length() + graphemes.group().length() > NAME_CHARACTERS) {
                break;
            }
            name.append(graphemes.group());
        }
        String kept = name.toString().strip();
        return kept.isEmpty() ? NOBODY : kept;
    }
}
