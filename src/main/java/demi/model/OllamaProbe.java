package demi.model;

import demi.contract.Failure;
import demi.contract.Model;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.util.ArrayList;
import java.util.List;

/** What Ollama is asked beside replies: which models it has, what they can take, what texts mean, and to load one. */
final class OllamaProbe {

    private static final long TIMEOUT_MS = 5_000;
    /** Shorter than anybody who asks over the bus waits. */
    private static final long EMBED_TIMEOUT_MS = 25_000;

    private final WebClient client;
    private final ModelSettings settings;

    OllamaProbe(WebClient client, ModelSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    /** The models' names; fails when Ollama does not answer within 5 seconds as it should. */
    Future<List<String>> models() {
        // A client that is being closed throws.
        return Future.succeededFuture(settings.baseUrl() + "/api/tags")
                .compose(asked -> client.getAbs(asked).timeout(TIMEOUT_MS).send())
                .compose(OllamaProbe::read);
    }

    /** How many tokens the model can take at most; fails where Ollama does not say. */
    Future<Integer> contextLength(String model) {
        return Future.succeededFuture(settings.baseUrl() + "/api/show")
                .compose(asked ->
                        client.postAbs(asked).timeout(TIMEOUT_MS).sendJsonObject(new JsonObject().put("model", model)))
                .compose(response -> length(response.bodyAsJsonObject().getJsonObject("model_info", new JsonObject())));
    }

    private static Future<Integer> length(JsonObject info) {
        return info.fieldNames().stream()
                .filter(name -> name.endsWith(".context_length"))
                .filter(name -> info.getValue(name) instanceof Number length && length.intValue() > 0)
                .findFirst()
                .map(name -> Future.succeededFuture(info.getInteger(name)))
                .orElseGet(() -> Future.failedFuture("no context length"));
    }

    /** Has the model loaded, with this window, which may take minutes. */
    Future<Void> load(String model, int contextWindow) {
        JsonObject request = new JsonObject()
                .put("model", model)
                .put("stream", false)
                .put("keep_alive", settings.keepAlive().toSeconds() + "s")
                .put("options", new JsonObject().put("num_ctx", contextWindow));
        return Future.succeededFuture(settings.baseUrl() + "/api/generate")
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
        return Future.succeededFuture(settings.baseUrl() + "/api/embed")
                .compose(address ->
                        client.postAbs(address).timeout(EMBED_TIMEOUT_MS).sendJsonObject(request))
                .recover(thrown -> Future.failedFuture(new Failure(
                        Failure.Code.UNAVAILABLE, "The embedding model does not answer: " + thrown.getMessage())))
                .compose(response -> Embeddings.read(response, asked.texts().size()));
    }

    private static Future<List<String>> read(HttpResponse<?> response) {
        if (response.statusCode() != 200) {
            return Future.failedFuture("status " + response.statusCode());
        }
        JsonArray models = response.bodyAsJsonObject().getJsonArray("models", new JsonArray());
        List<String> names = new ArrayList<>();
        for (Object model : models) {
            if (model instanceof JsonObject json && json.getValue("name") instanceof String name) {
                names.add(name);
            }
        }
        return Future.succeededFuture(names);
    }
}
