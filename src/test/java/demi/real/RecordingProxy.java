package demi.real;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/** Stands between Demi and a real Ollama, passes everything on as it comes, and keeps what chats were. */
final class RecordingProxy {

    private final URI ollama;
    private final HttpClient client;
    private final List<Chat> chats = new ArrayList<>();
    private final HttpServer server;

    /**
     * One request to {@code /api/chat} that generated something, and what came back.
     *
     * @param body as it was sent
     * @param reply the words, as the model wrote them
     * @param promptTokens -1 where the answer was cut off
     */
    record Chat(JsonObject body, String reply, int promptTokens, int replyTokens, boolean finished) {
        boolean isFollowUp() {
            return body.containsKey("format");
        }
    }

    RecordingProxy(Vertx vertx, URI ollama) {
        this.ollama = ollama;
        this.client = vertx.createHttpClient();
        this.server = vertx.createHttpServer().requestHandler(this::pass);
    }

    Future<String> start() {
        return server.listen(0, "127.0.0.1").map(listening -> "http://127.0.0.1:" + listening.actualPort());
    }

    Future<Void> stop() {
        return server.close();
    }

    /** In the order in which they ended. */
    synchronized List<Chat> chats() {
        return List.copyOf(chats);
    }

    synchronized void clear() {
        chats.clear();
    }

    private synchronized void keep(Chat chat) {
        chats.add(chat);
    }

    private void pass(HttpServerRequest request) {
        request.body()
                .compose(body -> client.request(
                                new RequestOptions().setMethod(request.method()).setAbsoluteURI(ollama + request.uri()))
                        .compose(onward -> pass(request, onward, body)))
                .onFailure(thrown -> {
                    if (!request.response().headWritten()) {
                        request.response().setStatusCode(502).end();
                    } else {
                        request.connection().close();
                    }
                });
    }

    private Future<Void> pass(HttpServerRequest request, HttpClientRequest onward, Buffer body) {
        // A client that goes away ends the generation, as it would without a proxy in between.
        request.response().closeHandler(gone -> onward.reset());
        onward.putHeader("Content-Type", "application/json");
        return onward.send(body).compose(answer -> {
            request.response()
                    .setStatusCode(answer.statusCode())
                    .setChunked(true)
                    .putHeader("Content-Type", String.valueOf(answer.getHeader("Content-Type")));
            return request.path().equals("/api/chat")
                    ? record(request, answer, body)
                    : answer.pipeTo(request.response());
        });
    }

    private Future<Void> record(HttpServerRequest request, HttpClientResponse answer, Buffer body) {
        Buffer all = Buffer.buffer();
        answer.handler(piece -> {
            all.appendBuffer(piece);
            request.response().write(piece);
        });
        return answer.end().onComplete(ended -> {
            note(body, all);
            request.response().end();
        });
    }

    private void note(Buffer sent, Buffer answer) {
        JsonObject body = sent.toJsonObject();
        if (body.getBoolean("_debug_render_only", false)
                || body.getJsonArray("messages", new JsonArray()).isEmpty()) {
            return;
        }
        StringBuilder reply = new StringBuilder();
        JsonObject last = new JsonObject();
        for (String line : answer.toString().split("\n", -1)) {
            if (line.isBlank()) {
                continue;
            }
            try {
                last = new JsonObject(line);
            } catch (DecodeException cutOff) {
                break;
            }
            reply.append(last.getJsonObject("message", new JsonObject()).getString("content", ""));
        }
        keep(new Chat(
                body,
                reply.toString(),
                last.getInteger("prompt_eval_count", -1),
                last.getInteger("eval_count", -1),
                last.getBoolean("done", false)));
    }

    /** What the model read of a request, in its template's words. */
    Future<String> rendered(JsonObject body) {
        JsonObject asked = body.copy().put("_debug_render_only", true).put("stream", false);
        return client.request(new RequestOptions()
                        .setMethod(io.vertx.core.http.HttpMethod.POST)
                        .setAbsoluteURI(ollama + "/api/chat"))
                .compose(request ->
                        request.putHeader("Content-Type", "application/json").send(asked.toBuffer()))
                .compose(HttpClientResponse::body)
                .map(answer -> answer.toJsonObject()
                        .getJsonObject("_debug_info", new JsonObject())
                        .getString("rendered_template", ""));
    }
}
