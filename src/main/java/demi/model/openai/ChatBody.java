package demi.model.openai;

import demi.api.value.PromptMessage;
import demi.model.config.ServingSettings;
import demi.model.server.GenerationRequest;
import demi.model.server.Sampling;
import demi.model.server.ServerProtocol.Wanted;
import demi.model.text.SpecialTokens;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;

/** What is sent to {@code /v1/chat/completions}. */
final class ChatBody {

    /** The first characters of a picture in Base64 tell what it is. */
    private static final String JPEG = "/9j/";

    private static final String GIF = "R0lG";
    private static final String WEBP = "UklG";

    private ChatBody() {}

    /** A completion, streamed. */
    static JsonObject of(ServingSettings settings, Dialect dialect, Wanted wanted) {
        GenerationRequest generation = wanted.generation();
        List<PromptMessage> lines = dialect.layout(wanted.layout()).arrange(generation.messages());
        JsonObject body = new JsonObject()
                .put("model", wanted.model())
                .put("messages", messages(lines, wanted.nature().canSee()))
                .put("max_tokens", Math.max(1, wanted.longest()))
                .put("temperature", Sampling.temperature(settings, generation))
                .put("stream", true);
        if (dialect.tellsUsage()) {
            body.put("stream_options", new JsonObject().put("include_usage", true));
        }
        if (dialect.isToldNotToThink()) {
            body.put("chat_template_kwargs", new JsonObject().put("enable_thinking", false));
        }
        String schema = generation.format();
        if (schema != null) {
            format(body, dialect, schema);
        }
        return body;
    }

    private static void format(JsonObject body, Dialect dialect, String schema) {
        switch (dialect.format()) {
            case SCHEMA ->
                body.put(
                        "response_format",
                        new JsonObject()
                                .put("type", "json_schema")
                                .put(
                                        "json_schema",
                                        new JsonObject()
                                                .put("name", "answer")
                                                .put("strict", true)
                                                .put("schema", new JsonObject(schema))));
            case JSON -> body.put("response_format", new JsonObject().put("type", "json_object"));
            case NONE -> {}
        }
    }

    /** A short one, not streamed, to see how fast the model is. */
    static JsonObject measuring(String model, PromptMessage words, int longest) {
        return new JsonObject()
                .put("model", model)
                .put("messages", messages(List.of(words), false))
                .put("max_tokens", longest)
                .put("temperature", 0);
    }

    static JsonArray messages(List<PromptMessage> lines, boolean sees) {
        JsonArray messages = new JsonArray();
        for (PromptMessage line : lines) {
            String words = SpecialTokens.broken(line.content());
            JsonObject message = new JsonObject().put("role", line.role().name().toLowerCase(Locale.ROOT));
            messages.add(
                    sees && !line.images().isEmpty()
                            ? message.put("content", parts(words, line.images()))
                            : message.put("content", words));
        }
        return messages;
    }

    private static JsonArray parts(String words, List<String> images) {
        JsonArray parts =
                new JsonArray().add(new JsonObject().put("type", "text").put("text", words));
        for (String image : images) {
            String url = "data:" + mediaType(image) + ";base64," + image;
            parts.add(new JsonObject().put("type", "image_url").put("image_url", new JsonObject().put("url", url)));
        }
        return parts;
    }

    private static String mediaType(String image) {
        return image.startsWith(JPEG)
                ? "image/jpeg"
                : image.startsWith(GIF) ? "image/gif" : image.startsWith(WEBP) ? "image/webp" : "image/png";
    }
}
