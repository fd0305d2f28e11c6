package demi.model;

import java.util.List;

/**
 * Takes out of a streamed reply what is the model's own bookkeeping: special tokens such as {@code <|eot_id|>},
 * thinking between {@code <think>} tags, and control characters but line ends and tabs. Markers may be split anywhere between two pieces, so a piece that might be
 * the beginning of one is held back until it is clear. One instance a reply.
 *
 * <p>Some templates open the thinking in the prompt, so that only its end comes: what was given out before that was
 * thinking, too, and {@link #startsAnew} says so. Of a model that has done so before nothing is given out until then.
 */
final class ReplyFilter {

    private static final List<String> THINK = List.of("<think>", "<thinking>");
    private static final List<String> END_THINK = List.of("</think>", "</thinking>");
    private static final int LONGEST_TAG = "</thinking>".length();
    private static final String PIPE = "<|";
    private static final String END_PIPE = "|>";
    private static final List<String> WORDS = List.of(
            "<s>", "</s>", "[INST]", "[/INST]", "<start_of_turn>", "<end_of_turn>", "<eos>", "<bos>", "<unk>", "<pad>");
    /** No special token is longer; what is, is text. */
    private static final int LONGEST_PIPE = 64;

    private final StringBuilder held = new StringBuilder();
    /** What may be thinking that the prompt has opened; the reply itself, if it never ends. */
    private final StringBuilder maybeThought = new StringBuilder();

    private boolean thinking;
    private boolean waits;
    private boolean anew;

    /** @param thinksFirst whether the model is known to think before it speaks, without saying where that begins */
    ReplyFilter(boolean thinksFirst) {
        this.waits = thinksFirst;
    }

    /** The part of all pieces so far that is certainly text and was not given out before. */
    String accept(String piece) {
        held.append(piece);
        StringBuilder clean = waits ? maybeThought : new StringBuilder();
        int at = 0;
        while (at < held.length()) {
            int consumed = thinking ? skipThinking(at) : takeText(at, clean);
            if (consumed == 0) {
                break;
            }
            at += consumed;
            if (clean == maybeThought && !waits) {
                clean = new StringBuilder();
            }
        }
        held.delete(0, at);
        return waits ? "" : clean.toString();
    }

    /** Whether, since this was last asked, everything given out before has turned out to be thinking. */
    boolean startsAnew() {
        boolean now = anew;
        anew = false;
        return now;
    }

    /**
     * What was held back, now that nothing more comes.
     *
     * @param cut whether more would have come: then it was still thinking
     */
    String end(boolean cut) {
        String rest = thinking || (waits && cut) ? "" : maybeThought.toString() + held;
        held.setLength(0);
        maybeThought.setLength(0);
        return rest;
    }

    /** How many characters were used up; 0 when more has to come first. */
    private int skipThinking(int at) {
        for (int i = at; i < held.length(); i++) {
            int end = tag(END_THINK, i);
            if (end > 0) {
                thinking = false;
                return i + end - at;
            }
        }
        return Math.max(0, held.length() - at - LONGEST_TAG);
    }

    private int takeText(int at, StringBuilder clean) {
        char c = held.charAt(at);
        if (c != '<' && c != '[') {
            if (!Character.isISOControl(c) || c == '\n' || c == '\t') {
                clean.append(c);
            }
            return 1;
        }
        int opening = tag(THINK, at);
        if (opening > 0) {
            thinking = true;
            return opening;
        }
        int closing = tag(END_THINK, at);
        if (closing > 0) {
            clean.setLength(0);
            anew = true;
            waits = false;
            return closing;
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
        int length = Math.min(16, held.length() - at);
        String tail = held.substring(at, at + length);
        return isBegun(THINK, tail)
                || isBegun(END_THINK, tail)
                || PIPE.startsWith(tail)
                || WORDS.stream().anyMatch(word -> word.startsWith(tail));
    }

    private static boolean isBegun(List<String> tags, String tail) {
        return tags.stream().anyMatch(tag -> tag.regionMatches(true, 0, tail, 0, tail.length()));
    }

    /** The length of the one of these that stands here, in whatever case; 0 for none. */
    private int tag(List<String> tags, int at) {
        for (String tag : tags) {
            if (held.length() - at >= tag.length() && tag.equalsIgnoreCase(held.substring(at, at + tag.length()))) {
                return tag.length();
            }
        }
        return 0;
    }

    private boolean startsWith(String marker, int at) {
        return held.length() - at >= marker.length() && held.indexOf(marker, at) == at;
    }
}
