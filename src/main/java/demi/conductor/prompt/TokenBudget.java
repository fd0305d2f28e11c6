package demi.conductor.prompt;

import demi.api.value.PromptMessage;
import java.util.ArrayList;
import java.util.List;

/**
 * How many tokens a prompt has, estimated from its bytes in UTF-8, since a token holds many letters but often only one
 * of the signs that take three bytes; the ratio is learned from what the model server counts. Errs on the side of more
 * tokens, because a prompt that is too long is refused, or loses its beginning in silence: learns of costlier text at once, of cheaper
 * text slowly.
 */
public final class TokenBudget {

    /** Costlier than most text that small models speak well. */
    private static final double START = 2.8;

    private static final double LEAST = .8;
    private static final double MOST = 4.5;
    /** Where a server refuses what was thought to fit, it has more tokens than any text that is known. */
    private static final double LEAST_REFUSED = .2;

    private static final double LEARNING = .2;
    /** The template around each message: most take 4 to 6. */
    private static final int PER_LINE = 8;
    /** Of these, as many as any template takes. */
    private static final int LEAST_PER_LINE = 3;
    /** What some templates say themselves, such as the date, before all messages. */
    private static final int PER_PROMPT = 48;
    /** What is asked behind a reply, and its answer; at most an eighth of the window. */
    private static final int FOLLOW_UP = 640;
    /** As many as models that see take for one, or nearly. */
    private static final int PER_IMAGE = 1_024;
    /** Bytes of the persona for a token of the budget: about three quarters of it, and always the same, as a prefix is. */
    private static final int PERSONA_BYTES = 2;
    /** What stands for what was left out. */
    private static final String GAP = " […] ";

    private static final int MIN_BYTES = 200;

    private final int longestReply;
    private int tokens;
    private int window;
    private double bytesPerToken = START;

    /** @param contextWindow of the model; what the longest reply takes comes off it */
    public TokenBudget(int contextWindow, int longestReply) {
        this.longestReply = longestReply;
        window(contextWindow);
    }

    /** Another model may take more or less. */
    public final void window(int contextWindow) {
        window = contextWindow;
        int followUp = Math.min(FOLLOW_UP, contextWindow / 8);
        tokens = Math.max(256, contextWindow - longestReply - followUp - contextWindow / 32);
    }

    public boolean fits(List<PromptMessage> lines) {
        return estimate(lines) <= tokens;
    }

    /** Whether at most half of what {@code always} leaves is used, so that many turns pass before the next cut. */
    boolean fitsEasily(List<PromptMessage> lines, List<PromptMessage> always) {
        return estimate(lines) <= (tokens + estimate(always)) / 2;
    }

    /** Whether these lines leave enough for the conversation when every prompt begins with them. */
    public boolean fitsAsPersona(List<PromptMessage> lines) {
        return bytes(lines) <= tokens * PERSONA_BYTES;
    }

    /** Whether three quarters of what {@code always} leaves are used: time to think of what will have to go. */
    public boolean isGettingFull(List<PromptMessage> lines, PromptMessage always) {
        int fixed = estimate(List.of(always));
        return estimate(lines) - fixed > (tokens - fixed) * 3 / 4;
    }

    /**
     * These lines and one more, with room for an answer: where that is too much, without the newest turns, so that the
     * beginning stays the one that the server has read. Empty where even the first line and the last are too much.
     */
    public List<PromptMessage> room(List<PromptMessage> lines, PromptMessage last, int answer) {
        List<PromptMessage> before = new ArrayList<>(lines);
        List<PromptMessage> all = asked(before, last);
        while (estimate(all) + answer > window - window / 32) {
            if (before.size() <= 1) {
                return List.of();
            }
            do {
                before.remove(before.size() - 1);
            } while (before.size() > 1 && before.get(before.size() - 1).role() != PromptMessage.Role.ASSISTANT);
            all = asked(before, last);
        }
        return all;
    }

