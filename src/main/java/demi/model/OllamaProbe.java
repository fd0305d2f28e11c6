package demi.model;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What Ollama is asked beside replies: which models it has, what they can take, and to load one. */
final class OllamaProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Vertx vertx;
    private final ModelSettings settings;
    private final URI server;

    OllamaProbe(Vertx vertx, ModelSettings settings, URI server) {
        this.vertx = vertx;
        this.settings = settings;
        this.server = server;
    }

    /**
     * What the server answers with status 200, whole, in time. The time-outs of a web client end with the head of a response, and
     * it cannot cut off a body that stalls: each question has a client of its own, which is closed with its connection.
     */
    private Future<JsonObject> ask(HttpMethod method, String path, @Nullable JsonObject body, Duration within) {
        WebClient client = WebClient.create(vertx, new WebClientOptions().setConnectTimeout((int)
                        settings.connectTimeout().toMillis()));
        return Future.succeededFuture(server + path)
                .map(address -> client.requestAbs(method, address))
                .compose(request -> body == null ? request.send() : request.sendJsonObject(body))
                .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(asked -> client.close())
                .compose(response -> response.statusCode() == 200
                        ? Future.succeededFuture(response.bodyAsJsonObject())
                        : Future.failedFuture("status " + response.statusCode()));
    }

    /** A model that is there. */
    record Present(String name, long bytes, String parameters, String quantization) {}

    /** What there is; fails when Ollama has not answered within 5 seconds, to the last byte, as it should. */
    Future<List<Present>> models() {
        return ask(HttpMethod.GET, "/api/tags", null, PATIENCE).map(OllamaProbe::read);
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
        return ask(HttpMethod.POST, "/api/show", new JsonObject().put("model", model), PATIENCE)
                .compose(OllamaProbe::nature);
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
        return ask(HttpMethod.POST, "/api/generate", request, settings.firstTokenTimeout())
                .mapEmpty();
    }

    private static List<Present> read(JsonObject listed) {
        JsonArray models = listed.getJsonArray("models", new JsonArray());
        List<Present> present = new ArrayList<>();
        for (Object model : models) {
            if (model instanceof JsonObject json && json.getValue("name") instanceof String name) {
                JsonObject details = json.getValue("details") instanceof JsonObject object ? object : new JsonObject();
                long bytes = json.getValue("size") instanceof Number size ? size.longValue() : 0;
                present.add(
                        new Present(name, bytes, text(details, "parameter_size"), text(details, "quantization_level")));
            }
        }
        return present;
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }
}
