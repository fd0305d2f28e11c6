package demi.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What this room counts; every label has a bounded set of values. */
final class Meters {

    private static final Set<HttpMethod> KNOWN = Set.of(
            HttpMethod.GET,
            HttpMethod.HEAD,
            HttpMethod.POST,
            HttpMethod.PUT,
            HttpMethod.PATCH,
            HttpMethod.DELETE,
            HttpMethod.OPTIONS);

    private final MeterRegistry registry;
    private final AtomicInteger sockets;

    Meters(MeterRegistry registry) {
        this.registry = registry;
        this.sockets = new AtomicInteger();
        registry.gauge("demi.sockets.open", sockets);
    }

    void sockets(int open) {
        sockets.set(open);
    }

    void messageIn() {
        registry.counter("demi.messages.in").increment();
    }

    /** An error frame went to one socket, or to all of a person. */
    void error(String code) {
        registry.counter("demi.socket.errors", "code", code).increment();
    }

    void request(String route, HttpMethod method, int status) {
        String name = KNOWN.contains(method) ? method.name() : "other";
        registry.counter("demi.rest.requests", "route", route, "method", name, "code", Integer.toString(status))
                .increment();
    }
}
