package demi.autonomy;

import demi.store.StoreFixture;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * ntfy and Gotify as far as they are asked, with their faults. Statuses and bodies are those of ntfy 2.13 and of Gotify's master
 * of July 2026, which were run and asked the same; that ntfy tells its sequence ids, from 2.16 on, is by its documentation.
 */
final class PushStandIn {

    /** What goes wrong with one request. */
    enum Fault {
        /** The connection breaks before anything is done. */
        CUT_BEFORE,
        /** It is done, and nobody hears of it. */
        CUT_AFTER,
        /** A proxy says 502 of what is done. */
        BAD_GATEWAY_AFTER,
        /** It says 502 of what is not done. */
        BAD_GATEWAY_BEFORE,
        BUSY,
        /** It says 200, begins to say more, and does not come to its end. */
        STALL
    }

    record Seen(String path, JsonObject message, Map<String, String> headers) {}

    static final String APP = "gtfya.app-token";
    static final String CLIENT = "gtfyc.client-token";

    /** Of ntfy: who may write where; empty, everybody may everywhere. */
    final Map<String, String> writers = new ConcurrentHashMap<>();

    final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
    /** What has arrived, in order. */
    final List<Seen> arrived = new CopyOnWriteArrayList<>();
    /** Every request, as method and path. */
    final List<String> requests = new CopyOnWriteArrayList<>();

    volatile boolean keepsSequences = true;
    volatile boolean readable = true;

    private final HttpServer server;

    PushStandIn(Vertx vertx, HttpServerOptions options) {
        server = StoreFixture.get(
                vertx.createHttpServer(options).requestHandler(this::handle).listen(options.getPort(), "127.0.0.1"));
    }

    PushStandIn(Vertx vertx) {
        this(vertx, new HttpServerOptions().setPort(0));
    }

    int port() {
        return server.actualPort();
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    void close() {
        StoreFixture.get(server.close());
    }

    /** Topics of what has arrived. */
    List<String> topics() {
        return arrived.stream().map(seen -> seen.path().substring(1)).toList();
    }

    private void handle(HttpServerRequest request) {
        requests.add(request.method() + " " + request.path());
        request.body().onSuccess(body -> {
            boolean gotify =
                    request.path().startsWith("/message") || request.path().startsWith("/gotify/message");
            if (request.method().equals(HttpMethod.GET)) {
                read(request, gotify);
            } else {
                write(request, body.toString(), gotify);
            }
        });
    }

    private void write(HttpServerRequest request, String body, boolean gotify) {
        Fault fault = faults.poll();
        if (fault == Fault.CUT_BEFORE) {
            request.connection().close();
        } else if (fault == Fault.BUSY || fault == Fault.BAD_GATEWAY_BEFORE) {
            answer(request, fault == Fault.BUSY ? 503 : 502, new JsonObject());
        } else {
            take(request, body, gotify, fault);
        }
    }

    private void take(HttpServerRequest request, String body, boolean gotify, @Nullable Fault fault) {
        int refused = gotify ? gotifyRefuses(request, body) : ntfyRefuses(request, body);
        if (refused > 0) {
            answer(request, refused, new JsonObject().put("error", "no").put("http", refused));
            return;
        }
        JsonObject message = gotify ? new JsonObject(body) : ntfy(request, body);
        arrived.add(new Seen(request.path(), message, headers(request)));
        if (fault == Fault.CUT_AFTER) {
            request.connection().close();
        } else if (fault == Fault.STALL) {
            request.response().setChunked(true).write("{\"id\":");
        } else {
            answer(request, fault == Fault.BAD_GATEWAY_AFTER ? 502 : 200, message);
        }
    }

    private static Map<String, String> headers(HttpServerRequest request) {
        return request.headers().entries().stream()
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toLowerCase(java.util.Locale.ROOT),
                        Map.Entry::getValue,
                        (one, two) -> one));
    }

    private int ntfyRefuses(HttpServerRequest request, String body) {
        if (!request.path().matches("/[-_A-Za-z0-9]{1,64}")) {
            return 404;
        }
        if (body.length() >= 4_096) {
            return 400;
        }
        if (writers.isEmpty()) {
            return 0;
        }
        String header = request.getHeader("Authorization");
        if (header == null) {
            return 403;
        }
        String topic = writers.get(header.replace("Bearer ", ""));
        return topic == null ? 401 : request.path().equals("/" + topic) ? 0 : 403;
    }

    private JsonObject ntfy(HttpServerRequest request, String body) {
        JsonObject message = new JsonObject()
                .put("id", UUID.randomUUID().toString().substring(0, 12))
                .put("event", "message")
                .put("topic", request.path().substring(1))
                .put("title", request.getHeader("Title"))
                .put("message", body);
        return keepsSequences ? message.put("sequence_id", request.getHeader("X-Sequence-ID")) : message;
    }

    private static int gotifyRefuses(HttpServerRequest request, String body) {
        if (request.path().endsWith("/")) {
            return 307;
        }
        return !APP.equals(request.getHeader("X-Gotify-Key"))
                ? 401
                : new JsonObject(body).getString("message", "").isEmpty() ? 400 : 0;
    }

    private void read(HttpServerRequest request, boolean gotify) {
        if (gotify) {
            boolean mayLook = CLIENT.equals(request.getHeader("X-Gotify-Key"));
            JsonArray messages = new JsonArray();
            arrived.forEach(seen -> messages.add(seen.message()));
            answer(request, mayLook ? 200 : 401, new JsonObject().put("messages", messages));
        } else if (!readable) {
            answer(request, 403, new JsonObject().put("code", 40301));
        } else {
            String topic = request.path().replaceAll("^/|/json$", "");
            request.response()
                    .end(arrived.stream()
                            .map(Seen::message)
                            .filter(message -> message.getString("topic").equals(topic))
                            .map(message -> message.encode() + "\n")
                            .collect(Collectors.joining()));
        }
    }

    private static void answer(HttpServerRequest request, int status, JsonObject body) {
        request.response().setStatusCode(status).end(body.encode() + "\n");
    }
}
