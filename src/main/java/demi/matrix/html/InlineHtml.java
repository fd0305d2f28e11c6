package demi.matrix.html;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Within a line: code, bold, italics, struck out, links. */
final class InlineHtml {

    private record Mark(Pattern pattern, String open, String close) {}

    /** What is taken as it stands: code, links, addresses, signs behind a backslash. */
    private static final Pattern FIXED =
            Pattern.compile("(?<code>(?<ticks>`{1,3})(?<inner>[^`]{1,2000})\\k<ticks>(?!`))"
                    + "|\\[(?<label>[^\\[\\]]{1,500})]\\((?<url>https?://[^\\s()<>\"]{1,2000}(?:\\([^\\s()<>\"]{0,200}\\))?[^\\s()<>\"]{0,200})\\)"
                    + "|(?<bare>https?://[^\\s<>\"*]{1,2000})"
                    + "|\\\\(?<sign>[\\\\`*_~\\[\\]()#>+.!-])");

    private static final List<Mark> MARKS = List.of(
            mark("\\*\\*\\*(?=\\S)([^*]+)(?<=\\S)\\*\\*\\*", "<strong><em>", "</em></strong>"),
            mark("\\*\\*(?=\\S)(.{1,2000}?)(?<=\\S)\\*\\*(?!\\*)", "<strong>", "</strong>"),
            mark("(?<![\\p{L}\\p{N}_])__(?=\\S)([^_]+)(?<=\\S)__(?![\\p{L}\\p{N}_])", "<strong>", "</strong>"),
            mark("~~(?=\\S)([^~]+)(?<=\\S)~~", "<del>", "</del>"),
            mark("(?<!\\*)\\*(?=[^\\s*])([^*]+)(?<=[^\\s*])\\*(?!\\*)", "<em>", "</em>"),
            mark("(?<![\\p{L}\\p{N}_])_(?=[^\\s_])([^_]+)(?<=[^\\s_])_(?![\\p{L}\\p{N}_])", "<em>", "</em>"));

    private static final Pattern TAG = Pattern.compile("<(/?)([a-z]+)>");
    private static final Pattern HELD = Pattern.compile("\u0001(\\d+)\u0002");
    private static final Pattern CONTROL = Pattern.compile("[\u0001\u0002]");
    /** Longer ones are no text with marks. */
    private static final int LONGEST_LINE = 8_000;

    private final List<String> held = new ArrayList<>();
    private boolean formatted;

    private InlineHtml() {}

    /** Whether there was anything that plain text does not say. */
    static boolean append(String line, StringBuilder html) {
        if (line.length() > LONGEST_LINE) {
            html.append(MatrixHtml.escaped(line));
            return false;
        }
        InlineHtml inline = new InlineHtml();
        html.append(inline.write(CONTROL.matcher(line).replaceAll("")));
        return inline.formatted;
    }

    private String write(String line) {
        String text = MatrixHtml.escaped(FIXED.matcher(line).replaceAll(found -> hold(fixed((Matcher) found))));
        for (Mark mark : MARKS) {
            text = mark.pattern().matcher(text).replaceAll(found -> Matcher.quoteReplacement(marked(mark, found)));
        }
        return HELD.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(held.get(Integer.parseInt(found.group(1)))));
    }

    private String fixed(Matcher found) {
        String bare = found.group("bare");
        if (bare != null) {
            return MatrixHtml.escaped(bare);
        }
        formatted = true;
        String sign = found.group("sign");
        if (sign != null) {
            return MatrixHtml.escaped(sign);
        } else if (found.group("code") != null) {
            return "<code>" + MatrixHtml.escaped(found.group("inner")) + "</code>";
        }
        StringBuilder label = new StringBuilder();
        append(found.group("label"), label);
        return "<a href=\"" + MatrixHtml.escaped(found.group("url")) + "\">" + label + "</a>";
    }

    private String hold(String html) {
        held.add(html);
        return "\u0001" + (held.size() - 1) + "\u0002";
    }

    private String marked(Mark mark, MatchResult found) {
        String inner = found.group(1);
        if (!isBalanced(inner)) {
            return found.group();
        }
        formatted = true;
        return mark.open() + inner + mark.close();
    }

    /** Whether what is opened in it is closed in it. */
    private static boolean isBalanced(String html) {
        List<String> open = new ArrayList<>();
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            if (tag.group(1).isEmpty()) {
                open.add(tag.group(2));
            } else if (open.isEmpty() || !open.remove(open.size() - 1).equals(tag.group(2))) {
                return false;
            }
        }
        return open.isEmpty();
    }

    private static Mark mark(String pattern, String open, String close) {
        return new Mark(Pattern.compile(pattern), open, close);
    }
}
