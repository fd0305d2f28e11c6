package demi.rehearse.request;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An estimate of a tokenizer: special tokens are one each, wherever their text stands, and all else is four characters a
 * token. What begins with the same text begins with the same tokens, up to the last before the difference.
 */
public final class TokenEstimate {
    public static final int CHARACTERS = 4;
    private static final Pattern SPECIAL = Pattern.compile("<\\|[a-z][a-z0-9_]*\\|>|<(?:start|end)_of_turn>");

    private TokenEstimate() {}

    public static List<String> of(String text) {
        List<String> tokens = new ArrayList<>(text.length() / CHARACTERS + 16);
        Matcher special = SPECIAL.matcher(text);
        int from = 0;
        while (special.find()) {
            cut(text, from, special.start(), tokens);
            tokens.add(special.group());
            from = special.end();
        }
        cut(text, from, text.length(), tokens);
        return tokens;
    }

    /** The first special token in a text. */
    public static Optional<String> special(String text) {
        Matcher special = SPECIAL.matcher(text);
        return special.find() ? Optional.of(special.group()) : Optional.empty();
    }

    /** How many of them are the same from the beginning on. */
    public static int common(List<String> one, List<String> other) {
        int most = Math.min(one.size(), other.size());
        int same = 0;
        while (same < most && one.get(same).equals(other.get(same))) {
            same++;
        }
        return same;
    }

    private static void cut(String text, int from, int to, List<String> tokens) {
        for (int at = from; at < to; at += CHARACTERS) {
            tokens.add(text.substring(at, Math.min(to, at + CHARACTERS)));
        }
    }
}
