package demi.model.text;

import demi.model.text.Marker.Kind;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tags whose names say what they are for, whichever model thought them up: {@code <inner_monologue>}, {@code <answer>}. */
final class TagNames {

    private static final int LONGEST = 200;

    /** What a model whose prompt has opened its thinking ends it with, and what ends any other, too. */
    private static final String THINK = "(?:think|thinking|thoughts?|reasoning|reason|seed:think)";

    private static final String OTHER_THINK =
            "(?:(?:(?:inner|internal|private|hidden|my|self)[_ -])?(?:monologue?|dialogue|voice"
                    + "|plan|planning|reflections?|analysis|scratch_?pad|rationale|deliberation|brainstorm(?:ing)?|introspection)"
                    + "|(?:inner|internal|private|hidden|my)[_ -](?:think|thinking|thoughts?|reasoning)"
                    + "|chain_of_thought|cot|(?:thinking|thought|analysis)[_ -]process)";

    private static final String ANSWER =
            "(?:final_)?(?:answer|response|reply|output)|message|speech|final|demi|assistant|ai|chatbot";

    private static final String OTHERS =
            "user|human|system|tool_(?:response|result|output)s?|function_(?:response|result)s?";
    private static final String CALL = "tool_use|tool_code|invoke|function(?==|\\s)";
    private static final String END =
            "end_of_(?:sentence|text|turn|message|response|answer|reply|document|conversation|utterance)";
    private static final String NOTHING =
            "unused_?\\d{1,6}|extra_id_\\d{1,6}|special_\\d{1,6}|begin(?:ning)?_of_\\w{1,20}|start_of_(?!turn\\b)\\w{1,20}|/role";

    private static final String ATTRIBUTES =
            "(?:=[^<>\\n]{1,60}|(?:\\s[\\w:-]{1,30}=(?:\"[^\"\\n]{0,60}\"|'[^'\\n]{0,60}'|\\w{1,30})){0,4})";

    /** By the name of the group that matches. */
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    private static final Pattern TAG = Pattern.compile(
            "<(?:(?:(?<think>" + THINK + "|" + OTHER_THINK + ")|/(?<endthink>" + THINK + "|" + OTHER_THINK
                    + ")|(?<answer>"
                    + ANSWER + ")|/(?<endanswer>" + ANSWER + ")|(?<other>" + OTHERS + ")|(?<tool>" + CALL
                    + ")|/(?<endtool>function|" + CALL + "))" + ATTRIBUTES
                    + "|(?<end>" + END + ")|(?<begin>role)|(?<nothing>" + NOTHING + "))>"
                    + "|\\[unused_token_(?:(?<lmend>145)|(?<lmbegin>146)|(?<lm>\\d{1,4}))]"
                    + "|<(?:reserved_(?:(?<bcuser>106)|(?<bcown>107)|(?<bc>\\d{1,4}))|(?<person>用户))>",
            Pattern.CASE_INSENSITIVE);

    static {
        KINDS.put("think", Kind.THINK);
        KINDS.put("endthink", Kind.END_THINK);
        KINDS.put("answer", Kind.ANSWER);
        KINDS.put("endanswer", Kind.END_ANSWER);
        KINDS.put("other", Kind.OTHER_TAG);
        KINDS.put("tool", Kind.TOOL);
        KINDS.put("endtool", Kind.END_TOOL);
        KINDS.put("end", Kind.END);
        KINDS.put("begin", Kind.BEGIN);
        KINDS.put("nothing", Kind.NOTHING);
        // Of InternLM and Baichuan, whose tokens have no names; and of MiniCPM.
        KINDS.put("lmend", Kind.END);
        KINDS.put("lmbegin", Kind.BEGIN);
        KINDS.put("lm", Kind.NOTHING);
        KINDS.put("bcuser", Kind.OTHER);
        KINDS.put("bcown", Kind.OWN);
        KINDS.put("bc", Kind.NOTHING);
        KINDS.put("person", Kind.OTHER);
    }

    private static final Pattern OWN_END = Pattern.compile(OTHER_THINK);
    /** What stands around a name, and its attributes. */
    private static final Pattern NOT_A_NAME =
            Pattern.compile("^[<\\[/]*|(?:\\s[\\w:-]{1,30})?=.*$|[>\\]]$", Pattern.DOTALL);

    private TagNames() {}

    static Marker at(CharSequence text, int at, boolean all) {
        int to = Math.min(text.length(), at + LONGEST);
        Matcher tag = TAG.matcher(text).region(at, to);
        if (!tag.lookingAt()) {
            return tag.hitEnd() && !all && to == text.length() ? Marker.UNDECIDED : Marker.NONE;
        }
        return KINDS.entrySet().stream()
                .filter(kind -> tag.start(kind.getKey()) >= 0)
                .findFirst()
                .map(kind -> new Marker(kind.getValue(), tag.end() - at))
                .orElse(Marker.NONE);
    }

    /** Whether thinking that began with the one tag ends with the other: some name their parts, and end each by its name. */
    static boolean ends(String opened, String closed) {
        String end = name(closed);
        return !OWN_END.matcher(end).matches() || end.equals(name(opened));
    }

    private static String name(String tag) {
        return NOT_A_NAME.matcher(tag.toLowerCase(Locale.ROOT)).replaceAll("");
    }
}
