package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A client with an open chat socket. */
public final class TestSocket {

    /** What a client sees where TCP ends without a Close frame. */
    static final int DROPPED = 1006;

    public final WebSocket socket;
    private final BlockingQueue<JsonObject> frames = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private TestSocket(WebSocketClient client, WebSocketConnectOptions options) throws Exception {
        CompletableFuture<WebSocket> open = new CompletableFuture<>();
        // Handlers are set on the client's context, before the first frame can come.
        client.webSocket()
                .textMessageHandler(text -> frames.add(new JsonObject(text)))
                .connect(options)
                .onComplete(done -> {
                    if (done.succeeded()) {
                        WebSocket socket = done.result();
                        socket.closeHandler(gone -> closed.complete(
                                socket.closeStatusCode() == null ? -1 : (int) socket.closeStatusCode()));
                        open.complete(socket);
                    } else {
                        open.completeExceptionally(done.cause());
                    }
                });
        try {
            socket = open.get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    static TestSocket open(WebSocketClient client, int port, String path) throws Exception {
        return new TestSocket(
                client,
                new WebSocketConnectOptions().setHost("127.0.0.1").setPort(port).setURI(path));
    }

    static TestSocket openWithHeader(WebSocketClient client, int port, String token) throws Exception {
        return new TestSocket(
                client,
                new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(port)
                        .setURI("/api/v1/chat/ws")
                        .putHeader("Authorization", "bearer " + token));
    }

    /** The status of a refused handshake. */
    static UpgradeRejectedException refusal(WebSocketClient client, int port, String path) throws Exception {
        try {
            open(client, port, path);
        } catch (UpgradeRejectedException refused) {
            return refused;
        }
        throw new AssertionError("the handshake was not refused: " + path);
    }

    void say(String content) {
        send(new JsonObject().put("event", "message").put("data", new JsonObject().put("content", content)));
    }

    void send(JsonObject frame) {
        send(frame.encode());
    }

    void send(String text) {
        socket.writeTextMessage(text);
    }

    /** The next frame, which has to be of this event; its data. */
    JsonObject next(String event) throws InterruptedException {
        JsonObject frame = frames.poll(60, TimeUnit.SECONDS);
        assertNotNull(frame, () -> "no frame came, wanted " + event);
        assertEquals(event, frame.getString("event"), frame::encode);
        assertNotNull(frame.getString("timestamp"));
        return frame.getJsonObject("data");
    }

    /** Sends a ping and takes all frames up to its pong. */
    List<JsonObject> untilPong() throws InterruptedException {
        send("{\"event\":\"ping\",\"data\":{}}");
        List<JsonObject> before = new ArrayList<>();
        while (true) {
            JsonObject frame = frames.poll(60, TimeUnit.SECONDS);
            assertNotNull(frame, "no pong came");
            if (frame.getString("event").equals("pong")) {
                return before;
            }
            before.add(frame);
        }
    }

    int closeCode() throws Exception {
        try {
            return closed.get(60, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the socket was not closed", e);
        }
    }
}
