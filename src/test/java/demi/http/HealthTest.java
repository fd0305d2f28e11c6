package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Health;
import demi.contract.Health.Status;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest extends HttpTest {

    @Override
    HttpSettings settings() {
        return with(Duration.ofSeconds(25), Duration.ofSeconds(60), 2);
    }

    private void told(String name, Status status) throws Exception {
        house.health(name, status);
        await().until(() -> flat().getString(name, "").equals(status.name()));
    }

    private JsonObject flat() throws Exception {
        return new JsonObject(get("/api/v1/health").body());
    }

    private int code(String path) throws Exception {
        return get(path).statusCode();
    }

    @Test
    void withoutADatabaseNothingIsReady() throws Exception {
        assertEquals(200, code("/health/live"));
        assertEquals(503, code("/health/ready"));
        HttpResponse<String> health = get("/health");
        assertEquals(503, health.statusCode());
        assertEquals("DOWN", new JsonObject(health.body()).getString("status"));
        told("database", Status.DOWN);
        assertEquals(503, code("/health/ready"));
    }

    @Test
    void aPartThatIsDownDegradesTheWhole() throws Exception {
        told("database", Status.UP);
        told("ollama", Status.UP);
        assertEquals(200, code("/health?strict=1"));
        told("ollama", Status.DOWN);
        HttpResponse<String> health = get("/health");
        assertEquals(200, health.statusCode());
        JsonObject body = new JsonObject(health.body());
        assertEquals("DEGRADED", body.getString("status"));
        assertEquals("9.9.9", body.getString("version"));
        assertEquals(
                "DOWN", body.getJsonObject("checks").getJsonObject("ollama").getString("status"));
        assertTrue(body.getBoolean("rehearsal"));
        assertEquals(503, code("/health?strict=1"));
        assertEquals(200, code("/health/ready"));
    }

    @Test
    void aRoomThatIsClosedAndThatMessagesGoThroughIsDownWhateverItToldLast() throws Exception {
        told("database", Status.UP);
        closed("memory", true);
        assertEquals(200, code("/health/ready"));
        assertEquals(200, code("/health"));
        closed("conductor", false);
        HttpResponse<String> ready = get("/health/ready");
        assertEquals(503, ready.statusCode());
        assertEquals(
                "DOWN", new JsonObject(ready.body()).getJsonObject("checks").getString("rooms"));
        HttpResponse<String> health = get("/health");
        assertEquals(503, health.statusCode());
        assertEquals("DOWN", new JsonObject(health.body()).getString("status"));
    }

    private void closed(String room, boolean takesMessages) throws Exception {
        Map<String, String> facts = Map.of(room, "CLOSED", Health.TAKES_MESSAGES, Boolean.toString(takesMessages));
        bus.tell(Health.PART, new Health.Part(Health.ROOMS, Status.DOWN, "One is closed.", facts));
        await().until(() -> new JsonObject(get("/health").body())
                .getJsonObject("checks")
                .getJsonObject("rooms", new JsonObject())
                .containsKey(room));
    }

    @Test
    void theFlatHealthHasItsKeysBeforeAnybodyReported() throws Exception {
        JsonObject flat = flat();
        assertEquals("DOWN", flat.getString("database"));
        assertEquals("unknown", flat.getString("ollama"));
        assertEquals("disabled", flat.getString("discord"));
        assertEquals("true", flat.getString("rehearsal"));
        assertEquals("9.9.9", flat.getString("version"));
    }

    @Test
    void askingForHealthAsksNobody() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        bus.listen(Health.ROLL_CALL, call -> calls.incrementAndGet());
        for (int i = 0; i < 3; i++) {
            code("/health");
        }
        assertEquals(0, calls.get());
    }

    @Test
    void headAndTheManagementListenerAnswerToo() throws Exception {
        told("database", Status.UP);
        for (String path : List.of("/health", "/health/live", "/health/ready")) {
            HttpResponse<String> head = raw(room.port(), "HEAD", path, BodyPublishers.noBody());
            assertEquals(200, head.statusCode());
            assertEquals("", head.body());
            assertEquals(
                    200,
                    raw(room.managementPort(), "GET", path, BodyPublishers.noBody())
                            .statusCode());
        }
    }

    @Test
    void metricsAreOnTheManagementListenerOnly() throws Exception {
        assertEquals(404, code("/metrics"));
        device("ada").say("hello");
        get("/api/v1/auth/sessions/secret-id", as("ada"));
        await().untilAsserted(() -> {
            String text = raw(room.managementPort(), "GET", "/metrics", BodyPublishers.noBody())
                    .body();
            assertTrue(text.contains("demi_sockets_open 1.0"), text);
            assertTrue(text.contains("demi_messages_in_total 1.0"), text);
            assertTrue(
                    text.contains("demi_http_requests_seconds_count{code=\"404\",method=\"GET\",route=\"none\"}"),
                    text);
            assertFalse(text.contains("secret-id"), text);
        });
    }

    @Test
    void aPersonHasOnlySoManySockets() throws Exception {
        device("ada");
        Device second = device("ada-phone");
        assertEquals(429, Device.refusal(sockets, room.port(), CHAT + "ada").getStatus());
        device("bob");
        second.socket.close();
        await().ignoreExceptions().until(() -> device("ada") != null);
    }
}
