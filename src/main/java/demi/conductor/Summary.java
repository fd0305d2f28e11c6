package demi.conductor;

import demi.contract.Line;
import demi.contract.Line.Role;
import demi.contract.OneLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What she remembers of a conversation, in the model's own words, for when its oldest part gives way.
 *
 * @param line that stands for it at the head of the transcript
 */
record Summary(Line line) {

    /** Of the answer. */
    static final int TOKENS = 320;

    private static final String HEAD = "What you remember of the time before, from your own notes: ";
    private static final int LONGEST = 2_000;

    /** Asked at the end of the prompt that the model has just read. */
    static final Line QUESTION = new Line(Role.USER, """
            Step out of the conversation. Before you forget its beginning, write down for yourself, in at most 150 words of \
            plain sentences, what of all this you want to remember: who they are, what happened, what they feel and \
            want, what was promised, what is still open. Keep what your earlier notes say and still matters. Notes only.""");

    /** @param notes null when there are none */
    static @Nullable Summary of(@Nullable String notes) {
        return notes == null ? null : new Summary(new Line(Role.SYSTEM, HEAD + notes));
    }

    /** The model's answer in one line; null when it is worth nothing: empty, or longer than the transcript it sums up. */
    static @Nullable String notes(String answer, List<Line> transcript) {
        String text = OneLine.of(answer);
        int original =
                transcript.stream().mapToInt(line -> line.content().length()).sum();
        return text.isEmpty() || text.length() > LONGEST || text.length() * 2 > original ? null : text;
    }

    static boolean isOne(Line line) {
        return line.role() == Role.SYSTEM && line.content().startsWith(HEAD);
    }
}
