package demi.model.text;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A special token in a model's reply, spelled as text, of whichever family.
 *
 * @param length in characters; 0 where there is none
 */
record Marker(Kind kind, int length) {

    enum Kind {
        /** No token. */
        NONE,
        /** More text has to come before it is clear. */
        UNDECIDED,
        /** Means nothing to a reader: padding, the end of a head. */
        NOTHING,
        /** The end of a turn or of the text. */
        END,
        /** A turn begins; whose is told by the word behind it. */
        BEGIN,
        /** Her own turn begins. */
        OWN,
        /** Somebody else's turn begins. */
        OTHER,
        /** A channel's name follows, as gpt-oss and Gemma 4 have it. */
        CHANNEL,
        THINK,
        END_THINK,
        /** Around her words. */
        ANSWER,
        END_ANSWER,
        /** Around somebody else's words, or only mentioned. */
        OTHER_TAG,
        /** A tool is called, until {@link #END_TOOL}. */
        TOOL,
        END_TOOL,
        /** A tool is called with all that follows. */
        ONLY_TOOL,
        /** {@code <s>}: the text begins, or HTML. */
        STRIKE,
        /** {@code </s>}. */
        END_STRIKE
    }

    static final Marker NONE = new Marker(Kind.NONE, 0);
    static final Marker UNDECIDED = new Marker(Kind.UNDECIDED, 0);

    /** No special token is longer; what is, is text. */
    private static final int LONGEST = 64;

    /** Names between bars, lower case, with plain underscores. */
    private static final Map<String, Kind> BARS = new HashMap<>();
    /** Whole tokens, lower case. */
    private static final TreeMap<String, Kind> WORDS = new TreeMap<>();

    private static final List<String> THOUGHTS = List.of(
            "think",
            "thinking",
            "thought",
            "thoughts",
            "reasoning",
            "reason",
            "reflection",
            "analysis",
            "scratchpad",
            "seed:think");

    static {
        bars(
                Kind.END,
                "im_end eot_id eot eom_id eom end endoftext end_of_text end_of_turn end_of_turn_token endofturn");
        bars(Kind.END, "return call end_of_sentence end_text end_response assistant_end end_of_solution eos eod stop");
        bars(
                Kind.BEGIN,
                "im_start start_header_id header_start start_of_role start start_of_turn start_of_turn_token turn");
        bars(Kind.BEGIN, "im_user im_assistant im_system");
        bars(Kind.OWN, "assistant chatbot_token assistant_start start_response start_text begin_of_solution bot model");
        bars(
                Kind.OTHER,
                "user user_token user_start system system_token system_start human observation environment tool");
        bars(
                Kind.OTHER,
                "tool_response tool_results tool_result start_tool_result tool_outputs_begin tool_output_begin");
        bars(Kind.OTHER, "developer ipython tool_response_start");
        bars(Kind.CHANNEL, "channel");
        bars(Kind.THINK, "start_thinking begin_of_thought think thinking thought reasoning");
        bars(Kind.END_THINK, "end_thinking end_of_thought /think /thinking /thought /reasoning");
        bars(
                Kind.ONLY_TOOL,
                "python_tag python_start tool_call tool_calls tool_call_start tool_calls_begin start_action");
        bars(Kind.ONLY_TOOL, "tool_call_begin action_start plugin tool_calls_section_begin");
        for (String name : THOUGHTS) {
            WORDS.put("<" + name + ">", Kind.THINK);
            WORDS.put("</" + name + ">", Kind.END_THINK);
        }
        words(Kind.THINK, "[think] ◁think▷ <unused94>");
        words(Kind.END_THINK, "[/think] ◁/think▷ <unused95> <channel|>");
        words(Kind.STRIKE, "<s>");
        words(Kind.END_STRIKE, "</s>");
        words(Kind.END, "<end_of_turn> <eos> <turn|> [|endofturn|] <eot> [eos] [e~[");
        words(Kind.BEGIN, "<start_of_turn> [inst]");
        words(Kind.OWN, "[/inst] [|assistant|]");
        words(Kind.OTHER, "[|user|] [|system|] [system_prompt] [available_tools] [tool_results]");
        words(Kind.NOTHING, "<bos> <unk> <pad> <sop> [gmask] <<sys>> <</sys>> [bos] [pad] [unk]");
        words(Kind.TOOL, "<tool_call> <toolcall> <function_call>");
        words(Kind.END_TOOL, "</tool_call> </toolcall> </function_call>");
        words(Kind.ONLY_TOOL, "[tool_calls] <function_calls> <start_function_call> <minimax:tool_call>");
    }

    private static void bars(Kind kind, String names) {
        List.of(names.split(" ", -1)).forEach(name -> BARS.put(name, kind));
    }

    private static void words(Kind kind, String names) {
        List.of(names.split(" ", -1)).forEach(name -> WORDS.put(name, kind));
    }

    boolean is(Kind other) {
        return kind == other;
    }

    /** Whether one may begin with that character. */
    static boolean mayBegin(char c) {
        return c == '<' || c == '[' || c == '◁';
    }

    /** @param all whether no more text comes */
    static Marker at(CharSequence text, int at, boolean all) {
        if (at + 1 >= text.length()) {
            return all ? NONE : UNDECIDED;
        }
        boolean bar = text.charAt(at) == '<' && isBar(text.charAt(at + 1));
        if (bar) {
            return barred(text, at, all);
        }
        Marker word = word(text, at, all);
        Marker tag = word.length() == 0 ? TagNames.at(text, at, all) : word;
        return tag.is(Kind.NONE) ? word : tag;
    }

    private static boolean isBar(char c) {
        return c == '|' || c == '｜';
    }

    private static Marker barred(CharSequence text, int at, boolean all) {
        int longest = Math.min(text.length(), at + LONGEST);
        for (int i = at + 2; i < longest; i++) {
            char c = text.charAt(i);
            if (c == '>') {
                boolean closed = isBar(text.charAt(i - 1));
                int end = closed ? i - 1 : i;
                return end <= at + 2
                        ? NONE
                        : named(text.subSequence(at + 2, end).toString(), closed, i + 1 - at);
            }
            if (Character.isWhitespace(c) || c == '<') {
                return NONE;
            }
        }
        return all || text.length() >= at + LONGEST ? NONE : UNDECIDED;
    }

    /** Where the second bar is missing, only what is known: {@code <|turn>}. */
    private static Marker named(String name, boolean closed, int length) {
        Kind kind = BARS.get(name.toLowerCase(Locale.ROOT).replace('▁', '_'));
        return kind == null ? closed ? new Marker(Kind.NOTHING, length) : NONE : new Marker(kind, length);
    }

    private static Marker word(CharSequence text, int at, boolean all) {
        int longest = Math.min(text.length(), at + LONGEST);
        for (int end = at + 2; end <= longest; end++) {
            String begun = text.subSequence(at, end).toString().toLowerCase(Locale.ROOT);
            Kind kind = WORDS.get(begun);
            if (kind != null) {
                return new Marker(kind, end - at);
            }
            String next = WORDS.ceilingKey(begun);
            if (next == null || !next.startsWith(begun)) {
                return NONE;
            }
        }
        return all ? NONE : UNDECIDED;
    }
}
