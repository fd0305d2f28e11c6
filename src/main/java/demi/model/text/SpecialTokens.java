package demi.model.text;

import java.util.regex.Pattern;

/**
 * Breaks up in a text what the tokenizer of any model family would take for a special token. Ollama's tokenizers look for
 * them in the whole rendered prompt, so that a person could otherwise end their own turn and begin one of the system's. A
 * reader sees the same text: a zero-width word joiner stands behind the first character of each. Deterministic, and a
 * text that was broken up stays as it is, so that a prompt's prefix does not change. Takes time in proportion to the text.
 */
public final class SpecialTokens {

    private static final String WORD_JOINER = "\u2060";

    /** {@code <|im_end|>}, {@code <|turn>} and DeepSeek's, with fullwidth bars. */
    private static final String PIPES = "<(?=[|｜][^\\s|｜<>][^\\s<>]{0,63}+>)";

    /** {@code <turn|>}. */
    private static final String END_PIPES = "<(?=/?[\\w▁:.\\-]{1,64}+[|｜]>)";

    /** {@code [|user|]}. */
    private static final String SQUARE_PIPES = "\\[(?=\\|/?\\w{1,40}+\\|])";

    private static final String ANGLES = "<(?=/?(?:"
            + String.join(
                    "|",
                    // Begin, end, padding: sentencepiece, BERT, Command, InternLM, GLM
                    "s|bos|eos|unk|pad|cls|sep|mask|sop|eop|eot|eod|eoh|eoa|eosys",
                    "PAD|UNK|CLS|SEP|MASK|BOS|EOS|EOT|EOP|[A-Z]{2,12}_TOKEN",
                    // Gemma, PaliGemma, T5, Nemotron, Mistral, Baichuan, InternLM, ERNIE
                    "(?:start|end|begin)_of_\\w{1,40}",
                    "(?:start|end)_function_\\w{1,20}|escape",
                    "unused_?\\d{1,6}|loc\\d{4}|seg\\d{3}",
                    "extra_(?:id_)?\\d{1,6}|SPECIAL_\\d{1,6}|special_\\d{1,6}|reserved_\\w{1,20}|TOKENS_UNUSED_\\d{1,6}|mask:\\d{1,3}",
                    // Pictures and sound
                    "image|img|IMG_CONTEXT|video|audio|(?:image|audio|video)_\\w{1,30}",
                    // Thinking, tools, roles
                    "think|thinking|thought|reasoning|_end_think|answer|seed:\\w{1,20}|minimax:\\w{1,20}|atem:\\w{1,20}",
                    "tools|tool_\\w{1,20}|toolcall|function_calls?|available_tools|arg_key|arg_value|system|user|assistant",
                    // Code models
                    "fim_\\w{1,20}|(?:PRE|SUF|MID|EOT)|file_sep|repo_name|reponame|filename|gh_stars|empty_output|code_to_intermediate",
                    "(?:issue|jupyter|commit)_\\w{1,20}|intermediate_to_code|pr|pr_\\w{1,30}",
                    // Bytes, as sentencepiece writes them
                    "0x[0-9A-Fa-f]{2}")
            + ")>)";

    private static final String LLAMA_SYSTEM = "<(?=</?SYS>>)";

    /** Mistral, GLM, BERT, Kimi, Gemma; and Ollama's own place for a picture. */
    private static final String SQUARES = "\\[(?=/?(?:"
            + String.join(
                    "|",
                    "INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_\\w{1,20}|THINK|MODEL_SETTINGS|CALL_ID|ARGS",
                    "IMG|IMG_BREAK|IMG_END|AUDIO|BEGIN_AUDIO|TRANSCRIBE|REF|control_\\d{1,6}",
                    "gMASK|sMASK|MASK|CLS|SEP|PAD|UNK|BOS|EOS|EOT|PREFIX|SUFFIX|MIDDLE|STREAMING_\\w{1,20}",
                    "multimodal|@BOS@|img(?:-\\d{1,9})?")
            + ")])";

    private static final String OTHERS = "◁(?=/?\\w{1,20}▷)|](?=~!?b[\\[\\]])|\\[(?=e~\\[)"
            + "|>(?=>(?:[A-Z]{5,12})<<)|\\|(?=\\|\\|[A-Z]{2,10}_[A-Z]{2,10}\\|\\|\\|)";

    private static final Pattern TOKEN =
            Pattern.compile(String.join("|", PIPES, END_PIPES, SQUARE_PIPES, ANGLES, LLAMA_SYSTEM, SQUARES, OTHERS));

    private SpecialTokens() {}

    /** The same to a reader, and nothing in it is a token of its own to a model. */
    public static String broken(String text) {
        return TOKEN.matcher(text).replaceAll("$0" + WORD_JOINER);
    }
}
