package demi.model.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Words that are the call of a tool: as JSON, {@code {"name": "search", "arguments": {…}}}, also in a fence, or as code is
 * written, {@code search(query="…")}.
 */
final class ToolCall {

    static final int UNDECIDED = -1;

    private static final ObjectMapper JSON = new ObjectMapper();
    /** No call is longer; what is, is text. */
    private static final int LONGEST = 8_000;

    private static final String KEYS =
            "name|function|tool|tool_name|type|action|arguments|parameters|tool_calls|function_call|recipient_name|id";
    private static final Pattern HEAD = Pattern.compile(
            "(?:```(?:json|tool_call|tool_code)?\\s*|functools)?\\[?\\s*\\{\\s*\"(?:" + KEYS + ")\"\\s*:");
    /** Enough of one that never ends. */
    private static final Pattern CALL = Pattern.compile(
            "\"(?:name|function|tool|tool_name)\"\\s*:\\s*\"[^\"]{0,200}\"\\s*,\\s*\"(?:arguments|parameters|args|input)\"");

    /** Whatever stands in it. */
    private static final Pattern BLOCK = Pattern.compile("```tool_(?:code|call)s?[ \\t]{0,4}\\n");

    private static final String NAME = "[a-z_][\\w.]{1,60}";
    /** What stands behind a tag that begins a call, and not behind one that is mentioned. */
    private static final Pattern FOLLOWS = Pattern.compile("\\s{0,20}(?:[{\\[<]|" + NAME + "(?:\\(|[ \\t]{0,4}\\n))");
    /** With the names of what it is given, or of a tool that needs none: {@code print("…")} is code. */
    private static final Pattern WRITTEN = Pattern.compile("(?:" + NAME + "\\(\\s{0,20}[a-z_]\\w{0,40}\\s{0,4}=(?!=)"
            + "|(?:[a-z]{2,20}_[\\w.]{1,40}|search|google|browse|look_?up)\\(\\s{0,20}[\"'{)])");

    private ToolCall() {}

    static boolean mayBegin(char c) {
        return c == '{' || c == '[' || c == '`' || c == 'f';
    }

    /** The length of the one that begins here, 0 for none, {@link #UNDECIDED} where more has to come. */
    static int at(CharSequence text, int at, boolean all) {
        CharSequence here = text.subSequence(at, Math.min(text.length(), at + LONGEST));
        Matcher block = BLOCK.matcher(here);
        if (block.lookingAt()) {
            int closed = here.toString().indexOf("```", block.end());
            return closed >= 0 ? closed + 3 : all || here.length() >= LONGEST ? here.length() : UNDECIDED;
        }
        Matcher head = HEAD.matcher(here);
        if (!head.lookingAt()) {
            boolean open = head.hitEnd() || block.hitEnd();
            return open && !all && here.length() < LONGEST ? UNDECIDED : 0;
        }
        boolean fenced = here.charAt(0) == '`';
        int open = indexOf(here, fenced ? 3 : 0);
        int end = end(here, open);
        if (end < 0) {
            boolean over = all || here.length() >= LONGEST;
            return !over ? UNDECIDED : CALL.matcher(here).find() ? text.length() - at : 0;
        }
        if (!isCall(here.subSequence(open, end).toString())) {
            return 0;
        }
        if (!fenced) {
            return end;
        }
        int fence = here.toString().indexOf("```", end);
        return fence >= 0 ? fence + 3 : all ? here.length() : UNDECIDED;
    }

    /**
     * Whether that is what a tag calls a tool with: 1; not: 0; {@link #UNDECIDED}.
     *
     * @param alone whether it is a call also where nothing more comes
     */
    static int follows(CharSequence text, int at, boolean alone, boolean all) {
        Matcher call = FOLLOWS.matcher(text).region(at, Math.min(text.length(), at + 120));
        if (call.lookingAt()) {
            return 1;
        }
        boolean open = call.hitEnd() && call.regionEnd() == text.length();
        return open ? (!all ? UNDECIDED : alone ? 1 : 0) : 0;
    }

    /** The length of the calls, as code is written, that are all the rest of a reply; else as {@link #at} tells. */
    static int written(CharSequence text, int at, boolean all) {
        CharSequence here = text.subSequence(at, Math.min(text.length(), at + LONGEST));
        boolean listed = here.charAt(0) == '[';
        int from = listed ? 1 : 0;
        while (from < here.length()) {
            Matcher call = WRITTEN.matcher(here).region(from, here.length());
            if (!call.lookingAt()) {
                return call.hitEnd() && !all && here.length() < LONGEST ? UNDECIDED : 0;
            }
            int open = here.toString().indexOf('(', from);
            int end = end(here, open);
            if (end < 0) {
                return all ? here.length() : here.length() < LONGEST ? UNDECIDED : 0;
            }
            from = end;
            while (from < here.length() && " \t\n,;]".indexOf(here.charAt(from)) >= 0) {
                from++;
            }
        }
        return all && from > 1 ? from : all ? 0 : UNDECIDED;
    }

    private static int indexOf(CharSequence text, int from) {
        int at = from;
        while (text.charAt(at) != '{' && text.charAt(at) != '[') {
            at++;
        }
        return at;
    }

    /** Behind the bracket that closes the one at {@code open}; -1 where it is not there yet. */
    private static int end(CharSequence text, int open) {
        int depth = 0;
        boolean quoted = false;
        for (int i = open; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted) {
                i += c == '\\' ? 1 : 0;
                quoted = c != '"';
            } else if (c == '"') {
                quoted = true;
            } else if (c == '{' || c == '[' || c == '(') {
                depth++;
            } else if ((c == '}' || c == ']' || c == ')') && --depth == 0) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean isCall(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            JsonNode call = json.isArray() ? json.path(0) : json;
            boolean named = call.has("name")
                    || call.has("function")
                    || call.has("tool")
                    || call.has("tool_name")
                    || call.has("action")
                    || call.has("recipient_name");
            boolean given = call.has("arguments")
                    || call.has("parameters")
                    || call.has("args")
                    || call.has("input")
                    || call.has("action_input")
                    || call.path("function").has("arguments");
            return (named && given) || call.has("tool_calls") || call.has("function_call");
        } catch (JsonProcessingException e) {
            return false;
        }
    }
}
