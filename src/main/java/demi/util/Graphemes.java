package demi.util;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a reader sees as one character: a letter with its accents, a family of emoji, a flag. */
final class Graphemes {

    private static final Pattern ONE = Pattern.compile("\\X");

    private Graphemes() {}

    /** The last place up to {@code at} that is not inside of one; between surrogates never. */
    static int boundary(String text, int at) {
        if (at <= 0 || at >= text.length()) {
            return at;
        }
        Matcher graphemes = ONE.matcher(text);
        int last = 0;
        while (graphemes.find() && graphemes.end() <= at) {
            last = graphemes.end();
        }
        // One that fills it all is nobody's character, and may be cut.
        return last > 0 ? last : Character.isLowSurrogate(text.charAt(at)) && at > 1 ? at - 1 : at;
    }
}
