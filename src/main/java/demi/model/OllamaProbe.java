package demi.model;

import demi.contract.Failure;
import demi.contract.Model;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** What Ollama is asked beside replies: which models it has, what they can take, what texts mean, and to load one. */
final class OllamaProbe {

    private static final long TIMEOUT_MS = 5_000;
    /** Shorter than anybody who asks over the bus waits. */
    private static final long EMBED_TIMEOUT_MS = 25_000;

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
     */
    record Nature(int contextLength, long bytesPerToken) {}

    /** Fails where Ollama does not say how much the model can take. */
    Future<Nature> nature(String model) {
        return Future.succeededFuture(server + "/api/show")
                .compose(asked ->
                        client.postAbs(asked).timeout(TIMEOUT_MS).sendJsonObject(new JsonObject().put("model", model)))
                .compose(response -> nature(response.bodyAsJsonObject().getJsonObject("model_info", new JsonObject())));
    }

    private static Future<Nature> nature(JsonObject info) {
        int length = (int) Fit.number(info, ".context_length");
        return length > 0
                ? Future.succeededFuture(new Nature(length, Fit.bytesPerToken(info)))
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

    /** What these texts mean; fails INVALID when the answer does not fit the question. */
    Future<Model.Embedded> embed(Model.Embed asked) {
        JsonObject request = new JsonObject()
                .put("model", asked.model())
                .put("input", new JsonArray(asked.texts()))
                .put("keep_alive", settings.keepAlive().toSeconds() + "s");
        return Future.succeededFuture(server + "/api/embed")
                .compose(address ->
                        client.postAbs(address).timeout(EMBED_TIMEOUT_MS).sendJsonObject(request))
                .recover(thrown -> Future.failedFuture(new Failure(
                        Failure.Code.UNAVAILABLE, "The embedding model does not answer: " + thrown.getMessage())))
                .compose(response -> Embeddings.read(response, asked.texts().size()));
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
