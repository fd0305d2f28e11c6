package demi.util;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/** Makes all clients, since each looks for connections that nobody needs any more: once a second, as Vert.x makes them. */
public final class HttpClients {

    /** A connection is kept this much longer than its time, at most. */
    private static final int CLEAN_MS = 10_000;

    private HttpClients() {}

    /** One that has as many connections at a time as Vert.x would give it. */
    public static HttpClient create(Vertx vertx, HttpClientOptions options) {
        return create(vertx, options, new PoolOptions());
    }

    public static HttpClient create(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        return vertx.createHttpClient(options, pool.setCleanerPeriod(CLEAN_MS));
    }
}
