package demi.discord.standin;

import io.vertx.core.http.HttpServerResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Discord's rate limits: so many requests of a route and channel in a window, told in headers, and 429 beyond. */
final class FakeRateLimits {

    private final Map<String, Window> windows = new HashMap<>();
    private int limit = 5;
    private long windowMillis = 5_000;
    private int refused;

    private static final class Window {
        private long ends;
        private int left;
    }

    void limit(int requests, long millis) {
        limit = requests;
        windowMillis = millis;
    }

    /** How many requests were answered with 429. */
    int refused() {
        return refused;
    }

    /** Whether the request may pass; sets the headers, and for one that may not also the status. */
    boolean admit(String bucket, HttpServerResponse response) {
        long now = System.currentTimeMillis();
        Window window = windows.computeIfAbsent(bucket, first -> new Window());
        if (now >= window.ends) {
            window.ends = now + windowMillis;
            window.left = limit;
        }
        boolean passes = window.left > 0;
        window.left = Math.max(0, window.left - 1);
        response.putHeader("X-RateLimit-Limit", Integer.toString(limit))
                .putHeader("X-RateLimit-Remaining", Integer.toString(window.left))
                .putHeader("X-RateLimit-Reset", seconds(window.ends))
                .putHeader("X-RateLimit-Reset-After", seconds(window.ends - now))
                .putHeader(
                        "X-RateLimit-Bucket",
                        Integer.toHexString(bucket.replaceAll("[0-9]", "").hashCode()));
        if (!passes) {
            refused++;
            response.setStatusCode(429)
                    .putHeader("Retry-After", Long.toString((window.ends - now + 999) / 1000))
                    .putHeader("X-RateLimit-Scope", "user");
        }
        return passes;
    }

    /** How long somebody who was refused has to wait. */
    double retryAfter(String bucket) {
        Window window = windows.get(bucket);
        return window == null ? 0 : Math.max(0, window.ends - System.currentTimeMillis()) / 1000.0;
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f", millis / 1000.0);
    }
}
