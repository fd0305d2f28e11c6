package demi.bench.server;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.parsetools.RecordParser;
import io.vertx.ext.web.Router;

/**
 * The least that Demi could be: Vert.x with a router, a light answer, and a socket that hands what is said on to Ollama and
 * each word of its reply back, with the same client as she uses. It keeps nothing, knows nobody and checks nothing.
 * Arguments: its port, and Ollama's base URL.
 */
public final class BareServer {

    static final String STATUS = "/api/v1/status";
    private static final int CONNECTIONS = 128;

    private final HttpClient client;
    private final RequestOptions chat;

    private BareServer(Vertx vertx, String ollama) {
        this.client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        this.chat = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(ollama + "/api/chat");
    }

    public static void main(String[] arguments) {
        Vertx vertx = Vertx.vertx();
        BareServer server = new BareServer(vertx, arguments[1]);
        Router router = Router.router(vertx);
        router.get(STATUS)
                .handler(context -> context.json(new JsonObject()
                        .put("status", "ok")
                        .put("service", "demi-android-api")
                        .put("version", "0")));
        router.get("/api/v1/chat/ws")
                .handler(context -> context.request().toWebSocket().onSuccess(server::talk));
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.parseInt(arguments[0])))
                .requestHandler(router)
                .listen()
                .onFailure(failure -> System.exit(1));
    }

    private void talk(ServerWebSocket socket) {
        socket.textMessageHandler(text ->
                answer(socket, new JsonObject(text).getJsonObject("data").getString("content")));
    }

    private void answer(ServerWebSocket socket, String said) {
        JsonObject message = new JsonObject().put("role", "user").put("content", said);
        JsonObject body = new JsonObject().put("model", "llama3.2:1b").put("messages", new JsonArray().add(message));
        client.request(chat)
                .compose((HttpClientRequest request) -> request.send(body.encode()))
                .onSuccess(response -> {
                    RecordParser lines = RecordParser.newDelimited("\n", response);
                    lines.handler(line -> {
                        String word =
                                new JsonObject(line).getJsonObject("message").getString("content");
                        if (!word.isEmpty()) {
                            write(socket, "delta", new JsonObject().put("text", word));
                        }
                    });
                    lines.endHandler(end -> write(socket, "emotion_update", new JsonObject()));
                })
                .onFailure(failure -> write(socket, "error", new JsonObject()));
    }

    private static void write(ServerWebSocket socket, String event, JsonObject data) {
        socket.writeTextMessage(
                new JsonObject().put("event", event).put("data", data).encode());
    }
}
