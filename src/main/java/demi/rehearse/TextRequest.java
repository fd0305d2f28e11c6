package demi.rehearse;

import demi.rehearse.request.KeepAlive;
import demi.rehearse.request.Refusal;
import demi.rehearse.request.RequestFields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request to {@code /api/chat} or {@code /api/generate}, read in the order in which Ollama looks at it.
 *
 * @param sent the model's name as it was sent, which is how answers name it
 * @param model the model that is meant
 * @param script as the script gets it
 * @param prompt the messages that are rendered: with a tag where a picture is
 */
record TextRequest(
        boolean chat,
        String sent,
        String model,
        Script.Request script,
        List<Script.Message> prompt,
        int images,
        Flags flags,
        Duration keepAlive,
        @Nullable Object think) {

    record Flags(boolean stream, boolean truncate, boolean shift, boolean renderOnly) {}

    private static final Set<String> LEVELS = Set.of("high", "medium", "low");

    static TextRequest read(RequestFields fields, boolean chat, List<String> present) {
        String sent = fields.text("model");
        JsonObject options = fields.map("options");
        Flags flags = new Flags(
                fields.flag("stream", true),
                fields.flag("truncate", true),
                fields.flag("shift", true),
                fields.flag("_debug_render_only", false));
        Duration keepAlive = KeepAlive.read(fields.json().getValue("keep_alive"));
        Object think = think(fields.json().getValue("think"));
        List<Script.Message> said = new ArrayList<>();
        List<Script.Message> prompt = new ArrayList<>();
        int images = chat ? messages(fields, said, prompt) : prompt(fields, said, prompt);
        String model = ModelCard.named(sent, present);
        if (model == null) {
            throw missing(sent, chat);
        }
        Script.Request script = new Script.Request(sent, said, options, fields.json());
        return new TextRequest(chat, sent, model, script, List.copyOf(prompt), images, flags, keepAlive, think);
    }

    /** Only has its model loaded, or given up. */
    boolean empty() {
        return prompt.isEmpty();
    }

    boolean unloads() {
        return keepAlive.isZero();
    }

    boolean wantsThinking() {
        return think != null && !think.equals(false);
    }

    private static Refusal missing(String sent, boolean chat) {
        return chat && !ModelCard.isName(sent)
                ? new Refusal(400, "model is required")
                : new Refusal(404, "model '" + sent + "' not found");
    }

    private static @Nullable Object think(@Nullable Object value) {
        if (value instanceof String level && !LEVELS.contains(level)) {
            throw new Refusal(
                    400,
                    "invalid think value: \"" + level + "\" (must be \"high\", \"medium\", \"low\", true, or false)");
        }
        if (value == null || value instanceof Boolean || value instanceof String) {
            return value;
        }
        throw new Refusal(400, "think must be a boolean or string (\"high\", \"medium\", \"low\", true, or false)");
    }

    private static int messages(RequestFields fields, List<Script.Message> said, List<Script.Message> prompt) {
        int images = 0;
        for (Object message : fields.list("messages", "[]api.Message")) {
            if (!(message instanceof JsonObject json)) {
                throw new Refusal(400, fields.unmarshal(String.valueOf(message), "messages", "api.Message"));
            }
            RequestFields inner = fields.within(json, "messages");
            StringBuilder tags = new StringBuilder();
            for (Object image : inner.list("images", "[]api.ImageData")) {
                decode(image);
                tags.append("[img-").append(images++).append(']');
            }
            String content = inner.text("content");
            said.add(new Script.Message(inner.text("role"), content));
            prompt.add(new Script.Message(inner.text("role"), tags + content));
        }
        return images;
    }

    private static int prompt(RequestFields fields, List<Script.Message> said, List<Script.Message> prompt) {
        String words = fields.text("prompt");
        String system = fields.text("system");
        JsonArray images = fields.list("images", "[]api.ImageData");
        images.forEach(TextRequest::decode);
        if (words.isEmpty()) {
            return 0;
        }
        if (!system.isEmpty()) {
            said.add(new Script.Message("system", system));
        }
        said.add(new Script.Message("user", words));
        prompt.addAll(said);
        return images.size();
    }

    private static void decode(Object image) {
        try {
            Base64.getDecoder().decode(String.valueOf(image));
        } catch (IllegalArgumentException broken) {
            throw new Refusal(400, "illegal base64 data at input byte 0");
        }
    }
}
