package demi.model;

import java.util.List;

/**
 * Takes out of a streamed reply what is the model's own bookkeeping: special tokens such as {@code <|eot_id|>},
 * thinking between {@code <think>} tags, and control characters but line ends and tabs. Markers may be split anywhere between two pieces, so a piece that might be
 * the beginning of one is held back until it is clear. One instance a reply.
 */
final class ReplyFilter {

    private static final String THINK = "<think>";
    private static final String END_THINK = "</think>";
    private static final String PIPE = "<|";
    private static final String END_PIPE = "|>";
    private static final List<String> WORDS = List.of(
            "<s>", "</s>", "[INST]", "[/INST]", "<start_of_turn>", "<end_of_turn>", "<eos>", "<bos>", "<unk>", "<pad>");
    /** No special token is longer; what is, is text. */
    private static final int LONGEST_PIPE = 64;

    private final StringBuilder held = new StringBuilder();
    private boolean thinking;

    /** The part of all pieces so far that is certainly text and was not given out before. */
    String accept(String piece) {
        held.append(piece);
        StringBuilder clean = new StringBuilder();
        int at = 0;
        while (at < held.length()) {
            int consumed = thinking ? skipThinking(at) : takeText(at, clean);
            if (consumed == 0) {
                break;
            }
            at += consumed;
        }
        held.delete(0, at);
        return clean.toString();
    }

    /** What was held back, now that nothing more comes. */
    String end() {
        String rest = thinking ? "" : held.toString();
        held.setLength(0);
        return rest;
    }

    /** How many characters were used up; 0 when more has to come first. */
    private int skipThinking(int at) {
        int end = held.indexOf(END_THINK, at);
        if (end >= 0) {
            thinking = false;
            return end + END_THINK.length() - at;
        }
        return Math.max(0, held.length() - at - END_THINK.length());
    }

    private int takeText(int at, StringBuilder clean) {
        char c = held.charAt(at);
        if (c != '<' && c != '[') {
            if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
                clean.append(c);
            }
            return 1;
        }
        if (startsWith(THINK, at)) {
            thinking = true;
            return THINK.length();
        }
        for (String word : WORDS) {
            if (startsWith(word, at)) {
                return word.length();
            }
        }
        if (startsWith(PIPE, at)) {
            int end = held.indexOf(END_PIPE, at + PIPE.length());
            if (end >= 0 && end - at <= LONGEST_PIPE) {
                return end + END_PIPE.length() - at;
            }
            if (held.length() - at <= LONGEST_PIPE) {
                return 0;
            }
        } else if (mayBecomeMarker(at)) {
            return 0;
        }
        clean.append(c);
        return 1;
    }

    private boolean mayBecomeMarker(int at) {
        String tail = held.substring(at, Math.min(held.length(), at + 16));
        return THINK.startsWith(tail)
                || PIPE.startsWith(tail)
                || WORDS.stream().anyMatch(word -> word.startsWith(tail));
    }

    private boolean startsWith(String marker, int at) {
        return held.length() - at >= marker.length() && held.indexOf(marker, at) == at;
    }
}
