package demi.matrix;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Matrix homeserver for tests: the client-server API over HTTP on a port of 127.0.0.1, below a path of its own, with faults. Checked
 * against Synapse 1.163. Its methods are for the test's thread, and return when the thing is done.
 */
public final class FakeMatrix {

    public static final String DEMI = "@demi:fake.test";
    public static final String ANNA = "@anna:fake.test";
    public static final String BOB = "@bob:fake.test";
    public static final String TOKEN = "syt_stand_in_token";

    /** Before {@code /_matrix}, as behind a proxy. */
    private static final String BASE = "/chat";

    /** A request that came: its method and decoded path without the base. */
    public record Seen(String method, List<String> path, JsonObject body) {
        public boolean is(String last) {
            return path.contains(last);
        }
    }

    private record Fault(String part, Consumer<HttpServerRequest> answer) {}

    private final Vertx vertx;
    private final Context context;
    private final FakeRooms rooms = new FakeRooms();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final BlockingQueue<Seen> seen = new LinkedBlockingQueue<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private final FakeMatrixApi api = new FakeMatrixApi(this::changed, rooms);
    private @Nullable HttpServer server;
    private int port;
    private int named;

    private FakeMatrix(Vertx vertx) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
    }

    public static FakeMatrix start(Vertx vertx) {
        FakeMatrix fake = new FakeMatrix(vertx);
        fake.await(() -> {
            HttpServer made = vertx.createHttpServer(
                            new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                    .requestHandler(fake::handle);
            fake.server = made;
            return made.listen().onSuccess(listening -> fake.port = listening.actualPort());
        });
        return fake;
    }

    public String address() {
        return "http://127.0.0.1:" + port + BASE;
    }

    // --- what people do

    /** A room with these in it. Its id holds what an address does not. */
    public String room(String... members) {
        return roomWithId("!r" + ++named + "/?#% ü+:fake.test", members);
    }

    public String roomWithId(String id, String... members) {
        return run(() -> {
            String room = rooms.room(id);
            for (String member : members) {
                api.member(room, member, member, "join", false);
            }
            return room;
        });
    }

    public void invite(String room, String inviter, String user, boolean direct) {
        run(() -> api.member(room, inviter, user, "invite", direct));
    }

    public void join(String room, String user) {
        run(() -> api.member(room, user, user, "join", false));
    }

    /** @param membership leave or ban */
    public void remove(String room, String by, String user, String membership) {
        run(() -> api.member(room, by, user, membership, false));
    }

    public String say(String room, String user, String text) {
        return send(room, user, "m.room.message", text(text));
    }

    /** A reply as clients make one. */
    public String reply(String room, String user, String to, String text) {
        JsonObject relation = new JsonObject().put("m.in_reply_to", new JsonObject().put("event_id", to));
        return send(room, user, "m.room.message", text(text).put("m.relates_to", relation));
    }

    public static JsonObject text(String text) {
        return new JsonObject().put("msgtype", "m.text").put("body", text);
    }

    /** What is said from now on was said so long ago, as the server tells it. */
    public void ago(Duration time) {
        run(() -> rooms.ago(time.toMillis()));
    }

    public String send(String room, String user, String type, JsonObject content) {
        return run(() -> api.event(room, user, type, null, content));
    }

    public void state(String room, String user, String type, JsonObject content) {
        run(() -> api.event(room, user, type, "", content));
    }

    /** As it is, however malformed. */
    public void raw(String room, JsonObject event) {
        run(() -> {
            rooms.addRaw(room, event);
            changed();
            return room;
        });
    }

    public void media(String id, String type, Buffer bytes) {
        run(() -> api.media(id, type, bytes));
    }

    // --- faults, each for the next request whose path holds that part

    public void failNext(String part, int status, String type, String body, String... headers) {
        fault(part, request -> {
            HttpServerResponse response =
                    request.response().setStatusCode(status).putHeader("Content-Type", type);
            for (int i = 0; i < headers.length; i += 2) {
                response.putHeader(headers[i], headers[i + 1]);
            }
            response.end(body);
        });
    }

    public void errorNext(String part, int status, String errcode) {
        failNext(
                part,
                status,
                "application/json",
                FakeMatrixApi.error(errcode, "as asked").encode());
    }

    /** The connection ends in the middle of the answer. */
    public void cutNext(String part) {
        fault(part, request -> {
            request.response()
                    .putHeader("Content-Type", "application/json")
                    .putHeader("Content-Length", "1000")
                    .write("{\"next_batch\":\"s")
                    .onComplete(written -> request.connection().close());
        });
    }

    /** Nothing is ever answered. */
    public void silenceNext(String part) {
        fault(part, request -> {});
    }

    /** Does what is asked, and cuts the connection instead of saying so. */
    public void cutAfterNext(String part) {
        fault(
                part,
                request -> request.body().onSuccess(body -> {
                    api.handle(request, path(request), json(body), new FakeAnswer.Lost(request));
                }));
    }

    private void fault(String part, Consumer<HttpServerRequest> answer) {
        run(() -> {
            faults.add(new Fault(part, answer));
            return part;
        });
    }

    /** Tokens of /sync that were given out are unknown from now on. */
    public void forgetTokens() {
        run(api::forgetTokens);
    }

    /** The access token is good no more. */
    public void revoke(boolean softly) {
        run(() -> api.revoke(softly));
    }

    /** As a server before 1.11. */
    public void oldMediaOnly() {
        run(api::oldMediaOnly);
    }

    /** Waits for the next request of which the path holds that part. */
    public Seen next(String part) {
        try {
            for (Seen request = seen.poll(10, TimeUnit.SECONDS);
                    request != null;
                    request = seen.poll(10, TimeUnit.SECONDS)) {
                if (request.is(part)) {
                    return request;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new AssertionError("no request for " + part);
    }

    /** What was said in a room, by anybody. */
    public List<JsonObject> said(String room) {
        return run(() -> api.said(room));
    }

    public void close() {
        HttpServer open = server;
        if (open != null) {
            await(open::close);
        }
    }

    // --- the server

    private void handle(HttpServerRequest request) {
        List<String> path = path(request);
        for (Fault fault : faults) {
            if (path.contains(fault.part())) {
                faults.remove(fault);
                fault.answer().accept(request);
                return;
            }
        }
        request.body().onSuccess(body -> {
            seen.add(new Seen(request.method().name(), path, json(body)));
            if (path.contains("sync")) {
                sync(request);
            } else {
                api.handle(request, path, json(body), new FakeAnswer(request));
            }
        });
    }

    private void sync(HttpServerRequest request) {
        FakeAnswer answer = new FakeAnswer(request);
        if (api.sync(request, answer, false)) {
            return;
        }
        long[] timer = {-1};
        Runnable look = new Runnable() {
            @Override
            public void run() {
                if (request.response().closed() || api.sync(request, answer, false)) {
                    waiting.remove(this);
                    vertx.cancelTimer(timer[0]);
                }
            }
        };
        waiting.add(look);
        long timeout = Math.max(1, Long.parseLong(request.getParam("timeout", "0")));
        timer[0] = vertx.setTimer(timeout, over -> {
            if (waiting.remove(look)) {
                api.sync(request, answer, true);
            }
        });
    }

    private void changed() {
        List.copyOf(waiting).forEach(Runnable::run);
    }

    private static JsonObject json(Buffer body) {
        return body.length() == 0 ? new JsonObject() : body.toJsonObject();
    }

    private static List<String> path(HttpServerRequest request) {
        String path = request.path();
        return path.startsWith(BASE + "/")
                ? Arrays.stream(path.substring(BASE.length() + 1).split("/", -1))
                        .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                        .toList()
                : List.of();
    }

    private <T> T run(Supplier<T> work) {
        return await(() -> Future.succeededFuture(work.get()));
    }

    private <T> T await(Supplier<Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(now -> Future.succeededFuture()
                .compose(nothing -> work.get())
                .onSuccess(done::complete)
                .onFailure(done::completeExceptionally));
        try {
            return done.get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
