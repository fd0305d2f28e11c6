package demi.conductor.card;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders of character cards, replaced; case makes no difference. */
final class CardMacros {

    private static final Pattern CHARACTER = Pattern.compile("\\{\\{char}}|<(?:bot|char)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern USER = Pattern.compile("\\{\\{user}}|<user>", Pattern.CASE_INSENSITIVE);
    /** What the card's reader would have said itself, and what is only for who edits the card. */
    private static final Pattern NOTHING = Pattern.compile(
            "\\{\\{original}}|\\{\\{//[^{}]*}}|\\{\\{comment:[^{}]*}}|\\{\\{hidden_key:[^{}]*}}|\\{\\{noop}}|\\{\\{trim}}",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NEWLINE = Pattern.compile("\\{\\{newline}}", Pattern.CASE_INSENSITIVE);

    private CardMacros() {}

    /** @param user how the person is called there */
    static String replace(String text, String character, String user) {
        String without = NEWLINE.matcher(NOTHING.matcher(text).replaceAll("")).replaceAll("\n");
        String named = CHARACTER.matcher(without).replaceAll(Matcher.quoteReplacement(character));
        return USER.matcher(named).replaceAll(Matcher.quoteReplacement(user)).strip();
    }
}
