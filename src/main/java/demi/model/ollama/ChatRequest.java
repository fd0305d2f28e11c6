package demi.model.ollama;

import demi.api.value.PromptMessage;
import demi.model.config.ServingSettings;
import demi.model.profile.ModelNature;
import demi.model.server.GenerationRequest;
import demi.model.server.Sampling;
import demi.model.server.ServerProtocol.Wanted;
import demi.model.text.SpecialTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** What is sent to {@code /api/chat}. */
final class ChatRequest {

    private ChatRequest() {}

    /** A completion, streamed. */
    static JsonObject of(ServingSettings settings, ModelNature nature, Wanted wanted) {
        JsonObject body = about(settings.keepAlive(), wanted.model(), nature, wanted.window());
        GenerationRequest generation = wanted.generation();
        String format = generation.format();
        if (format != null) {
            body.put("format", new JsonObject(format));
        }
        body.getJsonObject("options")
                // For Ollama, 0 is no limit.
                .put("num_predict", Math.max(1, wanted.longest()))
                .put("temperature", Sampling.temperature(settings, generation));
        return body.put("messages", messages(wanted.layout().arrange(generation.messages()), nature.canSee()))
                .put("stream", true)
                // Too long is told, not shortened in silence; and a full window ends the reply instead of her memory.
                .put("truncate", false)
                .put("shift", false);
    }

    /** Asks how the model's template renders these messages; a server that does not know that answers with a token. */
    static JsonObject rendering(
            ServingSettings settings, String model, ModelNature nature, int window, List<PromptMessage> messages) {
        JsonObject body = about(settings.keepAlive(), model, nature, window);
        body.getJsonObject("options").put("num_predict", 1);
        return body.put("messages", messages(messages, false))
                .put("stream", false)
                .put("_debug_render_only", true);
    }

    /** What has to be the same in all requests: another window would have the model loaded again. */
    private static JsonObject about(Duration keepAlive, String model, ModelNature nature, int window) {
        JsonObject body = new JsonObject()
                .put("model", model)
                .put("keep_alive", keepAlive.toSeconds() + "s")
                .put("options", new JsonObject().put("num_ctx", window));
        return nature.think() == null ? body : body.put("think", nature.think());
    }

    private static JsonArray messages(List<PromptMessage> lines, boolean sees) {
        JsonArray messages = new JsonArray();
        for (PromptMessage line : lines) {
            JsonObject message = new JsonObject()
                    .put("role", line.role().name().toLowerCase(Locale.ROOT))
                    .put("content", SpecialTokens.broken(line.content()));
            if (sees && !line.images().isEmpty()) {
                message.put("images", new JsonArray(line.images()));
            }
            messages.add(message);
        }
        return messages;
    }
}
