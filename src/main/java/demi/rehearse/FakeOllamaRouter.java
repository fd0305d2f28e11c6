package demi.rehearse;

import demi.rehearse.request.Refusal;
import demi.rehearse.request.RequestFields;
import demi.rehearse.request.Slots;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Which path gets which answer. Its state belongs to the server's event loop, but for what {@link FakeOllama} reaches. */
final class FakeOllamaRouter {
    private static final Set<String> READ = Set.of("/", "/api/version", "/api/tags", "/api/ps");
    private static final Set<String> WRITE =
            Set.of("/api/show", "/api/chat", "/api/generate", "/api/embed", "/api/pull");

    private static final String DELETE = "/api/delete";

    private final List<String> models;
    private final Behaviour behaviour;
    private final RequestLog log;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final LoadedModels loaded;
    private final TextHandler texts;
    private final EmbedHandler embeds;
    private volatile boolean up;

    FakeOllamaRouter(List<String> models, RequestLog log, Behaviour behaviour) {
        this.models = models;
        this.behaviour = behaviour;
        this.log = log;
        PromptCache cache = new PromptCache();
        Slots places = new Slots(() -> behaviour.queues ? behaviour.parallel : Integer.MAX_VALUE);
        this.loaded = new LoadedModels(behaviour, cache);
        this.texts = new TextHandler(models, new Generation.Shared(behaviour, log, loaded, cache, places, () -> up));
        this.embeds = new EmbedHandler(models, behaviour, loaded);
    }

    void begin() {
        loaded.unloadAll();
        up = true;
    }

    void connected(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(v -> connections.remove(connection));
    }

    void cutAll() {
        up = false;
        connections.forEach(HttpConnection::close);
    }

    void handle(Context context, HttpServerRequest request) {
        boolean read =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (read && READ.contains(request.path())) {
            get(request);
        } else if (request.method().equals(HttpMethod.POST) && WRITE.contains(request.path())) {
            request.body().onSuccess(body -> post(context, request, body));
        } else if (request.method().equals(HttpMethod.DELETE) && request.path().equals(DELETE)) {
            request.body().onSuccess(body -> post(context, request, body));
        } else if (request.path().equals(DELETE) || READ.contains(request.path()) || WRITE.contains(request.path())) {
            plain(request, 405, "405 method not allowed");
        } else {
            plain(request, 404, "404 page not found");
        }
    }

    private void get(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/" -> plain(request, 200, "Ollama is running");
            case "/api/version" ->
                OllamaResponses.send(response, 200, new JsonObject().put("version", OllamaResponses.VERSION));
            case "/api/tags" -> OllamaResponses.send(response, 200, OllamaResponses.tags(models));
            default -> OllamaResponses.send(response, 200, loaded.listed());
        }
    }

    private void post(Context context, HttpServerRequest request, Buffer raw) {
        String path = request.path();
        String body = raw.toString();
        try {
            if (path.equals("/api/chat") || path.equals("/api/generate")) {
                String struct = path.equals("/api/chat") ? "ChatRequest" : "GenerateRequest";
                texts.handle(context, request, body, RequestFields.read(raw, struct));
                return;
            }
        } catch (Refusal refusal) {
            log.received(path, body);
            OllamaResponses.refuse(request.response(), false, refusal);
            return;
        }
        log.received(path, body);
        try {
            switch (path) {
                case "/api/embed" -> embeds.handle(context, request, RequestFields.read(raw, "EmbedRequest"));
                case DELETE -> delete(request.response(), RequestFields.read(raw, "DeleteRequest"));
                case "/api/show" -> show(request.response(), RequestFields.read(raw, "ShowRequest"));
                default -> pull(request.response(), RequestFields.read(raw, "PullRequest"));
            }
        } catch (Refusal refusal) {
            OllamaResponses.refuse(request.response(), false, refusal);
        }
    }

    private void show(HttpServerResponse response, RequestFields fields) {
        String sent = name(fields);
        if (sent.isEmpty()) {
            throw new Refusal(400, "model is required");
        }
        String model = ModelCard.named(sent, models);
        if (model == null) {
            throw new Refusal(404, "model '" + sent + "' not found");
        }
        OllamaResponses.send(
                response, 200, OllamaResponses.show(model, behaviour.template(model), behaviour.contextLength));
    }

    private void delete(HttpServerResponse response, RequestFields fields) {
        String sent = name(fields);
        if (!ModelCard.isName(sent)) {
            throw new Refusal(400, "name \"" + sent + "\" is invalid");
        }
        String model = ModelCard.named(sent, models);
        if (model == null) {
            throw new Refusal(404, "model '" + sent + "' not found");
        }
        models.remove(model);
        response.setStatusCode(200).end();
    }

    /** A model called "endless" never arrives. */
    private void pull(HttpServerResponse response, RequestFields fields) {
        String sent = name(fields);
        if (!ModelCard.isName(sent)) {
            throw new Refusal(400, "invalid model name");
        }
        boolean there = !sent.contains("no-such");
        List<JsonObject> lines = there ? OllamaResponses.pulled(sent) : OllamaResponses.notPulled();
        if (sent.contains("endless")) {
            response.setChunked(true).putHeader("Content-Type", OllamaResponses.LINES);
            lines.subList(0, 3).forEach(line -> response.write(line.encode() + "\n"));
            return;
        }
        if (there && ModelCard.named(sent, models) == null) {
            models.add(sent.contains(":") ? sent : sent + ":latest");
        }
        if (!fields.flag("stream", true)) {
            OllamaResponses.send(response, there ? 200 : 500, lines.get(lines.size() - 1));
            return;
        }
        response.setChunked(true).putHeader("Content-Type", OllamaResponses.LINES);
        lines.forEach(line -> response.write(line.encode() + "\n"));
        response.end();
    }

    /** {@code name} is what older clients say. */
    private static String name(RequestFields fields) {
        String model = fields.text("model");
        return model.isEmpty() ? fields.text("name") : model;
    }

    private static void plain(HttpServerRequest request, int status, String text) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text);
    }
}
