package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.HealthApi.Status;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.store.StoreFixture;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A push monitor that says what it heard. */
class PushTest {

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final List<MultiMap> heard = new CopyOnWriteArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger stalls = new AtomicInteger();
    private volatile int refusal = 500;
    private volatile long delay;
    private HttpServer monitor;

    @BeforeEach
    @SuppressWarnings("NullAway.Init")
    void open() {
        monitor = StoreFixture.get(vertx.createHttpServer()
                .requestHandler(request -> {
                    assertEquals("/api/push/abc", request.path());
                    boolean refuses = refusals.getAndDecrement() > 0;
                    if (!refuses) {
                        heard.add(request.params());
                    }
                    if (stalls.getAndDecrement() > 0) {
                        request.response().setChunked(true).write("{\"ok\":");
                    } else if (delay > 0) {
                        vertx.setTimer(delay, late -> request.response().end());
                    } else {
                        request.response()
                                .setStatusCode(refuses ? refusal : 200)
                                .end("{\"ok\":true}");
                    }
                })
                .listen(0, "127.0.0.1"));
    }

    @AfterEach
    void close() {
        StoreFixture.get(vertx.close());
    }

    private void deploy(boolean strict) {
        Secret url = new Secret("http://127.0.0.1:" + monitor.actualPort() + "/api/push/abc");
        StoreFixture.get(vertx.deployVerticle(
                new UptimePushVerticle(bus, new UptimePushSettings(url, Duration.ofMillis(20), strict))));
    }

    private void told(String part, Status status) {
        bus.publish(
                HealthApi.COMPONENT, HealthApi.ComponentHealth.of(part, status, "A detail that is nobody's business."));
    }

    private void hears(String status, String message) {
        await().until(() -> heard.stream()
                .anyMatch(params -> status.equals(params.get("status")) && message.equals(params.get("msg"))));
    }

    @Test
    void theMonitorHearsHowSheIsAndHowLongItTook() {
        deploy(false);
        hears("down", "DOWN: database");
        told("database", Status.UP);
        hears("up", "OK");
        told("ollama", Status.DOWN);
        hears("up", "DEGRADED: ollama");
        told("database", Status.DOWN);
        hears("down", "DOWN: database, ollama");
        assertEquals("", heard.get(0).get("ping"));
    }

    @Test
    void theMonitorHearsHowLongItTookTheLastTime() {
        delay = 20;
        deploy(false);
        await().until(() -> heard.size() > 1);
        assertEquals("", heard.get(0).get("ping"));
        assertTrue(heard.get(1).get("ping").matches("[1-9]\\d*"), heard.get(1).get("ping"));
    }

    @Test
    void aMonitorThatDoesNotComeToItsEndIsToldTheNextTime() {
        stalls.set(3);
        deploy(false);
        told("database", Status.UP);
        await().until(() -> heard.size() > 4);
    }

    @Test
    void aMonitorThatDoesNotTakeItIsNamedByItsStatusAndNotByItsAddress() {
        Recorder log = Recorder.of(UptimePushVerticle.class);
        refusals.set(1_000_000);
        refusal = 404;
        deploy(false);
        await().until(() -> log.lines().size() == 1);
        assertEquals(List.of("The monitor cannot be told how she is: it answers 404"), log.lines());
        refusals.set(0);
        await().until(() -> log.lines().size() == 2);
        assertEquals("The monitor can be told again how she is", log.lines().get(1));
        log.close();
    }

    @Test
    void whoWantsToHearOfEverythingDoes() {
        deploy(true);
        told("database", Status.UP);
        hears("up", "OK");
        told("discord", Status.DEGRADED);
        hears("down", "DEGRADED: discord");
    }

    @Test
    void whatWasNotHeardIsSaidAgain() {
        refusals.set(5);
        deploy(false);
        told("database", Status.UP);
        hears("up", "OK");
        assertTrue(refusals.get() <= 0);
    }

    @Test
    void aMonitorThatIsAwayIsTriedAgainWhenItIsBack() {
        int port = monitor.actualPort();
        StoreFixture.get(monitor.close());
        deploy(false);
        told("database", Status.UP);
        monitor = StoreFixture.get(vertx.createHttpServer()
                .requestHandler(request -> {
                    heard.add(request.params());
                    request.response().end();
                })
                .listen(port, "127.0.0.1"));
        hears("up", "OK");
    }
}
