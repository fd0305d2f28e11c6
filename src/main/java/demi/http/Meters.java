package demi.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpMethod;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
        // A room that is opened again counts from the beginning, and the registry would keep what was there.
        registry.find("demi.sockets.open").meters().forEach(registry::remove);
        Gauge.builder("demi.sockets.open", sockets, AtomicInteger::get)
                .description("Chat sockets that are open.")
                .register(registry);
    }

    void sockets(int open) {
        sockets.set(open);
    }

    void messageIn() {
        counter("demi.messages.in", "Messages that people have sent.").increment();
    }

    /** An error frame went to one socket, or to all of a person. */
    void error(String code) {
        counter("demi.socket.errors", "Errors told over sockets.", "code", code).increment();
    }

    /** A request was answered, {@code nanos} after it came in. */
    void request(String route, HttpMethod method, int status, long nanos) {
        Timer.builder("demi.http.requests")
                .description("Requests answered; a chat socket's handshake is not among them.")
                .tag("route", route)
                .tag("method", KNOWN.contains(method) ? method.name() : "other")
                .tag("code", Integer.toString(status))
                .register(registry)
                .record(nanos, TimeUnit.NANOSECONDS);
    }

    private Counter counter(String name, String description, String... tags) {
        return Counter.builder(name).description(description).tags(tags).register(registry);
    }
}
