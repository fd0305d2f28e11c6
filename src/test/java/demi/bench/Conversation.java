package demi.bench;

import demi.bench.server.People;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/** Somebody who says their name, and says it to {@code heard} when a piece of the answer has come. */
interface Conversation {

    Future<Void> turn();

    /** A device on a chat socket. */
    final class Through implements Conversation {

        private final String name;
        private final Consumer<String> heard;
        private final WebSocket socket;
        private Promise<Void> turn = Promise.promise();

        Through(WebSocketClient client, int port, String token, String name, Consumer<String> heard) throws Exception {
            this.name = name;
            this.heard = heard;
            socket = People.await(client.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/api/v1/chat/ws?stream=1&token=" + token)));
            socket.textMessageHandler(this::frame);
            socket.closeHandler(closed -> turn.tryFail("the socket of " + name + " was closed"));
        }

        private void frame(String text) {
            if (text.startsWith("{\"event\":\"delta\"")) {
                heard.accept(name);
            } else if (text.startsWith("{\"event\":\"emotion_update\"")) {
                turn.tryComplete();
            }
        }

        @Override
        public Future<Void> turn() {
            turn = Promise.promise();
            JsonObject data = new JsonObject().put("content", name);
            socket.writeTextMessage(
                    new JsonObject().put("event", "message").put("data", data).encode());
            return turn.future();
        }
    }

    /** Somebody who asks the model's server directly. */
    final class Straight implements Conversation {

        private final HttpClient client;
        private final int port;
        private final String name;
        private final Consumer<String> heard;

        Straight(HttpClient client, int port, String name, Consumer<String> heard) {
            this.client = client;
            this.port = port;
            this.name = name;
            this.heard = heard;
        }

        @Override
        public Future<Void> turn() {
            JsonObject message = new JsonObject().put("role", "user").put("content", name);
            JsonObject body =
                    new JsonObject().put("model", "llama3.2:1b").put("messages", new JsonArray().add(message));
            return client.request(HttpMethod.POST, port, "127.0.0.1", "/api/chat")
                    .compose(request -> request.send(body.encode()))
                    .compose(response -> {
                        response.handler(chunk -> heard.accept(name));
                        return response.end();
                    });
        }
    }
}
