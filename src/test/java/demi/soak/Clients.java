package demi.soak;

import demi.bench.server.People;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What connects to her. Everything happens on one event loop, so that the state of all who use it is plain fields. */
final class Clients {

    private static final long EVERY_MS = 20;

    private static final int MOST = 10_000;
    private static final int REQUESTS = 400;
    /** Longer than she lets anybody wait. */
    private static final long PATIENCE_SECONDS = 60;

    final Vertx vertx = Vertx.vertx(
            new VertxOptions().setEventLoopPoolSize(1).setMaxEventLoopExecuteTime(TimeUnit.SECONDS.toNanos(10)));
    final int port;
    private final Context context = vertx.getOrCreateContext();
    /** Each request comes as if from somebody else. */
    private final HttpClient http = vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(false),
            new PoolOptions().setHttp1MaxSize(REQUESTS).setMaxWaitQueueSize(-1));

    private final HttpClient ownHttp =
            vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(50));
    /** What is dropped is dropped as by a process that was killed. */
    private final WebSocketClient sockets = vertx.createWebSocketClient(
            new WebSocketClientOptions().setMaxConnections(MOST).setSoLinger(0));

    private final NetClient tcp = vertx.createNetClient(new NetClientOptions().setSoLinger(0));

    record Reply(int status, Buffer body) {}

    Clients(int port) {
        this.port = port;
    }

    /** Does it on the event loop, and waits. */
    <T> T now(Supplier<T> work) throws Exception {
        return soon(() -> Future.succeededFuture(work.get()));
    }

    /** Begins it on the event loop, and waits until it is done. */
    <T> T soon(Supplier<Future<T>> work) throws Exception {
        Promise<T> done = Promise.promise();
        context.runOnContext(run -> work.get().onComplete(done));
        return People.await(done.future());
    }

    /** On connections that no flood of {@link #login} holds up. */
    Future<Reply> get(String path) {
        return ownHttp.request(HttpMethod.GET, port, "127.0.0.1", path)
                .compose(request -> request.send())
                .compose(response -> response.body().map(body -> new Reply(response.statusCode(), body)))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** @param address as a trusted proxy tells it */
    Future<Reply> login(String email, String password, String fingerprint, String address, boolean flood) {
        JsonObject body =
                new JsonObject().put("email", email).put("password", password).put("device_fingerprint", fingerprint);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/auth/login")
                .putHeader("Content-Type", "application/json")
                .putHeader("X-Forwarded-For", address);
        return (flood ? http : ownHttp)
                .request(options)
                .compose(request -> request.send(body.encode()))
                .compose(response -> response.body().map(read -> new Reply(response.statusCode(), read)))
                .timeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    Future<WebSocket> chat(String token) {
        return sockets.connect(new WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI("/api/v1/chat/ws?token=" + token));
    }

    Future<NetSocket> connect() {
        return tcp.connect(port, "127.0.0.1");
    }

    void close() throws Exception {
        People.await(vertx.close());
    }

    /** Does it so often, evenly over a time. */
    void evenly(int count, long millis, Runnable work) {
        long begun = System.nanoTime();
        int[] done = {0};
        vertx.setPeriodic(EVERY_MS, timer -> {
            long due = Math.min(count, count * (System.nanoTime() - begun) / 1_000_000 / millis);
            while (done[0] < due) {
                done[0]++;
                work.run();
            }
            if (done[0] >= count) {
                vertx.cancelTimer(timer);
            }
        });
    }
}