    /** The person's newest message has no answer: one message with what is asked, as templates want turns. */
    private static List<PromptMessage> asked(List<PromptMessage> before, PromptMessage last) {
        int end = before.size() - 1;
        boolean unanswered = before.get(end).role() == last.role();
        List<PromptMessage> all = new ArrayList<>(before.subList(0, unanswered ? end : end + 1));
        String words = unanswered ? before.get(end).content() + NoteForm.BETWEEN + last.content() : last.content();
        all.add(new PromptMessage(last.role(), words, last.images()));
        return all;
    }

    /** {@code text}, without its middle where it would not fit beside {@code lines}. */
    String clippedBeside(List<PromptMessage> lines, String text) {
        return clipped(text, (int) ((tokens - estimate(lines) - PER_LINE - 1) * bytesPerToken));
    }

    /** The persona, without its middle where it would leave too little for the conversation. */
    String clippedPersona(String persona) {
        return clipped(persona, tokens * PERSONA_BYTES);
    }

    private static String clipped(String text, int bytes) {
        if (bytes(text) <= bytes) {
            return text;
        }
        int half = Math.max(MIN_BYTES, bytes - GAP.length()) / 2;
        int head = 0;
        for (int used = 0; head < text.length() && used < half; head = text.offsetByCodePoints(head, 1)) {
            used += bytes(text.codePointAt(head));
        }
        int tail = text.length();
        for (int used = 0; tail > head && used < half; tail = text.offsetByCodePoints(tail, -1)) {
            used += bytes(text.codePointBefore(tail));
        }
        return text.substring(0, head) + GAP + text.substring(tail);
    }

    /**
     * @param counted by the server for exactly these lines; counts of only what was new to it teach nothing, and a count
     *     that fills the window is one of a prompt that was cut
     */
    public void learn(List<PromptMessage> lines, int counted) {
        int bytes = bytes(lines);
        int text = counted - lines.size() * LEAST_PER_LINE;
        if (counted >= window - window / 32) {
            bytesPerToken = Math.max(LEAST, bytesPerToken / 2);
            return;
        }
        boolean shown = lines.stream().anyMatch(line -> !line.images().isEmpty());
        if (text < bytes / MOST / 2 || text <= 0 || shown) {
            return;
        }
        double seen = Math.max(LEAST, Math.min(MOST, (double) bytes / text));
        bytesPerToken += (seen < bytesPerToken ? 1 : LEARNING) * (seen - bytesPerToken);
    }

    /** The server has refused exactly these lines: they are more than the window, whatever was thought. */
    public void tooLong(List<PromptMessage> lines) {
        // What a picture takes says nothing about words, everybody's.
        if (lines.stream().anyMatch(line -> !line.images().isEmpty())) {
            return;
        }
        int text = Math.max(1, window - fixed(lines));
        double seen = (double) bytes(lines) / text;
        // Also where the rest of it is to blame, so that each refusal makes the next prompt shorter.
        bytesPerToken = Math.max(LEAST_REFUSED, Math.min(seen, bytesPerToken * .8));
    }

    /** Of the longest persona that fits, or nearly. */
    public int mostPersonaTokens() {
        return (int) (tokens * PERSONA_BYTES / bytesPerToken);
    }

    public int estimate(List<PromptMessage> lines) {
        return (int) Math.ceil(bytes(lines) / bytesPerToken) + fixed(lines);
    }

    /** What does not depend on the words. */
    private static int fixed(List<PromptMessage> lines) {
        int images = lines.stream().mapToInt(line -> line.images().size()).sum();
        return PER_PROMPT + lines.size() * PER_LINE + images * PER_IMAGE;
    }

    private static int bytes(List<PromptMessage> lines) {
        return lines.stream().mapToInt(line -> bytes(line.content())).sum();
    }

    private static int bytes(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            // Two of a pair take four.
            bytes += sign < 0x80 ? 0 : sign < 0x800 || Character.isSurrogate(sign) ? 1 : 2;
        }
        return bytes;
    }

    /** Of one character in UTF-8. */
    private static int bytes(int character) {
        return character < 0x80 ? 1 : character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
