package demi.http.web;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What this room counts; every label has a bounded set of values. */
public final class HttpMetrics {

    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private static final List<String> ERRORS =
            List.of("invalid_message", "rate_limited", "not_found", "inference_error", "server_error");

    private final MeterRegistry registry;
    private final AtomicInteger sockets;

    public HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.sockets = new AtomicInteger();
        // A room that is opened again counts from the beginning, and the registry would keep what was there.
        registry.find("demi.sockets.open").meters().forEach(registry::remove);
        Gauge.builder("demi.sockets.open", sockets, AtomicInteger::get)
                .description("Chat sockets that are open.")
                .register(registry);
        // From the start, so that a rate has something to begin with.
        ERRORS.forEach(this::errors);
    }

    public void sockets(int open) {
        sockets.set(open);
    }

    /** An error frame went to one socket, or to all of a person. */
    public void error(String code) {
        errors(code).increment();
    }

    /**
     * A request was answered, {@code nanos} after it came in.
     *
     * @param isProbe whether a monitor asked; a house in which nobody does anything has such requests only
     */
    void request(String route, boolean isProbe, HttpMethod method, int status, long nanos) {
        Timer.builder("demi.http.request.duration")
                .description("Requests answered; the handshake of a chat socket that opens is not among them.")
                .tag("route", route)
                .tag("kind", isProbe ? "probe" : "client")
                .tag("method", KNOWN.contains(method) ? method.name() : "other")
                .tag("code", Integer.toString(status))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Counter errors(String code) {
        return Counter.builder("demi.socket.errors")
                .description("Errors told over sockets.")
                .tag("code", code)
                .register(registry);
    }
}
