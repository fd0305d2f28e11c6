package demi.model.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import demi.model.server.ReplyChunk;
import demi.model.server.ReplyChunk.Usage;
import demi.model.server.ReplyReader;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reply, from its stream of events, or from one JSON body where the server does not stream. It is whole once a choice has a
 * {@code finish_reason}; what it took may come with that, in an event behind it, or never, and so may {@code [DONE]}.
 */
final class CompletionReader implements ReplyReader {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DONE = "[DONE]";
    /** Of an answer that is no stream. */
    private static final int LONGEST = 1 << 20;

    private final EventLines events = new EventLines();
    private final Runnable onThought;
    private @Nullable StringBuilder plain;
    private boolean hasBegun;
    private boolean isFinished;
    private boolean isOver;
    private boolean cut;
    private Usage usage = Usage.NOT_TOLD;

    /** @param onThought called where the server tells thinking apart from the reply */
    CompletionReader(Runnable onThought) {
        this.onThought = onThought;
    }

    @Override
    public List<ReplyChunk> line(Buffer line) {
        if (plain == null && !hasBegun && isJson(line)) {
            plain = new StringBuilder();
        }
        hasBegun |= line.length() > 0;
        if (plain != null) {
            if (plain.length() + line.length() > LONGEST) {
                throw new IllegalArgumentException("too long an answer");
            }
            plain.append(line.toString()).append('\n');
            return List.of();
        }
        return read(events.line(line));
    }

    private static boolean isJson(Buffer line) {
        for (int i = 0; i < line.length(); i++) {
            if (line.getByte(i) > ' ' || line.getByte(i) < 0) {
                return line.getByte(i) == '{';
            }
        }
        return false;
    }

    @Override
    public List<ReplyChunk> end() {
        List<ReplyChunk> rest = new ArrayList<>();
        if (plain != null) {
            rest.addAll(read(plain.toString()));
            plain = null;
        } else {
            rest.addAll(read(events.end()));
        }
        if (isFinished) {
            rest.addAll(over());
        }
        return rest;
    }

    @Override
    public boolean isWhole() {
        return isFinished && !isOver;
    }

    private List<ReplyChunk> over() {
        if (isOver) {
            return List.of();
        }
        isOver = true;
        return List.of(ReplyChunk.end(cut, usage));
    }

    private List<ReplyChunk> read(@Nullable String data) {
        if (data == null || data.isBlank() || isOver) {
            return List.of();
        }
        if (data.strip().equals(DONE)) {
            return isFinished ? over() : List.of();
        }
        JsonNode json;
        try {
            json = JSON.readTree(data);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON");
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        String error = OpenAiRefusal.reason(json);
        if (error != null) {
            return List.of(ReplyChunk.error(error));
        }
        took(json);
        List<ReplyChunk> chunks = new ArrayList<>();
        // Others than the first were not asked for.
        choice(json.path("choices").path(0), chunks);
        if (isFinished && usage.promptTokens() >= 0) {
            chunks.addAll(over());
        }
        return chunks;
    }

    private void choice(JsonNode choice, List<ReplyChunk> chunks) {
        JsonNode said = choice.has("delta") ? choice.path("delta") : choice.path("message");
        String text = said.path("content").asText("");
        boolean thought = !said.path("reasoning_content").asText("").isEmpty()
                || !said.path("reasoning").asText("").isEmpty();
        if (thought) {
            onThought.run();
        }
        // The first event of some servers comes before they read the prompt, and says nothing.
        if (!text.isEmpty() || thought) {
            chunks.add(ReplyChunk.words(text));
        }
        if (choice.hasNonNull("finish_reason")) {
            isFinished = true;
            cut = choice.path("finish_reason").asText().equals("length");
        }
    }

    /** vLLM and others send what it took so far with each event; the newest counts. */
    private void took(JsonNode json) {
        JsonNode told = json.path("usage");
        JsonNode timings = json.path("timings");
        if (!told.isObject() && !timings.isObject()) {
            return;
        }
        // llama.cpp counts as read only what was new to it.
        int cached = timings.path("cache_n").asInt(-1);
        int read = timings.path("prompt_n").asInt(-1);
        int prompt = told.path("prompt_tokens").asInt(read < 0 ? usage.promptTokens() : read + Math.max(0, cached));
        int known = told.path("prompt_tokens_details")
                .path("cached_tokens")
                .asInt(cached >= 0 ? cached : usage.cachedTokens());
        int reply =
                told.path("completion_tokens").asInt(timings.path("predicted_n").asInt(usage.replyTokens()));
        Duration reading = timings.has("prompt_ms")
                ? Duration.ofNanos((long) (Math.max(0, timings.path("prompt_ms").asDouble()) * 1e6))
                : usage.reading();
        usage = new Usage(prompt, Math.min(known, prompt), reply, reading, Duration.ZERO);
    }
}
