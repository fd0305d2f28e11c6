package demi.model.ollama;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.model.server.ReplyChunk;
import demi.model.server.ReplyChunk.Usage;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;

/** Reads one line of Ollama's streamed answer to {@code /api/chat}. */
final class ChatChunk {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String NO_REPLY = "the model was loaded, and nothing answered";

    private ChatChunk() {}

    /** @throws IllegalArgumentException when it is no such line */
    static ReplyChunk parse(Buffer line) {
        JsonNode json;
        try {
            json = JSON.readTree(line.toString());
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        boolean done = json.path("done").asBoolean(false);
        String reason = json.path("done_reason").asText("");
        if (json.hasNonNull("error")) {
            return ReplyChunk.error(json.path("error").asText());
        }
        if (done && (reason.equals("load") || reason.equals("unload"))) {
            return ReplyChunk.error(NO_REPLY);
        }
        Usage usage = new Usage(
                json.path("prompt_eval_count").asInt(-1),
                // All of them are counted, read before or not.
                -1,
                json.path("eval_count").asInt(-1),
                nanos(json, "prompt_eval_duration"),
                nanos(json, "load_duration"));
        return new ReplyChunk(
                json.path("message").path("content").asText(""), done, reason.equals("length"), null, usage);
    }

    private static Duration nanos(JsonNode json, String name) {
        return Duration.ofNanos(Math.max(0, json.path(name).asLong(0)));
    }

    /** Whether there is nothing in a line of the stream. */
    static boolean isBlank(Buffer line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.getByte(i) > ' ' || line.getByte(i) < 0) {
                return false;
            }
        }
        return true;
    }
}
