package demi.http;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Message.Sender;
import demi.http.server.SocketPace;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that write and do not read: what waits for them has a bound, and they are closed. Slow, as they are. */
@Tag("slow")
class SlowReaderTest extends HttpTest {

    /** What the system's own buffers may take, both ways, and more; what waited without a bound was all that was sent. */
    private static final long BOUND = 32L << 20;

    @Override
    public HttpSettings settings() {
        return with(Duration.ofMillis(100), Duration.ofSeconds(2), 10);
    }

    /** None: how much may wait has its bound without it. */
    @Override
    SocketPace pace() {
        return new SocketPace(1e9, 1e9);
    }

    /** A client whose socket is open, and that has read the answer's head and nothing else. */
    private Socket silent() throws Exception {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSendBufferSize(65_536);
        socket.connect(new java.net.InetSocketAddress(InetAddress.getLoopbackAddress(), room.port()));
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + CHAT + "ada&stream=1 HTTP/1.1\r\nHost: demi\r\nConnection: Upgrade\r\n"
                                + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                                + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.read());
        }
        assertTrue(head.toString().startsWith("HTTP/1.1 101 "), head.toString());
        return socket;
    }

    private static byte[] frame(int opcode, byte[] payload) {
        boolean isLong = payload.length > 125;
        byte[] frame = new byte[(isLong ? 8 : 6) + payload.length];
        frame[0] = (byte) (0x80 | opcode);
        frame[1] = (byte) (0x80 | (isLong ? 126 : payload.length));
        if (isLong) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        // The mask is zero.
        System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
        return frame;
    }

    private static byte[] many(byte[] frame) {
        byte[] many = new byte[frame.length * (65_536 / frame.length)];
        for (int i = 0; i < many.length; i += frame.length) {
            System.arraycopy(frame, 0, many, i, frame.length);
        }
        return many;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ping", "empty ping", "pong", "json ping", "bad", "receipt", "empty"})
    void whoWritesAndDoesNotReadIsClosed(String what) throws Exception {
        byte[] frame = switch (what) {
            case "ping" -> frame(9, new byte[125]);
            case "empty ping" -> frame(9, new byte[0]);
            case "pong" -> frame(10, new byte[125]);
            case "json ping" -> frame(1, "{\"event\":\"ping\"}".getBytes(StandardCharsets.US_ASCII));
            case "receipt" ->
                frame(
                        1,
                        "{\"event\":\"read_receipt\",\"data\":{\"message_id\":\"m1\"}}"
                                .getBytes(StandardCharsets.US_ASCII));
            case "empty" -> frame(1, new byte[0]);
            default -> frame(2, new byte[1]);
        };
        house.add("user-ada", Sender.DEMI, "read me");
        byte[] many = many(frame);
        TestSocket other = device("bob");
        try (Socket socket = silent()) {
            long sent = 0;
            try {
                while (sent < 4 * BOUND && !(what.equals("pong") && sent > BOUND)) {
                    socket.getOutputStream().write(many);
                    sent += many.length;
                }
            } catch (IOException closed) {
                // That is what is to happen.
            }
            // Pongs are answered by nobody, and pile up nowhere.
            assertEquals(what.equals("pong"), sent > BOUND, "was taken: " + sent);
        }
        assertTrue(other.untilPong().isEmpty());
    }

    /** What is longer than the system's buffers takes a slow peer longer than a dead one is waited for. */
    @Test
    void whoReadsSlowlyIsNotTakenForDead() throws Exception {
        for (int i = 0; i < 100; i++) {
            house.add("user-ada", Sender.DEMI, "☕".repeat(4_000));
        }
        try (Socket socket = silent()) {
            long began = System.nanoTime();
            byte[] some = new byte[8_192];
            long read = 0;
            while (read < 1_100_000) {
                int now = socket.getInputStream().read(some);
                assertFalse(now < 0, "closed after " + read);
                read += now;
                if (System.nanoTime() - began < Duration.ofSeconds(4).toNanos()) {
                    // As slow as a bad line.
                    await().pollDelay(Duration.ofMillis(20)).until(() -> true);
                }
            }
        }
    }
}
