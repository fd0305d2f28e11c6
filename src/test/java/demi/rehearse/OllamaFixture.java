package demi.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A stand-in with a model of each kind, and a client that asks it as {@code curl} would. */
abstract class OllamaFixture {

    static final String LLAMA = "llama3.2:1b";
    static final String QWEN = "qwen2.5:0.5b";
    static final String GEMMA = "gemma3:270m";

    final Vertx vertx = Vertx.vertx();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeOllama ollama;

    record Answer(int status, String type, String body) {
        JsonObject json() {
            return new JsonObject(body);
        }

        String error() {
            return json().getString("error");
        }

        JsonObject last() {
            return new JsonObject(body.lines().reduce((before, line) -> line).orElse("{}"));
        }
    }

    @BeforeEach
    void start() throws Exception {
        ollama = get(FakeOllama.start(vertx, 0, Script.saying("well then")));
        ollama.strict(false);
        ollama.models().addAll(List.of(QWEN, GEMMA, "nomic-embed-text:latest", "qwen3:8b", "llava:7b"));
    }

    @AfterEach
    void stop() throws Exception {
        get(vertx.close());
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.await(60, TimeUnit.SECONDS);
    }

    /** A request on its way; {@code headers} completes when they are there. */
    record Call(CompletableFuture<HttpResponse<InputStream>> headers) {
        Answer get() throws Exception {
            HttpResponse<InputStream> response = headers.get(60, TimeUnit.SECONDS);
            String type = response.headers().firstValue("Content-Type").orElse("");
            String body = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            return new Answer(response.statusCode(), type, body);
        }

        void leave() {
            headers.cancel(true);
        }
    }

    Call send(String path, JsonObject body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(ollama.baseUrl() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                .build();
        return new Call(client.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream()));
    }

    Answer post(String path, JsonObject body) throws Exception {
        return send(path, body).get();
    }

    /** Asks llama3.2 for a chat that is not streamed, with these fields as well. */
    Answer chat(String more, String... contents) throws Exception {
        return post("/api/chat", talk(LLAMA, contents).mergeIn(new JsonObject(more)));
    }

    /** User and assistant in turn. */
    static JsonObject talk(String model, String... contents) {
        JsonArray messages = new JsonArray();
        for (int i = 0; i < contents.length; i++) {
            messages.add(message(i % 2 == 0 ? "user" : "assistant", contents[i]));
        }
        return new JsonObject().put("model", model).put("stream", false).put("messages", messages);
    }

    static JsonObject message(String role, String content) {
        return new JsonObject().put("role", role).put("content", content);
    }

    /** What a model reads of these messages, given as role and content in turn. */
    String rendered(String model, String... rolesAndContents) throws Exception {
        JsonArray messages = new JsonArray();
        for (int i = 0; i < rolesAndContents.length; i += 2) {
            messages.add(message(rolesAndContents[i], rolesAndContents[i + 1]));
        }
        JsonObject body =
                new JsonObject().put("model", model).put("messages", messages).put("_debug_render_only", true);
        return post("/api/chat", body).json().getJsonObject("_debug_info").getString("rendered_template");
    }

    FakeOllama.Received newest() {
        List<FakeOllama.Received> all = ollama.received();
        return all.get(all.size() - 1);
    }
}
