package demi.model.server;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One piece of a streamed reply, whatever the server's protocol calls it.
 *
 * @param text may be empty
 * @param done whether it was the last one
 * @param cut whether the reply ended at the limit of its tokens, or of its window
 * @param error what the server says went wrong, null where nothing did
 * @param usage what the reply took; empty before the last one, and where the server does not say
 */
public record ReplyChunk(
        String text, boolean done, boolean cut, @Nullable String error, Usage usage) {

    /**
     * What a reply took.
     *
     * @param promptTokens all of the prompt; -1 where the server does not say
     * @param cachedTokens of these, those that the server had read before; -1 where it does not say
     * @param replyTokens -1 where the server does not say
     * @param reading how long it took to read what of the prompt was new; zero where the server does not say
     * @param loading how long it took until the model was loaded; zero where the server does not say
     */
    public record Usage(int promptTokens, int cachedTokens, int replyTokens, Duration reading, Duration loading) {
        /** Where nothing is said. */
        public static final Usage NOT_TOLD = new Usage(-1, -1, -1, Duration.ZERO, Duration.ZERO);
    }

    public static ReplyChunk words(String text) {
        return new ReplyChunk(text, false, false, null, Usage.NOT_TOLD);
    }

    public static ReplyChunk end(boolean cut, Usage usage) {
        return new ReplyChunk("", true, cut, null, usage);
    }

    public static ReplyChunk error(String reason) {
        return new ReplyChunk("", false, false, reason, Usage.NOT_TOLD);
    }
}
