package demi.conductor.prompt;

import demi.api.store.MessageStore;
import demi.api.value.PromptMessage;
import demi.api.value.PromptMessage.Role;
import demi.util.OneLine;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What she remembers of a conversation, in the model's own words, for when its oldest part gives way.
 *
 * @param line that stands for it at the head of the transcript
 */
public record ConversationSummary(PromptMessage line) {

    /** Of the answer. */
    public static final int TOKENS = 320;

    private static final String HEAD = MessageStore.SUMMARY_HEAD;
    private static final int LONGEST = 2_000;

    /** Asked at the end of the prompt that the model has just read. */
    public static final PromptMessage QUESTION = new PromptMessage(Role.USER, """
            Step out of the conversation. Before you forget its beginning, write down for yourself, in at most 150 words of \
            plain sentences, what of all this you want to remember: who they are, what happened, what they feel and \
            want, what was promised, what is still open. Keep what your earlier notes say and still matters. Notes only.""");

    /** @param notes null when there are none */
    public static @Nullable ConversationSummary of(@Nullable String notes) {
        return notes == null ? null : new ConversationSummary(new PromptMessage(Role.SYSTEM, HEAD + notes));
    }

    /** The model's answer in one line; null when it is worth nothing: empty, or longer than the transcript it sums up. */
    public static @Nullable String notes(String answer, List<PromptMessage> transcript) {
        String text = OneLine.of(answer);
        int original =
                transcript.stream().mapToInt(line -> line.content().length()).sum();
        return text.isEmpty() || text.length() > LONGEST || text.length() * 2 > original ? null : text;
    }

    static boolean isOne(PromptMessage line) {
        return line.role() == Role.SYSTEM && line.content().startsWith(HEAD);
    }
}
