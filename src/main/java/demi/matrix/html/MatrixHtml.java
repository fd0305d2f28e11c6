package demi.matrix.html;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The simple Markdown that a model writes, as HTML of the few tags that Matrix allows; everything else is escaped. */
public final class MatrixHtml {

    private static final Pattern FENCE = Pattern.compile("\\s{0,3}```\\s*([\\w+#.-]{0,30}).*");
    private static final Pattern HEADING = Pattern.compile("(#{1,6})\\s+(.+)");
    private static final Pattern ITEM = Pattern.compile("(\\s*)([-*+]|\\d{1,9}[.)])\\s+(.*)");
    private static final Pattern QUOTE = Pattern.compile("\\s{0,3}>\\s?(.*)");
    private static final int DEEPEST_LIST = 6;

    private record Level(String tag, int indent) {}

    private final StringBuilder html = new StringBuilder();
    private final Deque<Level> lists = new ArrayDeque<>();
    private boolean inQuote;
    private boolean inParagraph;
    private boolean formatted;

    private MatrixHtml() {}

    /** Null where the plain text says all of it. */
    public static @Nullable String of(String markdown) {
        MatrixHtml written = new MatrixHtml();
        String[] lines = markdown.strip().split("\\R", -1);
        for (int at = 0; at < lines.length; ) {
            at = written.block(lines, at);
        }
        written.close();
        return written.formatted ? written.html.toString() : null;
    }

    /** Where the next one begins. */
    private int block(String[] lines, int at) {
        String line = lines[at];
        Matcher fence = FENCE.matcher(line);
        if (fence.matches() && line.indexOf('`', line.indexOf("```") + 3) < 0) {
            return code(lines, at, fence.group(1));
        }
        Matcher quote = QUOTE.matcher(line);
        Matcher item = ITEM.matcher(line);
        Matcher heading = HEADING.matcher(line);
        if (line.isBlank()) {
            endParagraph();
            // A list may go on after an empty line.
            if (at + 1 >= lines.length || !ITEM.matcher(lines[at + 1]).matches()) {
                close();
            }
        } else if (quote.matches()) {
            quote(quote.group(1));
        } else if (item.matches()) {
            item(item.group(1).length(), item.group(2), item.group(3));
        } else if (heading.matches()) {
            close();
            int level = heading.group(1).length();
            html.append("<h").append(level).append('>');
            inline(heading.group(2));
            html.append("</h").append(level).append('>');
            formatted = true;
        } else {
            text(line);
        }
        return at + 1;
    }

    private int code(String[] lines, int at, String language) {
        close();
        html.append("<pre><code");
        if (!language.isEmpty()) {
            html.append(" class=\"language-").append(language).append('"');
        }
        html.append('>');
        int next = at + 1;
        while (next < lines.length && !lines[next].strip().equals("```")) {
            html.append(escaped(lines[next])).append('\n');
            next++;
        }
        html.append("</code></pre>");
        formatted = true;
        return next + 1;
    }

    private void quote(String rest) {
        if (!inQuote) {
            close();
            html.append("<blockquote>");
            inQuote = true;
        } else {
            html.append("<br>");
        }
        inline(rest);
        formatted = true;
    }

    private void item(int indent, String mark, String rest) {
        if (inQuote || inParagraph) {
            close();
        }
        String tag = Character.isDigit(mark.charAt(0)) ? "ol" : "ul";
        while (!lists.isEmpty() && indent < lists.element().indent()) {
            endList();
        }
        Level last = lists.peek();
        if (last == null || (indent > last.indent() + 1 && lists.size() < DEEPEST_LIST)) {
            startList(tag, indent, mark);
        } else if (!last.tag().equals(tag)) {
            endList();
            startList(tag, indent, mark);
        } else {
            html.append("</li>");
        }
        html.append("<li>");
        inline(rest);
        formatted = true;
    }

    private void startList(String tag, int indent, String mark) {
        html.append('<').append(tag);
        String number = mark.replaceAll("\\D", "");
        if (tag.equals("ol") && !number.equals("1")) {
            html.append(" start=\"").append(Integer.parseInt(number)).append('"');
        }
        html.append('>');
        lists.push(new Level(tag, indent));
    }

    private void endList() {
        html.append("</li></").append(lists.pop().tag()).append('>');
    }

    private void text(String line) {
        if (inQuote || inParagraph || !lists.isEmpty()) {
            // Goes on with what is open.
            html.append("<br>");
        } else {
            html.append("<p>");
            inParagraph = true;
        }
        inline(line.strip());
    }

    private void inline(String line) {
        formatted |= InlineHtml.append(line, html);
    }

    private void endParagraph() {
        if (inParagraph) {
            html.append("</p>");
            inParagraph = false;
        }
    }

    private void close() {
        endParagraph();
        if (inQuote) {
            html.append("</blockquote>");
            inQuote = false;
        }
        while (!lists.isEmpty()) {
            endList();
        }
    }

    static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            switch (letter) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(letter);
            }
        }
        return out.toString();
    }
}
