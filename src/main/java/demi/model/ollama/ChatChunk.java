package demi.model.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One line of Ollama's streamed answer to {@code /api/chat}.
 *
 * @param error what Ollama says went wrong, null where nothing did
 * @param reason why it is done; empty where it is not, or does not say
 * @param promptTokens -1 where it does not say
 * @param reading how long it took to read what of the prompt was new; zero where it does not say
 * @param loading how long it took until the model was loaded; zero where it does not say
 */
public record ChatChunk(
        String text,
        boolean done,
        String reason,
        @Nullable String error,
        int promptTokens,
        int replyTokens,
        Duration reading,
        Duration loading) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException when it is no such line */
    public static ChatChunk parse(Buffer line) {
        JsonNode json;
        try {
            json = JSON.readTree(line.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return new ChatChunk(
                json.path("message").path("content").asText(""),
                json.path("done").asBoolean(false),
                json.path("done_reason").asText(""),
                json.hasNonNull("error") ? json.path("error").asText() : null,
                json.path("prompt_eval_count").asInt(-1),
                json.path("eval_count").asInt(-1),
                Duration.ofNanos(Math.max(0, json.path("prompt_eval_duration").asLong(0))),
                Duration.ofNanos(Math.max(0, json.path("load_duration").asLong(0))));
    }

    /** Whether it ended at the limit of its tokens, or of its window. */
    public boolean cut() {
        return reason.equals("length");
    }

    /** Whether the model was only loaded or unloaded: nothing was answered. */
    public boolean isNoReply() {
        return done && (reason.equals("load") || reason.equals("unload"));
    }

    /** Whether there is nothing in a line of the stream. */
    public static boolean isBlank(Buffer line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.getByte(i) > ' ' || line.getByte(i) < 0) {
                return false;
            }
        }
        return true;
    }
}
