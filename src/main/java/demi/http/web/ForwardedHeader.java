package demi.http.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a header {@code Forwarded} as RFC 7239 has it; a quoted string may hold what would else end an element. */
final class ForwardedHeader {

    private static final List<String> BROKEN = List.of("");

    private final String text;
    private int at;

    private ForwardedHeader(String text) {
        this.text = text;
    }

    /**
     * What each element says in {@code for}, in order; empty where it says nothing. One that is empty for a header that is not
     * well-formed: nobody knows where its elements end, and so who wrote them.
     */
    static List<String> names(String header) {
        return new ForwardedHeader(header).elements();
    }

    private List<String> elements() {
        List<String> names = new ArrayList<>();
        String name = null;
        while (true) {
            skipBlanks();
            if (!ends()) {
                String key = run("=;,\" \t");
                String value = !key.isEmpty() && takes('=') ? value() : null;
                if (value == null || (key.equalsIgnoreCase("for") && name != null)) {
                    return BROKEN;
                }
                name = key.equalsIgnoreCase("for") ? value : name;
                skipBlanks();
            }
            if (!ends()) {
                return BROKEN;
            }
            if (!takes(';')) {
                names.add(name == null ? "" : name);
                name = null;
                if (!takes(',')) {
                    return names;
                }
            }
        }
    }

    /** Null where there is none, or one that does not end. Without quotes more is let through than the standard does: ports. */
    private @Nullable String value() {
        if (!takes('"')) {
            String bare = run(";,\" \t");
            return bare.isEmpty() ? null : bare;
        }
        StringBuilder value = new StringBuilder();
        while (!takes('"')) {
            at += at < text.length() && text.charAt(at) == '\\' ? 1 : 0;
            if (at == text.length()) {
                return null;
            }
            value.append(text.charAt(at++));
        }
        return value.toString();
    }

    private boolean ends() {
        return at == text.length() || text.charAt(at) == ';' || text.charAt(at) == ',';
    }

    private boolean takes(char wanted) {
        boolean there = at < text.length() && text.charAt(at) == wanted;
        at += there ? 1 : 0;
        return there;
    }

    /** Up to the next of {@code ends}. */
    private String run(String ends) {
        int from = at;
        while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skipBlanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }
}
