package demi.e2e;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What a client does: REST with a token, and chat sockets. */
public final class TestClient {

    public static final String EMAIL = "ann@example.org";
    public static final String PASSWORD = "correct horse battery";

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    public final int port;
    private final String token;

    private TestClient(int port, String token) {
        this.port = port;
        this.token = token;
    }

    /** The same person at another node. */
    public TestClient at(int other) {
        return new TestClient(other, token);
    }

    public String token() {
        return token;
    }

    /** Makes the first account. */
    public static TestClient setUp(Jar jar) throws IOException, InterruptedException {
        JsonObject body = new JsonObject()
                .put("code", jar.setupCode())
                .put("email", EMAIL)
                .put("password", PASSWORD);
        HttpResponse<String> response = post(jar.port(), "/api/v1/setup", body);
        return of(jar, response);
    }

    public static TestClient login(Jar jar) throws IOException, InterruptedException {
        return login(jar, EMAIL, PASSWORD);
    }

    public static TestClient login(Jar jar, String email, String password) throws IOException, InterruptedException {
        JsonObject body = new JsonObject().put("email", email).put("password", password);
        return of(jar, post(jar.port(), "/api/v1/auth/login", body));
    }

    private static TestClient of(Jar jar, HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return new TestClient(jar.port(), new JsonObject(response.body()).getString("access_token"));
    }

    public static HttpResponse<String> post(int port, String path, JsonObject body)
            throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    public static HttpResponse<String> get(int port, String path, @Nullable String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    public int status(String path) throws IOException, InterruptedException {
        return get(port, path, token).statusCode();
    }

    /** Any request of this person, with or without a body. */
    public HttpResponse<String> call(String method, String path, @Nullable JsonObject body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher sent =
                body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body.encode());
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("Authorization", "Bearer " + token)
                        .method(method, sent)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** All messages of the conversation. */
    public List<JsonObject> messages() throws IOException, InterruptedException {
        List<JsonObject> all = new ArrayList<>();
        String before = "";
        do {
            HttpResponse<String> page = get(port, "/api/v1/messages?limit=500" + before, token);
            List<JsonObject> messages = objects(new JsonArray(page.body()));
            all.addAll(0, messages);
            before = page.headers()
                    .firstValue("X-Next-Cursor")
                    .map(cursor -> "&before=" + cursor)
                    .orElse("");
        } while (!before.isEmpty());
        return all;
    }

    public static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    public Chat chat() {
        return new Chat("&stream=1");
    }

    public Chat chatWithoutDeltas() {
        return new Chat("");
    }

    /** An open chat socket; the history has been taken. */
    public final class Chat implements WebSocket.Listener {

        private static final long PATIENCE_S = 30;

        public final JsonObject history;
        private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;

        private Chat(String options) {
            URI uri = URI.create("ws://127.0.0.1:" + port + "/api/v1/chat/ws?token=" + token + options);
            socket = HTTP.newWebSocketBuilder().buildAsync(uri, this).join();
            history = next("history");
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                frames.add(new JsonObject(partial.toString()));
                partial.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            closed.complete(-1);
        }

        public void say(String content) {
            send("message", new JsonObject().put("content", content));
        }

        public void send(String event, JsonObject data) {
            socket.sendText(
                            new JsonObject()
                                    .put("event", event)
                                    .put("data", data)
                                    .encode(),
                            true)
                    .join();
        }

        /** The next frame's data; it has to be of this event. */
        public JsonObject next(String event) {
            JsonObject frame = poll(PATIENCE_S);
            if (frame == null || !event.equals(frame.getString("event"))) {
                throw new AssertionError("wanted " + event + ", got " + frame);
            }
            return frame.getJsonObject("data");
        }

        /** Takes frames up to the first of this event; its data. */
        public JsonObject until(String event) {
            JsonObject frame = poll(PATIENCE_S);
            while (frame != null && !event.equals(frame.getString("event"))) {
                frame = poll(PATIENCE_S);
            }
            if (frame == null) {
                throw new AssertionError("wanted " + event + ", and nothing more came");
            }
            return frame.getJsonObject("data");
        }

        /** The next message from Demi. */
        public JsonObject reply() {
            JsonObject message = until("message");
            while (!"demi".equals(message.getString("sender"))) {
                message = until("message");
            }
            return message;
        }

        public @Nullable JsonObject poll(long seconds) {
            try {
                return frames.poll(seconds, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        /** As a phone does that loses its network. */
        public void vanish() {
            socket.abort();
        }

        public boolean isClosed() {
            return closed.isDone();
        }

        public int closeCode() throws Exception {
            return closed.get(PATIENCE_S, TimeUnit.SECONDS);
        }
    }
}
