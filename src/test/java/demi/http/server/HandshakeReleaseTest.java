package demi.http.server;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import java.lang.ref.WeakReference;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** That a socket which is open keeps nothing of how it was opened, and works without it. */
class HandshakeReleaseTest {

    private final Vertx vertx = Vertx.vertx();
    private final WebSocketClient client = vertx.createWebSocketClient();
    private final AtomicReference<@Nullable WeakReference<HttpConnection>> cameBy = new AtomicReference<>();
    private final AtomicReference<@Nullable ServerWebSocket> open = new AtomicReference<>();

    @AfterEach
    void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    private static <T> T result(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    private HttpServer serve() {
        return result(vertx.createHttpServer()
                .requestHandler(request -> {
                    HttpConnection connection = request.connection();
                    request.toWebSocket().onSuccess(socket -> {
                        SocketWire wire = new SocketWire(
                                socket, connection, SocketPace.GENEROUS, true, () -> {}, broken -> socket.close());
                        socket.textMessageHandler(wire::write);
                        open.set(socket);
                    });
                    cameBy.set(new WeakReference<>(connection));
                })
                .listen(0, "127.0.0.1"));
    }

    @Test
    @EnabledForJreRange(max = JRE.JAVA_25)
    void theConnectionOfTheHandshakeIsLetGo() {
        HttpServer server = serve();
        Promise<String> echo = Promise.promise();
        WebSocket socket = result(client.webSocket()
                .textMessageHandler(echo::tryComplete)
                .connect(server.actualPort(), "127.0.0.1", "/"));

        await().until(() -> {
            System.gc();
            WeakReference<HttpConnection> known = cameBy.get();
            return known != null && known.get() == null;
        });

        assertNotNull(open.get());
        result(socket.writeTextMessage("Are you there?"));
        assertEquals("Are you there?", result(echo.future()));
        result(socket.close());
        await().until(() -> {
            ServerWebSocket there = open.get();
            return there != null && there.isClosed();
        });
    }
}
