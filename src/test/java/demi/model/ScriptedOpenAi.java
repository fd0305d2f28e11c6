package demi.model;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A server with the paths of OpenAI's interface, all of whose answers a test may decide; at first a chat model of one name. */
final class ScriptedOpenAi {

    private final HttpServer server;
    private final List<JsonObject> chats = new CopyOnWriteArrayList<>();
    private final List<@Nullable String> logins = new CopyOnWriteArrayList<>();
    private final AtomicInteger broken = new AtomicInteger();
    private volatile JsonArray models = new JsonArray().add(new JsonObject().put("id", "served"));
    private volatile @Nullable JsonObject props;
    private volatile @Nullable String token;
    private volatile boolean isDown;
    private volatile BiConsumer<JsonObject, HttpServerResponse> chat = (body, response) -> says(response, "Hello.");

    ScriptedOpenAi(Vertx vertx) {
        server = vertx.createHttpServer()
                .requestHandler(this::handle)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    String address() {
        return "http://127.0.0.1:" + server.actualPort();
    }

    void models(JsonObject... listed) {
        models = new JsonArray(List.of(listed));
    }

    /** What llama.cpp's server tells of itself. */
    void props(JsonObject told) {
        props = told;
    }

    void wants(String bearer) {
        token = bearer;
    }

    /** From now on everything is answered 500. */
    void down(boolean now) {
        isDown = now;
    }

    void chats(BiConsumer<JsonObject, HttpServerResponse> by) {
        chat = by;
    }

    /** The bodies that were to be answered. */
    List<JsonObject> chats() {
        return chats;
    }

    List<@Nullable String> logins() {
        return logins;
    }

    /** How many replies were broken off by whoever had asked for them. */
    int broken() {
        return broken.get();
    }

    static String event(String words) {
        return "data: "
                + new JsonObject()
                        .put(
                                "choices",
                                new JsonArray()
                                        .add(new JsonObject().put("delta", new JsonObject().put("content", words))))
                        .encode()
                + "\n\n";
    }

    static String end(String reason) {
        return "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}\n\n";
    }

    static String usage(int prompt, int cached) {
        return "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":" + prompt
                + ",\"completion_tokens\":2,\"prompt_tokens_details\":{\"cached_tokens\":" + cached + "}}}\n\n";
    }

    static String whole(String words) {
        return event(words) + end("stop") + usage(20, 12) + "data: [DONE]\n\n";
    }

    static void says(HttpServerResponse response, String words) {
        begin(response).end(whole(words));
    }

    static HttpServerResponse begin(HttpServerResponse response) {
        return response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    }

    /** Sends a text a byte at a time, each of which arrives by itself. */
    static void inBytes(HttpServerResponse response, String text) {
        inBytes(begin(response), text.getBytes(StandardCharsets.UTF_8), 0);
    }

    private static void inBytes(HttpServerResponse response, byte[] bytes, int at) {
        if (at == bytes.length) {
            response.end();
        } else {
            response.write(Buffer.buffer(new byte[] {bytes[at]})).onSuccess(sent -> inBytes(response, bytes, at + 1));
        }
    }

    static void refuses(HttpServerResponse response, int status, String message) {
        response.setStatusCode(status)
                .end(new JsonObject()
                        .put("error", new JsonObject().put("message", message).put("type", "invalid_request_error"))
                        .encode());
    }

    private void handle(HttpServerRequest request) {
        String login = request.getHeader("Authorization");
        logins.add(login);
        String wanted = token;
        if (isDown || (wanted != null && !("Bearer " + wanted).equals(login))) {
            refuses(request.response(), isDown ? 500 : 401, "Invalid API key");
            return;
        }
        request.body().onSuccess(raw -> answer(request, raw.length() == 0 ? new JsonObject() : raw.toJsonObject()));
    }

    private void answer(HttpServerRequest request, JsonObject body) {
        HttpServerResponse response = request.response();
        JsonObject told = props;
        switch (request.path()) {
            case "/v1/models" ->
                response.end(new JsonObject()
                        .put("object", "list")
                        .put("data", models)
                        .encode());
            case "/v1/chat/completions" -> {
                chats.add(body);
                response.exceptionHandler(gone -> broken.incrementAndGet());
                chat.accept(body, response);
            }
            case "/v1/embeddings" ->
                response.end("{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[1,0]}]}");
            case "/props" -> {
                if (told == null) {
                    refuses(response, 404, "File Not Found");
                } else {
                    response.end(told.encode());
                }
            }
            default -> refuses(response, 404, "Not Found");
        }
    }
}
