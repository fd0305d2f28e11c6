package demi.model;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A server with Ollama's paths, all of whose answers a test may decide; at first a small chat model without a past. */
public final class ScriptedOllama {

    private volatile boolean wantsLogin;
    private final HttpServer server;
    private final List<JsonObject> chats = new CopyOnWriteArrayList<>();
    private final List<JsonObject> renderings = new CopyOnWriteArrayList<>();
    private final List<@Nullable String> logins = new CopyOnWriteArrayList<>();
    private final Map<String, JsonObject> shown = new ConcurrentHashMap<>();
    private volatile List<String> models = List.of("llama3.2:1b");
    private final List<JsonObject> loadings = new CopyOnWriteArrayList<>();
    private volatile boolean loads = true;
    private volatile JsonArray running = new JsonArray();
    private volatile @Nullable Function<List<JsonObject>, String> template = ScriptedOllama::inPlace;
    private volatile BiConsumer<JsonObject, HttpServerResponse> chat = (body, response) -> says(response, "Hello.");

    public ScriptedOllama(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    public String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    int port() {
        return server.actualPort();
    }

    public void models(String... names) {
        models = List.of(names);
    }

    /** What {@code /api/show} tells of a model. */
    public void shows(String model, List<String> capabilities, JsonObject info) {
        shown.put(
                model,
                new JsonObject()
                        .put("capabilities", new JsonArray(capabilities))
                        .put("model_info", info));
    }

    /** What is in memory, with which window. */
    public void loaded(String model, int window) {
        running = new JsonArray().add(new JsonObject().put("name", model).put("context_length", window));
    }

    /** From now on a request to load a model is not answered. */
    public void neverLoads() {
        loads = false;
    }

    /** The bodies with which a model was to be loaded, or unloaded. */
    public List<JsonObject> loadings() {
        return loadings;
    }

    /** How messages are rendered, to nothing where it is not answered; null for a server that does not tell. */
    void renders(@Nullable Function<List<JsonObject>, String> by) {
        template = by;
    }

    /** What a request that is not streamed tells of its reading and writing: tokens, and seconds. */
    public void measures(int read, int readSeconds, int written, int writeSeconds) {
        chat = (body, response) -> response.end(new JsonObject()
                .put("message", new JsonObject().put("content", "x"))
                .put("done", true)
                .put("prompt_eval_count", read)
                .put("prompt_eval_duration", readSeconds * 1_000_000_000L)
                .put("eval_count", written)
                .put("eval_duration", writeSeconds * 1_000_000_000L)
                .encode());
    }

    void chats(BiConsumer<JsonObject, HttpServerResponse> by) {
        chat = by;
    }

    /** The bodies that were to be answered. */
    List<JsonObject> chats() {
        return chats;
    }

    List<JsonObject> renderings() {
        return renderings;
    }

    /** What was sent to say who asks. */
    List<@Nullable String> logins() {
        return logins;
    }

    static String inPlace(List<JsonObject> messages) {
        return messages.stream()
                        .map(message -> "<" + message.getString("role") + ">" + message.getString("content"))
                        .collect(Collectors.joining("\n"))
                + "\n<assistant>";
    }

    /** As mistral-large does it: the system's words are in the last message. */
    static String systemLast(List<JsonObject> messages) {
        String system = messages.stream()
                .filter(message -> message.getString("role").equals("system"))
                .map(message -> message.getString("content") + "\n\n")
                .collect(Collectors.joining());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < messages.size(); i++) {
            String content = messages.get(i).getString("content");
            switch (messages.get(i).getString("role")) {
                case "user" ->
                    text.append("[INST] ")
                            .append(i == messages.size() - 1 ? system : "")
                            .append(content)
                            .append("[/INST]");
                case "assistant" -> text.append(' ').append(content).append("</s>");
                default -> {}
            }
        }
        return text.toString();
    }

    static void says(HttpServerResponse response, String words) {
        says(response, words, new JsonObject());
    }

    /** @param more of the last line */
    static void says(HttpServerResponse response, String words, JsonObject more) {
        JsonObject piece = new JsonObject()
                .put("message", new JsonObject().put("role", "assistant").put("content", words))
                .put("done", false);
        JsonObject last = new JsonObject()
                .put("message", new JsonObject().put("content", ""))
                .put("done", true)
                .put("done_reason", "stop")
                .mergeIn(more);
        response.end(piece.encode() + "\n" + last.encode() + "\n");
    }

    static void refuses(HttpServerResponse response, int status, String error) {
        response.setStatusCode(status).end(new JsonObject().put("error", error).encode());
    }

    /** From now on whoever has no login is told so by what stands before it, which knows nothing of Ollama. */
    void wantsLogin() {
        wantsLogin = true;
    }

    private void handle(HttpServerRequest request) {
        String login = request.getHeader("Authorization");
        logins.add(login);
        if (wantsLogin && login == null) {
            request.response().setStatusCode(401).end("<html>401 Authorization Required</html>");
            return;
        }
        request.body().onSuccess(raw -> {
            JsonObject body = raw.length() == 0 ? new JsonObject() : raw.toJsonObject();
            answer(request, body);
        });
    }

    private void answer(HttpServerRequest request, JsonObject body) {
        HttpServerResponse response = request.response();
        switch (request.path()) {
            case "/api/tags" -> {
                JsonArray all = new JsonArray();
                models.forEach(
                        name -> all.add(new JsonObject().put("name", name).put("size", 1_000)));
                response.end(new JsonObject().put("models", all).encode());
            }
            case "/api/show" ->
                response.end(shown.getOrDefault(body.getString("model"), new JsonObject())
                        .encode());
            case "/api/ps" ->
                response.end(new JsonObject().put("models", running).encode());
            case "/api/chat" -> talk(body, response);
            case "/api/generate" -> {
                if (loads) {
                    loadings.add(body);
                    response.end("{}");
                }
            }
            default -> refuses(response, 404, "404 page not found");
        }
    }

    private void talk(JsonObject body, HttpServerResponse response) {
        Function<List<JsonObject>, String> by = template;
        if (!body.getBoolean("_debug_render_only", false)) {
            chats.add(body);
            chat.accept(body, response);
            return;
        }
        renderings.add(body);
        JsonObject answer = new JsonObject().put("message", new JsonObject().put("content", "x"));
        if (by != null) {
            List<JsonObject> messages = body.getJsonArray("messages").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            String rendered = by.apply(messages);
            if (rendered.isEmpty()) {
                return;
            }
            answer.put("_debug_info", new JsonObject().put("rendered_template", rendered));
        }
        response.end(answer.encode());
    }
}
