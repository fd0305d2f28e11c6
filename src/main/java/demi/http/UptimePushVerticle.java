package demi.http;

import demi.api.HealthApi;
import demi.api.HealthApi.ComponentHealth;
import demi.api.HealthApi.Status;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.http.health.HealthRegistry;
import demi.util.HttpClients;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a push monitor (Uptime Kuma's, or any that takes {@code ?status=up&msg=…&ping=…}) how she is. Its address is a
 * secret: whoever has it can tell the monitor anything.
 */
public final class UptimePushVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(UptimePushVerticle.class);
    private static final int TRIES = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int LONGEST_MESSAGE = 200;

    private final Bus bus;
    private final UptimePushSettings settings;
    private final String url;
    private final HealthRegistry healthRegistry = new HealthRegistry();
    private HttpClient client;
    private boolean busy;
    private boolean failing;
    /** How long the monitor took to answer the last time. */
    private long ping;

    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public UptimePushVerticle(Bus bus, UptimePushSettings settings) {
        this.bus = bus;
        this.settings = settings;
        this.url = Objects.requireNonNull(settings.url()).value();
    }

    @Override
    public Future<?> start() {
        client = HttpClients.create(vertx, new HttpClientOptions().setConnectTimeout((int) PATIENCE.toMillis()));
        Timers.every(vertx, settings.every().toMillis(), timer -> push());
        return bus.subscribe(HealthApi.COMPONENT, healthRegistry::onComponent)
                .onSuccess(listening -> bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested()));
    }

    private void push() {
        if (busy) {
            return;
        }
        busy = true;
        attempt(TRIES).onComplete(pushed -> {
            busy = false;
            if (pushed.failed() != failing && !BaseVerticle.isClosing()) {
                failing = pushed.failed();
                LOG.warn(
                        "The monitor {}{}",
                        failing ? "cannot be told how she is: " : "can be told again how she is",
                        failing ? reason(pushed.cause()) : "");
            }
        });
    }

    /** An address in an exception's words would be the secret: its kind says enough, and a status is none. */
    private static String reason(Throwable thrown) {
        return thrown instanceof Refused refused
                ? "it answers " + refused.status
                : thrown.getClass().getSimpleName();
    }

    /** The monitor answers, but does not take it: a wrong token, a redirect, a fault of its own. */
    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;
        private final int status;

        Refused(int status) {
            super("status " + status, null, false, false);
            this.status = status;
        }
    }

    private Future<?> attempt(int left) {
        Future<?> tried = send();
        return left == 1
                ? tried
                : tried.recover(thrown -> Timers.pause(vertx, pause().toMillis())
                        .compose(later -> attempt(left - 1))
                        .mapEmpty());
    }

    /** All tries together take no longer than it is to the next push. */
    private Duration pause() {
        Duration part = settings.every().dividedBy(TRIES * 2L);
        return part.compareTo(LONGEST_PAUSE) < 0 ? part : LONGEST_PAUSE;
    }

    private Future<Void> send() {
        long began = System.nanoTime();
        RequestOptions request = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url + query())
                .setFollowRedirects(false);
        // The status says it: a body that does not end is not waited for.
        return HttpExchange.readStatus(vertx, client, request, Buffer.buffer(), PATIENCE)
                .compose(status -> {
                    if (status != 200) {
                        return Future.failedFuture(new Refused(status));
                    }
                    ping = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
                    return Future.succeededFuture();
                });
    }

    private String query() {
        Status overall = healthRegistry.overall();
        boolean up = settings.strict() ? overall == Status.UP : overall != Status.DOWN;
        String not = healthRegistry.components().values().stream()
                .filter(part -> part.status() != Status.UP)
                .map(ComponentHealth::name)
                .collect(Collectors.joining(", "));
        String message = not.isEmpty() ? "OK" : overall + ": " + not;
        return "?status=" + (up ? "up" : "down")
                + "&msg=" + encoded(message.substring(0, Math.min(LONGEST_MESSAGE, message.length())))
                + "&ping=" + (ping == 0 ? "" : ping);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @Override
    protected Future<?> close() {
        return client.close();
    }
}
