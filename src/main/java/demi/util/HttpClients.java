package demi.util;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;

/**
 * Makes clients that stay. Each looks for connections that nobody needs any more: once a second, as Vert.x makes them, which wakes a
 * loop as long as it lives.
 */
public final class HttpClients {

    private static final int CLEAN_MS = 10_000;

    /** With a look that comes late, less than the 65 and 75 seconds after which servers of this kind close one. */
    private static final int KEEP_ALIVE_S = 45;

    private HttpClients() {}

    /** One that has as many connections at a time as Vert.x would give it. */
    public static HttpClient create(Vertx vertx, HttpClientOptions options) {
        return create(vertx, options, new PoolOptions());
    }

    /** Connections are kept for less than a minute, or what the options say. */
    public static HttpClient create(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        if (options.getKeepAliveTimeout() == HttpClientOptions.DEFAULT_KEEP_ALIVE_TIMEOUT) {
            options.setKeepAliveTimeout(KEEP_ALIVE_S);
        }
        return vertx.createHttpClient(options, pool.setCleanerPeriod(CLEAN_MS));
    }
}
