package demi.model.text;

import java.util.regex.Pattern;

/**
 * Breaks up in a text what the tokenizer of any model family would take for a special token: what has the shape of one
 * (bars, capitals, words that are joined by an underscore), and names that have not. Ollama's tokenizers look for
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

    /**
     * {@code <start_of_turn>}, {@code <begin▁of▁sentence>}, {@code <AI>}, {@code <用户>}. A type of C is none,
     * {@code vector<uint8_t>}, nor is a single letter, which stands for a type.
     */
    private static final String SHAPES = "<(?=/?(?:(?!\\w{1,40}_t>)_?[\\p{L}\\d:]{1,40}+[_▁][\\p{L}\\d:_▁]{0,60}>"
            + "|[A-Z][A-Z\\d]{1,40}>|\\p{IsHan}{1,10}>))";

    /** {@code [INST]}, {@code [UNUSED_TOKEN_145]}. */
    private static final String SQUARE_SHAPES = "\\[(?=/?[A-Z][A-Z\\d_]{1,40}])";

    /** Those that have no shape. */
    private static final String ANGLES = "<(?=/?(?:"
            + String.join(
                    "|",
                    // Begin, end, padding: sentencepiece, BERT, Command, InternLM, GLM
                    "s|bos|eos|unk|pad|cls|sep|mask|sop|eop|eot|eod|eoh|eoa|eosys",
                    // Gemma, PaliGemma, ERNIE
                    "escape|unused\\d{1,6}|loc\\d{4}|seg\\d{3}|mask:\\d{1,3}",
                    // Pictures and sound
                    "image|img|video|audio",
                    // Thinking, tools, roles
                    "think|thinking|thought|reasoning|answer|seed:\\w{1,20}|minimax:\\w{1,20}|atem:\\w{1,20}",
                    "tools|toolcall|role|system|user|assistant|human|bot|gpt|model",
                    // Code models
                    "reponame|filename|pr",
                    // Bytes, as sentencepiece writes them
                    "0x[0-9A-Fa-f]{2}")
            + ")>)";

    /** {@code <<SYS>>} */
    private static final String DOUBLE = "<(?=</?[A-Z]{2,20}>>)";

    /** Of Mistral, GLM, Kimi; and Ollama's own place for a picture. */
    private static final String SQUARES = "\\[(?=/?(?:control_\\d{1,6}|[gs]MASK|multimodal|@BOS@|img(?:-\\d{1,9})?)])";

    private static final String OTHERS = "◁(?=/?\\w{1,20}▷)|](?=~!?b[\\[\\]])|\\[(?=e~\\[)"
            + "|>(?=>(?:[A-Z]{5,12})<<)|\\|(?=\\|\\|[A-Z]{2,10}_[A-Z]{2,10}\\|\\|\\|)";

    private static final Pattern TOKEN = Pattern.compile(
            String.join("|", PIPES, END_PIPES, SQUARE_PIPES, SHAPES, ANGLES, DOUBLE, SQUARE_SHAPES, SQUARES, OTHERS));

    private SpecialTokens() {}

    /** The same to a reader, and nothing in it is a token of its own to a model. */
    public static String broken(String text) {
        // Most lines have no sign that a token could begin with, and are read in a small part of the time.
        for (int i = 0; i < text.length(); i++) {
            if (mayBegin(text.charAt(i))) {
                return TOKEN.matcher(text).replaceAll("$0" + WORD_JOINER);
            }
        }
        return text;
    }

    private static boolean mayBegin(char sign) {
        return switch (sign) {
            case '<', '[', ']', '>', '|', '◁' -> true;
            default -> false;
        };
    }
}
