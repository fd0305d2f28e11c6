package demi.rehearse;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** Which path gets which answer. Its state belongs to the server's event loop, but for what {@link StandIn} reaches. */
final class Routes {
    private static final Set<String> READ = Set.of("/", "/api/version", "/api/tags", "/api/ps");
    private static final Set<String> WRITE =
            Set.of("/api/show", "/api/chat", "/api/generate", "/api/embed", "/api/pull");
    private static final int NUM_CTX = 4096;
    private static final long LOAD_NANOS = 800_000_000;

    private final List<String> models;
    private final Ledger ledger;
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private final Set<String> loaded = new LinkedHashSet<>();
    private final PromptCache cache = new PromptCache();
    private volatile Script script;
    private volatile int contextLength = Answers.CONTEXT_LENGTH;
    private volatile int embeddingSize = Answers.EMBEDDING;
    private volatile boolean up;

    Routes(List<String> models, Ledger ledger, Script script) {
        this.models = models;
        this.ledger = ledger;
        this.script = script;
    }

    void contextLength(int tokens) {
        contextLength = tokens;
    }

    void embeddingSize(int numbers) {
        embeddingSize = numbers;
    }

    void play(Script next) {
        script = next;
    }

    void begin() {
        loaded.forEach(cache::forget);
        loaded.clear();
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
        } else if (READ.contains(request.path()) || WRITE.contains(request.path())) {
            plain(request, 405, "405 method not allowed");
        } else {
            plain(request, 404, "404 page not found");
        }
    }

    private void get(HttpServerRequest request) {
        switch (request.path()) {
            case "/" -> plain(request, 200, "Ollama is running");
            case "/api/version" -> json(request.response(), 200, new JsonObject().put("version", Answers.VERSION));
            case "/api/tags" -> json(request.response(), 200, Answers.tags(models));
            default -> json(request.response(), 200, Answers.running(loaded));
        }
    }

    private void post(Context context, HttpServerRequest request, Buffer raw) {
        HttpServerResponse response = request.response();
        String text = raw.toString();
        try {
            if (raw.length() == 0) {
                throw new IllegalArgumentException("missing request body");
            }
            if (!(Json.decodeValue(raw) instanceof JsonObject body)) {
                throw new IllegalArgumentException("json: cannot unmarshal the request: an object is expected");
            }
            String model = body.getString("model", "");
            if (model.isEmpty()) {
                throw new IllegalArgumentException("model is required");
            }
            boolean speaks =
                    request.path().equals("/api/chat") || request.path().equals("/api/generate");
            if (speaks && present(model)) {
                speak(context, request, text, body);
                return;
            }
            ledger.received(new StandIn.Received(request.path(), text, 0));
            if (request.path().equals("/api/pull")) {
                pull(response, body, model);
            } else if (!present(model)) {
                json(response, 404, Answers.notFound(model));
            } else if (request.path().equals("/api/show")) {
                json(response, 200, Answers.show(model, contextLength));
            } else {
                json(response, 200, Answers.embeddings(model, inputs(body), embeddingSize));
            }
        } catch (DecodeException | ClassCastException | IllegalArgumentException bad) {
            ledger.received(new StandIn.Received(request.path(), text, 0));
            json(response, 400, Answers.error(Objects.requireNonNullElse(bad.getMessage(), "bad request")));
        }
    }

    private void speak(Context context, HttpServerRequest http, String text, JsonObject body) {
        boolean chat = http.path().equals("/api/chat");
        Script.Request request = request(body, chat);
        String model = request.model();
        if (request.messages().isEmpty()) {
            ledger.received(new StandIn.Received(http.path(), text, 0));
            load(model, unloads(body));
            json(http.response(), 200, Answers.loaded(model, chat, unloads(body)));
            return;
        }
        PromptCache.Cost cost = cache.cost(request);
        int window = request.options().getInteger("num_ctx", NUM_CTX);
        int limit = request.options().getInteger("num_predict", -1);
        boolean stream = body.getBoolean("stream", true);
        List<Step> steps = script.reply(request);
        boolean cold = load(model, false);
        Stage stage = new Stage(
                context,
                http.response(),
                () -> http.connection().close(),
                new Stage.Reply(
                        model, chat, stream, limit, Math.min(window, cost.tokens()), cold ? LOAD_NANOS : 1_000_000),
                steps,
                reply -> {
                    cache.read(request, reply);
                    load(model, unloads(body));
                });
        ledger.received(new StandIn.Received(http.path(), text, cost.newTokens()));
        ledger.opened();
        // A connection that is cut fires the end handler too, and which of the two comes first is not promised.
        AtomicBoolean settled = new AtomicBoolean();
        Handler<Void> gone = v -> {
            if (settled.compareAndSet(false, true)) {
                ledger.closed(stage.abandon() && up);
            }
        };
        http.response().endHandler(gone);
        http.response().closeHandler(gone);
        stage.play();
    }

    /** Returns whether it was not loaded before. */
    private boolean load(String model, boolean unload) {
        if (unload) {
            cache.forget(model);
            return loaded.remove(model);
        }
        return loaded.add(model);
    }

    private static boolean unloads(JsonObject body) {
        Object keep = body.getValue("keep_alive");
        return keep != null && keep.toString().matches("0+[a-z]*");
    }

    private static Script.Request request(JsonObject body, boolean chat) {
        List<Script.Message> messages = new ArrayList<>();
        if (chat) {
            for (Object message : body.getJsonArray("messages", new JsonArray())) {
                JsonObject json = (JsonObject) message;
                messages.add(new Script.Message(json.getString("role", ""), json.getString("content", "")));
            }
        } else if (!body.getString("prompt", "").isEmpty()) {
            if (body.containsKey("system")) {
                messages.add(new Script.Message("system", body.getString("system")));
            }
            messages.add(new Script.Message("user", body.getString("prompt")));
        }
        JsonObject options = body.getJsonObject("options", new JsonObject());
        return new Script.Request(body.getString("model"), messages, options, body);
    }

    private void pull(HttpServerResponse response, JsonObject body, String model) {
        List<JsonObject> lines = model.contains("no-such")
                ? List.of(Answers.error("pull model manifest: file does not exist"))
                : Answers.pulled(model);
        if (lines.size() > 1 && !present(model)) {
            models.add(tagged(model));
        }
        JsonObject last = lines.get(lines.size() - 1);
        if (!body.getBoolean("stream", true)) {
            json(response, lines.size() > 1 ? 200 : 500, last);
            return;
        }
        response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        lines.forEach(line -> response.write(line.encode() + "\n"));
        response.end();
    }

    private static List<String> inputs(JsonObject body) {
        Object input = body.getValue("input", "");
        return input instanceof JsonArray many
                ? many.stream().map(Object::toString).toList()
                : List.of(input.toString());
    }

    private boolean present(String model) {
        return models.contains(tagged(model));
    }

    private static String tagged(String model) {
        return model.contains(":") ? model : model + ":latest";
    }

    private static void json(HttpServerResponse response, int status, JsonObject body) {
        response.setStatusCode(status).putHeader("Content-Type", Answers.JSON).end(body.toBuffer());
    }

    private static void plain(HttpServerRequest request, int status, String text) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "text/plain; charset=utf-8")
                .end(text);
    }
}
