package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.bus.HandlerFault;
import demi.http.web.BodyReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends that could be understood in two ways, or sends only half of, or too much. */
class HostileRequestTest extends HttpTest {

    private static final String LOGIN = "/api/v1/auth/login";
    private static final String GOOD = "{\"email\":\"ada@example.org\",\"password\":\"pw\"}";

    @Override
    public HttpSettings settings() {
        HttpSettings plain = super.settings();
        return new HttpSettings(
                plain.host(),
                0,
                plain.maxBodyBytes(),
                plain.maxFrameBytes(),
                plain.pingEvery(),
                plain.peerGoneAfter(),
                50,
                1_000,
                "127.0.0.1",
                0,
                List.of("127.0.0.1"),
                "",
                false);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), room.port());
        socket.setSoTimeout(30_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** All that is answered until the server closes. */
    private String answers(String text) throws IOException {
        try (Socket socket = connect()) {
            send(socket, text);
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            try {
                socket.getInputStream().transferTo(all);
            } catch (java.net.SocketException reset) {
                // Closed with something unread.
            }
            return all.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n";
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                break;
            }
            head.append((char) next);
        }
        return head.toString();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
                "Content-Length: 4\r\nContent-Length: 5\r\n\r\nabcde",
                "Transfer-Encoding: chunked\r\n\r\n1 x\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: chunked\r\n\r\n100000001\r\na\r\n0\r\n\r\n",
                "Transfer-Encoding: cow\r\n\r\n",
                "Host: other\r\n\r\n",
                " folded: 1\r\n\r\n"
            })
    void whatIsAmbiguousIs400AndTheEnd(String rest) throws Exception {
        String answers = answers("GET /api/v1/status HTTP/1.1\r\nHost: demi\r\n" + rest
                + "GET /api/v1/status HTTP/1.1\r\nHost: demi\r\n\r\n");
        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertTrue(answers.contains("\"status\":400"), answers);
        assertEquals(answers.indexOf("HTTP/1.1"), answers.lastIndexOf("HTTP/1.1"), answers);
    }

    @Test
    void nothingIsDoneBeforeTheBodyIsThere() throws Exception {
        String answers = answers(lines(
                "DELETE /api/v1/auth/sessions/session-ada HTTP/1.1",
                "Host: demi",
                "Authorization: Bearer ada",
                "Transfer-Encoding: chunked",
                "",
                "z"));
        assertTrue(answers.startsWith("HTTP/1.1 400 "), answers);
        assertTrue(house.endedSessions.isEmpty());
    }

    @Test
    void otherVersionsAre505() throws Exception {
        String answers = answers("GET / HTTP/3.0\r\nHost: demi\r\n\r\n");
        assertTrue(answers.contains("\"status\":505"), answers);
    }

    @Test
    void plainRequestsOfOneConnectionAreAnsweredInOrder() throws Exception {
        String one = lines(
                "GET /api/v1/status HTTP/1.1", "Host: demi", "Transfer-Encoding: chunked", "", "5", "hello", "0", "");
        String answers = answers(one + one + "GET /none HTTP/1.1\r\nHost: demi\r\nContent-Length: 2\r\n"
                + "Connection: close\r\n\r\nhi");
        assertEquals(2, answers.split("HTTP/1.1 200 ", -1).length - 1, answers);
        assertTrue(answers.indexOf("HTTP/1.1 404 ") > 0, answers);
    }

    @Test
    void beforeALoginABodyIsSmall() throws Exception {
        String large = "{\"x\":\"" + "x".repeat(5_000) + "\"}";
        assertEquals(413, post(LOGIN, large).statusCode());
        assertEquals(413, post(LOGIN, large, as("ada")).statusCode());
        HttpResponse<String> stale =
                call("PATCH", "/api/v1/autonomy", java.net.http.HttpRequest.BodyPublishers.ofString(large), as("old"));
        assertEquals(401, stale.statusCode());
        HttpResponse<String> known =
                call("PATCH", "/api/v1/autonomy", java.net.http.HttpRequest.BodyPublishers.ofString(large), as("ada"));
        assertEquals(422, known.statusCode());
    }

    /** Each leaves its request half sent, from an address of the proxies' word. */
    private Socket half(String address) throws IOException {
        Socket socket = connect();
        send(
                socket,
                "POST " + LOGIN + " HTTP/1.1\r\nHost: demi\r\nX-Forwarded-For: " + address
                        + "\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{");
        return socket;
    }

    @Test
    void whoSendsHalfRequestsKeepsNobodyElseOut() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 40; i++) {
                halves.add(half("192.0.2.1"));
            }
            int refused = 0;
            for (Socket socket : halves.subList(32, 40)) {
                String head = head(socket);
                assertTrue(head.startsWith("HTTP/1.1 503 ") && head.contains("Retry-After: 5"), head);
                refused++;
            }
            assertEquals(8, refused);
            assertEquals(200, post(LOGIN, GOOD, "X-Forwarded-For", "192.0.2.2").statusCode());
            assertEquals(503, post(LOGIN, GOOD, "X-Forwarded-For", "192.0.2.1").statusCode());
            halves.get(0).close();
            await().until(() ->
                    post(LOGIN, GOOD, "X-Forwarded-For", "192.0.2.1").statusCode() == 200);
        } finally {
            for (Socket socket : halves) {
                socket.close();
            }
        }
    }

    @Test
    void howeverManyThereAreSomebodyNewIsServed() throws Exception {
        List<Socket> halves = new ArrayList<>();
        try {
            for (int i = 0; i < 300; i++) {
                halves.add(half("192.0." + i / 20 + "." + i % 20));
            }
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            post(LOGIN, GOOD, "X-Forwarded-For", "203.0.113.9").statusCode() == 200);
        } finally {
            for (Socket socket : halves) {
                socket.close();
            }
        }
    }

    @Test
    void anAddressOfIpv6IsAsManyAsItsNetworkHas() {
        assertEquals("2001:db8:0:1", BodyReader.share("2001:db8:0:1:a:b:c:d"));
        assertEquals("192.0.2.1", BodyReader.share("192.0.2.1"));
    }

    /** Of the peer's bytes, whatever they are, nothing is told as a fault of the room. */
    @Test
    void noneOfItIsAFaultOfTheRoom() throws Exception {
        List<HandlerFault> faults = new CopyOnWriteArrayList<>();
        bus.subscribe(HandlerFault.ADDRESS, faults::add).await();
        for (String bytes : List.of(
                "GET",
                "\u0000\u0001\u0002\r\n\r\n",
                "GET http://[::1 HTTP/1.1\r\nHost: demi\r\n\r\n",
                "GET //\\ HTTP/1.1\r\nHost: [\r\n\r\n",
                "GET /%ff%00 HTTP/1.1\r\nHost: demi\r\nConnection: close\r\n\r\n",
                "GET /api/v1/messages?before=%F0%28%8C&limit=%zz HTTP/1.1\r\nHost: demi\r\nConnection: close\r\n\r\n",
                "CONNECT demi:80 HTTP/1.1\r\nHost: demi\r\nConnection: close\r\n\r\n",
                "OPTIONS * HTTP/1.1\r\nHost: demi\r\nConnection: close\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                lines(
                        "GET /api/v1/chat/ws HTTP/1.1",
                        "Host: demi",
                        "Upgrade: websocket",
                        "Connection: Upgrade, close",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: x",
                        ""),
                "POST " + LOGIN + " HTTP/1.1\r\nHost: demi\r\nContent-Type: application/json\r\nContent-Length: 2\r\n"
                        + "Expect: 100-continue\r\nConnection: close\r\n\r\n{}")) {
            try (Socket socket = connect()) {
                send(socket, bytes);
                socket.shutdownOutput();
                socket.getInputStream().readAllBytes();
            } catch (java.net.SocketException reset) {
                // It may.
            }
        }
        assertEquals(200, get("/api/v1/status").statusCode());
        assertEquals(List.of(), faults);
    }
}
