package demi.logging;

import java.util.regex.Pattern;

/**
 * Takes out of a text what must not be logged: tokens, passwords, whatever follows {@code Bearer}. When in doubt it redacts.
 * Every repetition is possessive, bounded, or tried once in a word: no text takes long, and none is too deep for the stack.
 */
final class Redaction {
    static final String HIDDEN = "***";

    /** In characters; what is longer is cut. */
    static final int LONGEST = 64 * 1024;

    private static final String NAME = "(?:token|password|passwd|passphrase|(?<![a-z])pass|pwd|secret|credentials?"
            + "|(?:api|access|private|signing)[_-]?key)(?:[_-]?key)?";
    private static final String QUOTE = "(?:\\\\{0,7}[\"'])?";
    /** Also as in addresses, once or more. */
    private static final String SEPARATOR = QUOTE + "\\s*+(?:[=:]|%(?:25){0,3}3[AD])\\s*+";
    /** In quotes up to those that end it, which have as many backslashes before them; a list; a word. */
    private static final String VALUE = "(?:(\\\\{0,7}+)([\"'])(?:(?!(?<!\\\\)\\2\\3)[^\\n])*+|[\\[{][^\\]}\\n]*+"
            + "|(?<=[\"']\\s{0,4}:\\s{0,4})[^\\s,}\\]]++|[^\\s&]++)";

    private static final String DOT = "(?:\\.|%(?:25){0,3}2[Ee])";

    private static final Pattern SECRET_NAME = pattern(NAME + "$");
    private static final Pattern ASSIGNED = pattern("(" + NAME + SEPARATOR + ")" + VALUE);
    private static final Pattern AUTHORIZATION =
            pattern("(authorization" + SEPARATOR + QUOTE + "\\[?)(?:[\\w-]++[ \\t]++)?[^\\s&\"',]++");
    private static final Pattern COOKIE = pattern("(cookie" + SEPARATOR + QUOTE + ")[^\\n|\"]++");
    private static final Pattern BEARER = pattern("(bearer(?:\\s|\\\\[nrt]|%20|[+:|])++)[^\\s&]++");
    private static final Pattern QUERY =
            pattern("((?:[?&]|%(?:25){0,3}(?:3F|26))(?:code|key|sig|signature)(?:=|%(?:25){0,3}3D))[^\\s&]++");
    /** A name that is written so that no other pattern knows it. */
    private static final Pattern ENCODED_NAME = pattern("([?&][\\w.-]{0,40}+%[\\w.%-]{1,60}+=)[^\\s&]++");

    private static final Pattern JWT = Pattern.compile("(?<![\\w-])(?>([\\w-]*?)(?:eyJ|eyA|ewo|ewk|ew0))[\\w-]{4,}+"
            + DOT + "[\\w-]{4,}+(?:" + DOT + "[\\w-]*+)?+");
    private static final Pattern BOT_TOKEN =
            Pattern.compile("[MNO][\\w-]{22,27}" + DOT + "[\\w-]{5,7}" + DOT + "[\\w-]{27,}+" + "|mfa\\.[\\w-]{20,}+");
    private static final Pattern HOOK = pattern("(/webhooks/\\d{1,24}/|/api/push/)[\\w-]++");
    /** Up to the last at sign: a password may have one, and a slash. */
    private static final Pattern USER_INFO =
            pattern("(?<![^\\s\"<>])(?>([^\\s\"<>]*?(?::|%3A)(?:\\\\?/|%2F){2}))" + "[^\\s\"<>]*(@|%40)");

    private Redaction() {}

    private static Pattern pattern(String regex) {
        return Pattern.compile(regex, Pattern.CASE_INSENSITIVE);
    }

    static String redact(String text) {
        String clean = AUTHORIZATION.matcher(cut(text)).replaceAll("$1" + HIDDEN);
        clean = COOKIE.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = ASSIGNED.matcher(clean).replaceAll("$1$2$3" + HIDDEN);
        clean = BEARER.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = QUERY.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = ENCODED_NAME.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = JWT.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = BOT_TOKEN.matcher(clean).replaceAll(HIDDEN);
        clean = HOOK.matcher(clean).replaceAll("$1" + HIDDEN);
        return USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "$2");
    }

    /** Whether what has this name must not be logged. */
    static boolean hides(String name) {
        return SECRET_NAME.matcher(name).find();
    }

    /** Between two words, since a half of a secret may not look like one. */
    private static String cut(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        int space = text.lastIndexOf(' ', LONGEST);
        int end = space > LONGEST / 2 ? space : LONGEST;
        return text.substring(0, end) + " … (cut, of " + text.length() + " characters)";
    }
}
