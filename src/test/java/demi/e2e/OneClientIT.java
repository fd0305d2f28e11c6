package demi.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketFrame;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One client that means harm, through the jar: nobody else notices. */
class OneClientIT extends WithOllama {

    private static final int FAULTS = 8;

    /** Nobody else holds on to it, and its sockets are closed when nobody does. */
    private @Nullable WebSocketClient client;

    @Override
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(super.environment());
        environment.put("DEMI_AUTO_RECOVER", "true");
        return environment;
    }

    @Test
    void unusualFramesHalfRequestsAndAmbiguousOnesHurtNobody() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try (Jar jar = serve()) {
            TestClient phone = TestClient.setUp(jar);
            TestClient.Chat chat = phone.chat();
            client = vertx.createWebSocketClient();
            WebSocket odd = client.connect(jar.port(), "127.0.0.1", "/api/v1/chat/ws?token=" + phone.token())
                    .await(60, TimeUnit.SECONDS);
            for (int i = 0; i < FAULTS; i++) {
                odd.writeFrame(WebSocketFrame.textFrame("", false));
                odd.writeFrame(WebSocketFrame.pingFrame(Buffer.buffer("x")));
                odd.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("{\"event\":\"ping\"}"), false));
                odd.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(), true));
            }
            for (int i = 0; i < 300; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), jar.port());
                halves.add(socket);
                send(
                        socket,
                        i % 2 == 0
                                ? "GET / HTTP/1.1\r\nHost: "
                                : lines("POST /api/v1/auth/login HTTP/1.1", "Host: demi", "Content-Length: 4000", "")
                                        + "{");
            }
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), jar.port())) {
                send(
                        socket,
                        lines(
                                "GET /api/v1/status HTTP/1.1",
                                "Host: demi",
                                "Transfer-Encoding: chunked",
                                "Content-Length: 5",
                                "",
                                "0",
                                ""));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
                assertTrue(answer.startsWith("HTTP/1.1 400 "), answer);
            }
            chat.say("Hello");
            assertTrue(!chat.reply().getString("content").isBlank());
            JsonObject checks = new JsonObject(TestClient.get(jar.managementPort(), "/health", null)
                            .body())
                    .getJsonObject("checks");
            assertEquals("UP", checks.getJsonObject("rooms").getString("status"), checks::encode);
            assertEquals(200, TestClient.get(jar.port(), "/health/live", null).statusCode());
        } finally {
            for (Socket socket : halves) {
                socket.close();
            }
        }
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static void send(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void theJarTellsWhatIsInIt() throws Exception {
        try (JarFile jar = new JarFile(System.getProperty("demi.jar"))) {
            assertNotNull(jar.getEntry("META-INF/LICENSE"));
            assertTrue(text(jar, "META-INF/NOTICE").contains("io.netty (The Netty Project"));
            JsonObject bill = new JsonObject(text(jar, "META-INF/sbom/demi.cdx.json"));
            assertEquals("CycloneDX", bill.getString("bomFormat"));
            assertTrue(bill.getJsonArray("components").stream()
                    .map(JsonObject.class::cast)
                    .anyMatch(part -> part.getString("name").equals("netty-codec-http")));
        }
    }

    private static String text(JarFile jar, String entry) throws Exception {
        try (InputStream in = jar.getInputStream(jar.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
