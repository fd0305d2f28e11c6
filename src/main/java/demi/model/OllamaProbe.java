package demi.model;

import demi.contract.Exchange;
import demi.contract.Exchange.Answer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What Ollama is asked beside replies: which models it has, what they can take, and to load one. */
final class OllamaProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A license or two, and the names of all layers. */
    private static final int LONGEST_ANSWER = 1 << 24;

    private final Vertx vertx;
    private final HttpClient client;
    private final ModelSettings settings;
    private final URI server;

    OllamaProbe(Vertx vertx, HttpClient client, ModelSettings settings, URI server) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.server = server;
    }

    /** A model that is there. */
    record Present(String name, long bytes, String parameters, String quantization) {}

    /** What there is; fails when Ollama has not answered within 5 seconds, to the last byte, as it should. */
    Future<List<Present>> models() {
        return ask(HttpMethod.GET, "/api/tags", Buffer.buffer(), PATIENCE)
                .map(answer -> read(new JsonObject(answer.body())));
    }

    private Future<Answer> ask(HttpMethod method, String path, Buffer body, Duration within) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(server + path)
                .setConnectTimeout(settings.connectTimeout().toMillis());
        if (body.length() > 0) {
            options.putHeader("Content-Type", "application/json");
        }
        return Exchange.whole(vertx, client, options, body, within, LONGEST_ANSWER)
                .outcome()
                .compose(answer -> answer.status() == 200
                        ? Future.succeededFuture(answer)
                        : Future.failedFuture("status " + answer.status()));
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
        Buffer body = new JsonObject().put("model", model).toBuffer();
        return ask(HttpMethod.POST, "/api/show", body, PATIENCE)
                .compose(answer -> nature(new JsonObject(answer.body())));
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
        return ask(HttpMethod.POST, "/api/generate", request.toBuffer(), settings.firstTokenTimeout())
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
