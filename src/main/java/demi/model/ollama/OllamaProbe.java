package demi.model.ollama;

import demi.api.ModelCatalogApi;
import demi.api.value.PromptMessage;
import demi.bus.BaseVerticle;
import demi.model.config.ServerAddress;
import demi.model.config.ServingSettings;
import demi.model.profile.ModelNature;
import demi.model.profile.PresentModel;
import demi.model.server.ServerProtocol.Speed;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What Ollama is asked beside replies: which models it has, what they are like, and to load one. */
final class OllamaProbe {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration READING = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final ServingSettings settings;
    private final ServerAddress server;

    OllamaProbe(Vertx vertx, ServingSettings settings, ServerAddress server) {
        this.vertx = vertx;
        this.settings = settings;
        this.server = server;
    }

    /**
     * What the server answers with status 200, whole, in time. The time-outs of a web client end with the head of a response,
     * and it cannot cut off a body that stalls: each question has a client of its own, which is closed with its connection.
     */
    private Future<JsonObject> ask(HttpMethod method, String path, @Nullable JsonObject body, Duration within) {
        if (BaseVerticle.isClosing()) {
            return Future.failedFuture("the room is closing");
        }
        return Future.succeededFuture()
                .map(asked -> WebClient.create(vertx))
                .compose(client -> Future.succeededFuture(server.request(method, path, settings.connectTimeout()))
                        .map(options -> client.request(method, options))
                        .compose(request -> body == null ? request.send() : request.sendJsonObject(body))
                        .timeout(within.toMillis(), TimeUnit.MILLISECONDS)
                        .onComplete(answered -> client.close()))
                .compose(OllamaProbe::object);
    }

    private static Future<JsonObject> object(HttpResponse<Buffer> answer) {
        int status = answer.statusCode();
        if (status != 200) {
            return Future.failedFuture(
                    OllamaRefusal.isOfLogin(status)
                            ? OllamaRefusal.ofChat(status, "", "")
                            : new IllegalStateException("status " + status));
        }
        try {
            return Json.decodeValue(answer.bodyAsBuffer()) instanceof JsonObject json
                    ? Future.succeededFuture(json)
                    : Future.failedFuture("no JSON object");
        } catch (DecodeException e) {
            return Future.failedFuture("no JSON");
        }
    }

    /** What there is; fails when Ollama has not answered within 5 seconds, to the last byte, as it should. */
    Future<List<PresentModel>> models() {
        return ask(HttpMethod.GET, "/api/tags", null, PATIENCE).map(OllamaProbe::read);
    }

    /**
     * Fails where Ollama does not tell. It reads through the model's file for it, which takes a busy machine long, and being
     * asked once more would not make it shorter.
     */
    Future<ModelNature> nature(String model) {
        return ask(HttpMethod.POST, "/api/show", new JsonObject().put("model", model), READING)
                .map(ModelNature::of);
    }

    /** The window with which the model is in memory now; empty when it is not there. */
    Future<Optional<Integer>> loadedWindow(String model) {
        return ask(HttpMethod.GET, "/api/ps", null, PATIENCE)
                .map(running -> objects(running).stream()
                        .filter(each ->
                                each.getValue("name") instanceof String name && ModelCatalogApi.same(name, model))
                        .map(each -> each.getValue("context_length") instanceof Number window ? window.intValue() : 0)
                        .findFirst());
    }

    /**
     * The text that a model would read for these messages; empty where the server is too old to tell. The model is loaded
     * for it, and what it has read so far stays in its memory.
     */
    Future<Optional<String>> rendered(String model, ModelNature nature, int window, List<PromptMessage> messages) {
        return ask(
                        HttpMethod.POST,
                        "/api/chat",
                        ChatRequest.rendering(settings, model, nature, window, messages),
                        settings.firstTokenTimeout())
                .map(answer -> answer.getValue("_debug_info") instanceof JsonObject info
                                && info.getValue("rendered_template") instanceof String text
                        ? Optional.of(text)
                        : Optional.empty());
    }

    /** Has the model loaded, with this window; fails when that takes longer. What it has read stays in its memory. */
    Future<Void> load(String model, int contextWindow, Duration within) {
        return load(
                new JsonObject()
                        .put("model", model)
                        .put("stream", false)
                        .put("keep_alive", settings.keepAlive().toSeconds() + "s")
                        .put("options", new JsonObject().put("num_ctx", contextWindow)),
                within);
    }

    /** Has the model give its memory back. */
    Future<Void> unload(String model) {
        return load(
                new JsonObject().put("model", model).put("stream", false).put("keep_alive", 0),
                settings.firstTokenTimeout());
    }

    private Future<Void> load(JsonObject request, Duration within) {
        return ask(HttpMethod.POST, "/api/generate", request, within).mapEmpty();
    }

    /** Has a model that is loaded with this window read and write a little, which takes it from whoever talks with it. */
    Future<Speed> speed(String model, ModelNature nature, int window, PromptMessage words, Duration within) {
        JsonObject body = ChatRequest.rendering(settings, model, nature, window, List.of(words));
        body.remove("_debug_render_only");
        body.remove("keep_alive");
        body.getJsonObject("options").put("num_predict", 16);
        return ask(HttpMethod.POST, "/api/chat", body, within)
                .map(answer -> new Speed(
                        perSecond(answer, "prompt_eval_count", "prompt_eval_duration"),
                        perSecond(answer, "eval_count", "eval_duration")));
    }

    private static double perSecond(JsonObject answer, String count, String nanos) {
        return answer.getValue(count) instanceof Number tokens
                        && answer.getValue(nanos) instanceof Number time
                        && time.longValue() > 0
                ? tokens.longValue() * 1e9 / time.longValue()
                : 0;
    }

    private static List<PresentModel> read(JsonObject listed) {
        List<PresentModel> present = new ArrayList<>();
        for (JsonObject json : objects(listed)) {
            if (json.getValue("name") instanceof String name) {
                JsonObject details = json.getValue("details") instanceof JsonObject object ? object : new JsonObject();
                long bytes = json.getValue("size") instanceof Number size ? size.longValue() : 0;
                present.add(new PresentModel(
                        name,
                        bytes,
                        text(details, "parameter_size"),
                        text(details, "quantization_level"),
                        text(json, "digest"),
                        0));
            }
        }
        return present;
    }

    private static List<JsonObject> objects(JsonObject listed) {
        return listed.getValue("models") instanceof JsonArray models
                ? models.stream()
                        .filter(JsonObject.class::isInstance)
                        .map(JsonObject.class::cast)
                        .toList()
                : List.of();
    }

    private static String text(JsonObject json, String name) {
        return json.getValue(name) instanceof String text ? text : "";
    }
}
