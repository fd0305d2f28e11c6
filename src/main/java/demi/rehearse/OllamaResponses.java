package demi.rehearse;

import demi.rehearse.request.Refusal;
import demi.rehearse.request.TokenEstimate;
import demi.util.WallTime;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The shapes of Ollama's JSON that do not depend on a script. */
@WallTime("timestamps as Ollama writes them")
final class OllamaResponses {
    static final String JSON = "application/json; charset=utf-8";
    static final String LINES = "application/x-ndjson";
    static final String VERSION = "0.17.4";
    /** What llama3.2 can take; what is used of it is {@code num_ctx}. */
    static final int CONTEXT_LENGTH = 131_072;

    static final int EMBEDDING = 32;
    private static final Instant MODIFIED = Instant.parse("2026-01-01T00:00:00Z");

    private OllamaResponses() {}

    static JsonObject head(String model) {
        return new JsonObject()
                .put("model", model)
                .put("created_at", Instant.now().toString());
    }

    static JsonObject error(String message) {
        return new JsonObject().put("error", message);
    }

    static void send(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status).putHeader("Content-Type", JSON).end(body.toBuffer());
    }

    /** @param streaming whether lines were asked for, and none was sent yet */
    static void refuse(HttpServerResponse response, boolean streaming, Refusal refusal) {
        response.setStatusCode(refusal.status())
                .putHeader("Content-Type", streaming ? "application/json" : JSON)
                .end(error(refusal.sentence()).toBuffer());
    }

    static JsonObject tags(List<String> models) {
        return models(models.stream()
                .map(name -> listed(name).put("modified_at", MODIFIED.toString()))
                .toList());
    }

    static JsonObject show(String model, ChatTemplate template, int contextLength) {
        return new JsonObject()
                .put("modelfile", "FROM " + model)
                .put("template", ModelCard.embeds(model) ? "{{ .Prompt }}" : template.source())
                .put("details", details(model))
                .put("model_info", ModelCard.info(model, template, contextLength, EMBEDDING))
                .put("capabilities", ModelCard.capabilities(model))
                .put("modified_at", MODIFIED.toString());
    }

    /** What {@code _debug_render_only} brings. */
    static JsonObject rendered(String model, boolean chat, String text, int images) {
        JsonObject debug = new JsonObject().put("rendered_template", text);
        if (images > 0) {
            debug.put("image_count", images);
        }
        JsonObject answer = head(model).put("done", false).put("_debug_info", debug);
        return chat
                ? answer.put("message", new JsonObject().put("role", "").put("content", ""))
                : answer.put("response", "");
    }

    static JsonObject loaded(String model, boolean chat, boolean unload) {
        JsonObject loaded = head(model).put("done", true).put("done_reason", unload ? "unload" : "load");
        return chat
                ? loaded.put(
                        "message", new JsonObject().put("role", "assistant").put("content", ""))
                : loaded.put("response", "");
    }

    /** Texts that share words have similar vectors; the same text always has the same. */
    static JsonObject embeddings(String model, List<String> texts, int size) {
        JsonArray all = new JsonArray();
        texts.forEach(text -> all.add(vector(text, size)));
        int tokens =
                texts.stream().mapToInt(text -> TokenEstimate.of(text).size()).sum();
        return new JsonObject()
                .put("model", model)
                .put("embeddings", all)
                .put("total_duration", 1_000_000)
                .put("load_duration", 100_000)
                .put("prompt_eval_count", tokens);
    }

    /** What comes of no words at all. */
    static JsonObject noEmbeddings(String model) {
        return new JsonObject().put("model", model).put("embeddings", new JsonArray());
    }

    /** The lines of a pull of a model that nobody has. */
    static List<JsonObject> notPulled() {
        return List.of(status("pulling manifest"), error("pull model manifest: file does not exist"));
    }

    /** The lines of a pull that succeeds. */
    static List<JsonObject> pulled(String model) {
        String layer = "sha256:" + digest(model);
        JsonObject part = status("pulling " + digest(model).substring(0, 12))
                .put("digest", layer)
                .put("total", 1000);
        return List.of(
                status("pulling manifest"),
                part,
                part.copy().put("completed", 400),
                part.copy().put("completed", 1000),
                status("verifying sha256 digest"),
                status("writing manifest"),
                status("success"));
    }

    private static JsonObject status(String status) {
        return new JsonObject().put("status", status);
    }

    static JsonObject models(List<JsonObject> models) {
        return new JsonObject().put("models", new JsonArray(models));
    }

    static JsonObject listed(String model) {
        return new JsonObject()
                .put("name", model)
                .put("model", model)
                .put("size", size(model))
                .put("digest", digest(model))
                .put("details", details(model));
    }

    private static long size(String model) {
        return model.endsWith("7b") || model.endsWith("8b")
                ? 4_920_753_328L
                : model.endsWith("3b") ? 2_019_393_189L : 1_321_098_329L;
    }

    private static JsonObject details(String model) {
        String family = ModelCard.family(model);
        return new JsonObject()
                .put("parent_model", "")
                .put("format", "gguf")
                .put("family", family)
                .put("families", new JsonArray().add(family))
                .put("parameter_size", model.endsWith("3b") ? "3.2B" : "1.2B")
                .put("quantization_level", "Q8_0");
    }

    private static String digest(String model) {
        return String.format("%08x", model.hashCode()).repeat(8);
    }

    private static JsonArray vector(String text, int size) {
        double[] sums = new double[size];
        for (String word : text.toLowerCase(Locale.ROOT).split("\\W+", -1)) {
            int hash = word.hashCode() * 0x9E3779B9;
            sums[(hash >>> 1) % size] += (hash & 1) == 0 ? 1 : -1;
        }
        double square = 0;
        for (double sum : sums) {
            square += sum * sum;
        }
        JsonArray vector = new JsonArray();
        for (double sum : sums) {
            vector.add(square == 0 ? 0 : sum / Math.sqrt(square));
        }
        return vector;
    }
}
