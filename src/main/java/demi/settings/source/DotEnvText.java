package demi.settings.source;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code NAME=value} lines as a shell and python-dotenv read them: {@code export} may stand before a name; a comment
 * begins with a # at the begin of a line or behind a blank, and nowhere within a value; single quotes take everything as it
 * is, double quotes know {@code \n} and its like; a quoted value may go over several lines. Where the
 * two differ, python-dotenv counts, which takes a bare value as it is; what both would replace is a problem and not a guess.
 * dotenv-java, the library there is, cuts values at any #.
 */
final class DotEnvText {

    private static final Pattern NAME = Pattern.compile("[ \\t]*(?:export[ \\t]+)?([A-Za-z_][\\w.-]*)[ \\t]*=[ \\t]*");
    private static final Pattern REST = Pattern.compile("[ \\t]*(?:#[^\\n]*)?(?:\\n|$)");
    private static final Pattern BARE = Pattern.compile("((?:[^\\s#]|#(?<=\\S#)|[ \\t]+(?=[^\\s#]))*)");
    private static final String ESCAPES = "abfnrtv";
    private static final String MEANT = "\u0007\b\f\n\r\t\u000B";

    private final String text;
    private final String file;
    private final List<SettingsProblem> problems;
    private int at;

    DotEnvText(String text, String file, List<SettingsProblem> problems) {
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        this.text = plain.replace("\r\n", "\n").replace('\r', '\n');
        this.file = file;
        this.problems = problems;
    }

    void read(Map<String, String> values) {
        while (at < text.length()) {
            int begin = at;
            Matcher name = matcher(NAME);
            if (matcher(REST).lookingAt()) {
                skip(REST);
            } else if (name.lookingAt()) {
                at = name.end();
                value(name.group(1), begin, values);
            } else {
                problem(file, "a line must be NAME=value", begin);
            }
        }
    }

    private void value(String name, int begin, Map<String, String> values) {
        char first = at < text.length() ? text.charAt(at) : '\n';
        boolean quoted = first == '\'' || first == '"';
        StringBuilder value = new StringBuilder();
        if (quoted && !quoted(first, value)) {
            problem(name, "must end with the quote that it begins with", begin);
            return;
        }
        if (!quoted) {
            Matcher bare = matcher(BARE);
            if (bare.lookingAt()) {
                value.append(bare.group(1));
                at = bare.end();
            }
        }
        if (!matcher(REST).lookingAt()) {
            problem(name, "has something behind its closing quote", begin);
        } else if (first != '\'' && value.indexOf("${") >= 0) {
            problem(
                    name,
                    "has ${…} in it, which is not replaced here: write what it stands for, or use single quotes",
                    begin);
        } else {
            values.put(name, value.toString());
            skip(REST);
        }
    }

    /** Whether there is a closing quote; it is behind us then. */
    private boolean quoted(char quote, StringBuilder value) {
        for (int i = at + 1; i < text.length(); i++) {
            char here = text.charAt(i);
            if (here == quote) {
                at = i + 1;
                return true;
            }
            char next = here == '\\' && i + 1 < text.length() ? text.charAt(i + 1) : 0;
            if (next != 0 && isEscaped(quote, next)) {
                value.append(ESCAPES.indexOf(next) >= 0 ? MEANT.charAt(ESCAPES.indexOf(next)) : next);
                i++;
            } else {
                value.append(here);
            }
        }
        return false;
    }

    private static boolean isEscaped(char quote, char next) {
        return quote == '\''
                ? next == '\'' || next == '\\'
                : "\"'\\$`".indexOf(next) >= 0 || ESCAPES.indexOf(next) >= 0;
    }

    private void problem(String name, String rule, int begin) {
        long line = text.substring(0, begin)
                        .chars()
                        .filter(character -> character == '\n')
                        .count()
                + 1;
        problems.add(new SettingsProblem(name, null, rule, file + ", line " + line));
        int end = text.indexOf('\n', begin);
        at = end < 0 ? text.length() : end + 1;
    }

    private void skip(Pattern what) {
        Matcher matcher = matcher(what);
        at = matcher.lookingAt() ? matcher.end() : at;
    }

    /** Looks from here on, and behind as well. */
    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
    }
}
