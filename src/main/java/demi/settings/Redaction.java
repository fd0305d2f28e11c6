package demi.settings;

import java.util.regex.Pattern;

/** Takes out of a line what must not be logged: tokens, passwords in URLs, whatever follows {@code Bearer}. */
enum Redaction {
    /** A value ends at a space or an ampersand. */
    TEXT("[^\\s&]+"),
    /** A quote or backslash in a value is escaped; a bare quote ends the string, an escaped line end the value. */
    JSON("(?:\\\\[^nrt]|[^\\s&\"\\\\])+");

    private static final String HIDDEN = "***";
    private static final String NAME = "(?:token|password|passwd|secret|api_?key)(?:_?key)?";

    private static final Pattern QUOTED =
            Pattern.compile("(?i)(" + NAME + "\\\\?[\"']\\s*:\\s*\\\\?[\"'])(?:\\\\[^\"nrt]|[^\"'\\\\])+");
    private static final Pattern JWT =
            Pattern.compile("(?:eyJ|eyA|ewo|ewk|ew0)[\\w-]{4,}(?:\\.|%2E)[\\w-]{4,}(?:(?:\\.|%2E)[\\w-]*)?");
    private static final Pattern BOT_TOKEN = Pattern.compile("[MNO][\\w-]{22,27}\\.[\\w-]{5,7}\\.[\\w-]{27,}");
    private static final Pattern USER_INFO = Pattern.compile("(:(?:\\\\?/){2})[^/\\s@\"\\\\]+@");

    private final Pattern assigned;
    private final Pattern bearer;

    Redaction(String value) {
        assigned = Pattern.compile("(?i)(" + NAME + "\\s*(?:=|%3D)\\s*(?:\\\\?\")?)" + value);
        bearer = Pattern.compile("(?i)(Bearer(?:\\s|\\\\[nrt]|%20|[+:|])+)" + value);
    }

    String redact(String line) {
        String clean = QUOTED.matcher(line).replaceAll("$1" + HIDDEN);
        clean = assigned.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = bearer.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = JWT.matcher(clean).replaceAll(HIDDEN);
        clean = BOT_TOKEN.matcher(clean).replaceAll(HIDDEN);
        return USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    }
}
