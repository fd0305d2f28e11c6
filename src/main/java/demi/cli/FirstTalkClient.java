package demi.cli;

import demi.bus.Failure;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Somebody who comes for the first time: makes the account, and has a message answered. */
final class FirstTalkClient {

    private static final String HERE = "127.0.0.1";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int LONGEST = 1 << 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final WebSocketClient sockets;
    private final int port;

    FirstTalkClient(Vertx vertx, int port) {
        this.vertx = vertx;
        this.client = vertx.createHttpClient();
        this.sockets = vertx.createWebSocketClient();
        this.port = port;
    }

    /** @param code of {@link demi.api.AccountsApi#SETUP_CODE} */
    Future<Void> talk(String code) {
        JsonObject account = new JsonObject()
                .put("code", code)
                .put("email", "first@example.org")
                .put("password", "nobody is ever going to type this");
        return request(HttpMethod.GET, "/", Buffer.buffer())
                .compose(page -> request(HttpMethod.GET, "/health", Buffer.buffer()))
                .compose(health -> request(HttpMethod.POST, "/api/v1/setup", account.toBuffer()))
                .compose(body -> open(new JsonObject(body).getString("access_token")))
                .compose(FirstTalkClient::answered)
                // They close by themselves, sockets and all, when nobody holds on to them any more.
                .eventually(() -> Future.join(sockets.close(), client.close()));
    }

    private Future<String> request(HttpMethod method, String path, Buffer body) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setHost(HERE)
                .setPort(port)
                .setURI(path)
                .addHeader("Content-Type", "application/json");
        return HttpExchange.readWhole(vertx, client, options, body, PATIENCE, LONGEST)
                .outcome()
                .map(HttpExchange.Answer::body);
    }

    private Future<WebSocket> open(String token) {
        return sockets.connect(new WebSocketConnectOptions()
                .setHost(HERE)
                .setPort(port)
                .setURI("/api/v1/chat/ws?stream=1&token=" + token));
    }

    private static Future<Void> answered(WebSocket socket) {
        Promise<Void> done = Promise.promise();
        socket.textMessageHandler(text -> {
            if (new JsonObject(text).getString("event").equals("emotion_update")) {
                done.tryComplete();
            }
        });
        socket.closeHandler(closed -> done.tryFail(new Failure(Failure.Code.UNAVAILABLE, "She did not answer.")));
        JsonObject message = new JsonObject()
                .put("event", "message")
                .put("data", new JsonObject().put("content", "Hello, how was your day?"));
        return socket.writeTextMessage(message.encode())
                .compose(sent -> done.future().timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
    }
}
