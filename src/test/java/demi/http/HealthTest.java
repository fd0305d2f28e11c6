package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.HealthApi.Status;
import demi.api.NetworkApi;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HealthTest extends HttpTest {

    private static final String END = "\r\nConnection: close\r\n\r\n";

    @Override
    public HttpSettings settings() {
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
        for (String strict : List.of("1", "true", "")) {
            assertEquals(503, code("/health?strict=" + strict));
        }
        assertEquals(200, code("/health?strict=0"));
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
        Map<String, String> facts = Map.of(room, "CLOSED", HealthApi.TAKES_MESSAGES, Boolean.toString(takesMessages));
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth(HealthApi.ROOMS, Status.DOWN, "One is closed.", facts));
        await().until(() -> new JsonObject(get("/health", as("ada")).body())
                .getJsonObject("checks")
                .getJsonObject("rooms", new JsonObject())
                .containsKey(room));
    }

    @Test
    void whatThePartsTellOfThemselvesIsForWhoHasAToken() throws Exception {
        bus.publish(
                HealthApi.COMPONENT,
                new HealthApi.ComponentHealth("ollama", Status.DOWN, "No route to nas.", Map.of("url", "http://nas")));
        await().until(() -> flat().getString("ollama").equals("DOWN"));
        for (String[] headers : List.of(new String[0], as("expired"), as("null"))) {
            HttpResponse<String> health = get("/health", headers);
            assertEquals(503, health.statusCode());
            assertEquals(
                    new JsonObject().put("status", "DOWN"),
                    new JsonObject(health.body()).getJsonObject("checks").getJsonObject("ollama"));
            assertFalse(health.body().contains("nas"), health.body());
        }
        assertTrue(get("/health", as("bob")).body().contains("No route to nas."));
        assertTrue(raw(room.managementPort(), "GET", "/health", BodyPublishers.noBody())
                .body()
                .contains("http://nas"));
    }

    /** A name that leads here for one browser only is how a stranger's page would read what is meant for this machine. */
    @Test
    void theManagementListenerIsAskedByAnAddressOnly() throws Exception {
        for (String host : List.of("127.0.0.1", "localhost:8001", "LOCALHOST", "[::1]:8001", "10.1.2.3:1")) {
            assertTrue(
                    refused(room.managementPort(), "GET /health/live HTTP/1.1\r\nHost: " + host + END)
                            .startsWith("HTTP/1.1 200 "),
                    host);
        }
        for (String host : List.of("demi", "evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8001")) {
            assertTrue(
                    refused(room.managementPort(), "GET /metrics HTTP/1.1\r\nHost: " + host + END)
                            .startsWith("HTTP/1.1 421 "),
                    host);
        }
    }

    @Test
    void theFlatHealthHasItsKeysBeforeAnybodyReported() throws Exception {
        JsonObject flat = flat();
        assertEquals("DOWN", flat.getString("database"));
        assertEquals("unknown", flat.getString("ollama"));
        assertEquals("disabled", flat.getString("discord"));
        assertEquals("", flat.getString("networks"));
        assertEquals("true", flat.getString("rehearsal"));
        assertEquals("9.9.9", flat.getString("version"));
    }

    @Test
    void thePageLearnsWhichNetworksThereAre() {
        bus.publish(NetworkApi.STATE, new NetworkApi.State("telegram", true));
        bus.publish(NetworkApi.STATE, new NetworkApi.State("matrix", true));
        bus.publish(NetworkApi.STATE, new NetworkApi.State("telegram", false));
        await().until(() -> flat().getString("networks").equals("matrix,telegram"));
    }

    @Test
    void askingForHealthAsksNobody() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        bus.subscribe(HealthApi.REQUESTED, call -> calls.incrementAndGet());
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
            assertEquals("no-store", head.headers().firstValue("Cache-Control").orElse(""), path);
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
            assertTrue(text.contains("demi_socket_errors_total{code=\"rate_limited\"} 0.0"), text);
            assertTrue(
                    text.contains(
                            "demi_http_request_duration_seconds_count{code=\"404\",kind=\"client\",method=\"GET\",route=\"none\"}"),
                    text);
            assertFalse(text.contains("secret-id"), text);
        });
    }

    @Test
    void whatIsRefusedBeforeAnyRouteIsCountedAsWell() throws Exception {
        String metrics =
                "demi_http_request_duration_seconds_count{code=\"%d\",kind=\"%s\",method=\"%s\",route=\"%s\"} 1";
        assertEquals(
                405,
                raw(room.port(), "PUT", "/api/v1/status", BodyPublishers.noBody())
                        .statusCode());
        refused("GET /%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        refused("GET /" + "a".repeat(9_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        refused("GET / HTTP/1.1\r\nHost: x\r\nX: " + "a".repeat(9_000) + "\r\n\r\n");
        await().untilAsserted(() -> {
            String text = raw(room.managementPort(), "GET", "/metrics", BodyPublishers.noBody())
                    .body();
            assertTrue(text.contains(metrics.formatted(405, "probe", "PUT", "/api/v1/status")), text);
            for (int code : List.of(400, 414, 431)) {
                assertTrue(text.contains(metrics.formatted(code, "client", "GET", "none")), text);
            }
        });
        HttpResponse<String> head = raw(room.managementPort(), "HEAD", "/metrics", BodyPublishers.noBody());
        assertEquals(200, head.statusCode());
    }

    private void refused(String request) throws Exception {
        refused(room.port(), request);
    }

    private static String refused(int port, String request) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void howLongSheIsUpIsHowLongTheProcessIs() throws Exception {
        long before = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000;
        long told = new JsonObject(get("/health").body()).getLong("uptime_seconds");
        long after = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000;
        assertTrue(before <= told && told <= after, before + " " + told + " " + after);
    }

    @Test
    void aPersonHasOnlySoManySockets() throws Exception {
        device("ada");
        TestSocket second = device("ada-phone");
        assertEquals(429, TestSocket.refusal(sockets, room.port(), CHAT + "ada").getStatus());
        device("bob");
        second.socket.close();
        await().ignoreExceptions().until(() -> device("ada") != null);
    }
}
