package demi.settings;

import java.util.regex.Pattern;

/** Takes out of a line what must not be logged: tokens, passwords in URLs, whatever follows {@code Bearer}. */
final class Redaction {
    static final String HIDDEN = "***";

    /** In JSON a quote or backslash is escaped and belongs to the value; an escaped line end does not. */
    private static final String VALUE = "(?:\\\\[^nrt]|[^\\s&\"\\\\])+";

    private static final String NAME = "[\\w-]*(?:token|password|passwd|secret|api_?key)";
    private static final Pattern ASSIGNED = Pattern.compile("(?i)(" + NAME + "\\s*(?:=|%3D)\\s*(?:\\\\?\")?)" + VALUE);
    private static final Pattern QUOTED =
            Pattern.compile("(?i)(" + NAME + "\\\\?[\"']\\s*:\\s*\\\\?[\"'])(?:\\\\[^\"nrt]|[^\"'\\\\])+");
    private static final Pattern BEARER =
            Pattern.compile("(?i)\\b((?:Bearer|Bot)(?:\\s|\\\\[nrt]|%20|\\+|:)+)" + VALUE);
    private static final Pattern JWT =
            Pattern.compile("(?:eyJ|eyA|ewo|ewk|ew0)[\\w-]{4,}(?:\\.|%2E)[\\w-]{4,}(?:(?:\\.|%2E)[\\w-]*)?");
    private static final Pattern BOT_TOKEN = Pattern.compile("[MNO][\\w-]{22,27}\\.[\\w-]{5,7}\\.[\\w-]{27,}");
    private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s@\"]+@");

    private Redaction() {}

    static String redact(String line) {
        String clean = ASSIGNED.matcher(line).replaceAll("$1" + HIDDEN);
        clean = QUOTED.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = BEARER.matcher(clean).replaceAll("$1" + HIDDEN);
        clean = JWT.matcher(clean).replaceAll(HIDDEN);
        clean = BOT_TOKEN.matcher(clean).replaceAll(HIDDEN);
        return USER_INFO.matcher(clean).replaceAll("$1" + HIDDEN + "@");
    }
}
