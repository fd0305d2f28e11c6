package demi.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One line of Ollama's streamed answer to {@code /api/chat}.
 *
 * @param error what Ollama says went wrong, null where nothing did
 * @param promptTokens -1 where it does not say
 */
record ChatLine(
        String text, boolean done, boolean cut, @Nullable String error, int promptTokens, int replyTokens) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException when it is no such line */
    static ChatLine parse(Buffer line) {
        JsonNode json;
        try {
            json = JSON.readTree(line.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        return new ChatLine(
                json.path("message").path("content").asText(""),
                json.path("done").asBoolean(false),
                "length".equals(json.path("done_reason").asText()),
                json.hasNonNull("error") ? json.path("error").asText() : null,
                json.path("prompt_eval_count").asInt(-1),
                json.path("eval_count").asInt(-1));
    }
}
