package demi.model;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What Ollama is asked beside replies: which models it has, what they can take, and to load one. */
final class OllamaProbe {

    private static final long TIMEOUT_MS = 5_000;
    private final WebClient client;
    private final ModelSettings settings;
    private final URI server;

    OllamaProbe(WebClient client, ModelSettings settings, URI server) {
        this.client = client;
        this.settings = settings;
        this.server = server;
    }

    /** A model that is there. */
    record Present(String name, long bytes, String parameters, String quantization) {}

    /** What there is; fails when Ollama does not answer within 5 seconds as it should. */
    Future<List<Present>> models() {
        // A client that is being closed throws.
        return Future.succeededFuture(server + "/api/tags")
                .compose(asked -> client.getAbs(asked).timeout(TIMEOUT_MS).send())
                .compose(OllamaProbe::read);
    }

    /**
     * What a model is like.
     *
     * @param contextLength how many tokens it can take at most
     * @param bytesPerToken of its window; 0 where it does not say
     * @param talks false where it is for something else, such as embeddings
     * @param sees whether it can be shown pictures
     */
    record Nature(int contextLength, long bytesPerToken, boolean talks, boolean sees) {}

    /** Fails where Ollama does not say how much the model can take. */
    Future<Nature> nature(String model) {
        return Future.succeededFuture(server + "/api/show")
                .compose(asked ->
                        client.postAbs(asked).timeout(TIMEOUT_MS).sendJsonObject(new JsonObject().put("model", model)))
                .compose(response -> nature(response.bodyAsJsonObject()));
    }

    private static Future<Nature> nature(JsonObject shown) {
        JsonObject info = shown.getJsonObject("model_info", new JsonObject());
        JsonArray can = shown.getValue("capabilities") instanceof JsonArray told ? told : null;
        // Older servers do not tell, but of what a model sees with.
        boolean talks = can == null || can.contains("completion");
        boolean sees = can == null ? shown.getValue("projector_info") instanceof JsonObject : can.contains("vision");
        int length = (int) Fit.number(info, ".context_length");
        return length > 0
                ? Future.succeededFuture(new Nature(length, Fit.bytesPerToken(info), talks, sees))
                : Future.failedFuture("no context length");
    }

    /** Has the model loaded, with this window, which may take minutes. */
    Future<Void> load(String model, int contextWindow) {
        return load(new JsonObject()
                .put("model", model)
                .put("stream", false)
                .put("keep_alive", settings.keepAlive().toSeconds() + "s")
                .put("options", new JsonObject().put("num_ctx", contextWindow)));
    }

    /** Has the model give its memory back. */
    Future<Void> unload(String model) {
        return load(new JsonObject().put("model", model).put("stream", false).put("keep_alive", 0));
    }

    private Future<Void> load(JsonObject request) {
        return Future.succeededFuture(server + "/api/generate")
                .compose(asked -> client.postAbs(asked)
                        .timeout(settings.firstTokenTimeout().toMillis())
                        .sendJsonObject(request))
                .compose(response -> response.statusCode() == 200
                        ? Future.succeededFuture()
                        : Future.failedFuture("status " + response.statusCode()));
    }

    private static Future<List<Present>> read(HttpResponse<?> response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        JsonArray models = response.bodyAsJsonObject().getJsonArray("models", new JsonArray());
        List<Present> present = new ArrayList<>();
        for (Object model : models) {
            if (model instanceof JsonObject json && json.getValue("name") instanceof String name) {
                JsonObject details = json.getValue("details") instanceof JsonObject object ? object : new JsonObject();
                long bytes = json.getValue("size") instanceof Number size ? size.longValue() : 0;
                present.add(
                        new Present(name, bytes, text(details, "parameter_size"), text(details, "quantization_level")));
            }
        }
        return Future.succeededFuture(present);
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }
}
