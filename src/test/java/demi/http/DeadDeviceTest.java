package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Message.Sender;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices whose network has died cost nobody anything but themselves, long before it is known that they are gone. */
class DeadDeviceTest extends HttpTest {

    private final List<Socket> dead = new ArrayList<>();

    @Override
    public HttpSettings settings() {
        return with(Duration.ofSeconds(30), Duration.ofMinutes(5), 50);
    }

    @Override
    Duration longestTurn() {
        return Duration.ofMillis(200);
    }

    /** More than the system's buffers take for somebody who does not read. */
    @BeforeEach
    void longHistory() {
        for (int i = 0; i < 100; i++) {
            house.add("user-ada", Sender.DEMI, "\u2615".repeat(40_000));
        }
    }

    @AfterEach
    void hangUp() throws Exception {
        for (Socket socket : dead) {
            socket.close();
        }
    }

    private Socket asks(int times, String head, String answer) throws Exception {
        Socket socket = new Socket();
        dead.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), room.port()));
        socket.setSoTimeout(20_000);
        String request = head + "Host: demi\r\nAuthorization: Bearer ada\r\n\r\n";
        socket.getOutputStream().write(request.repeat(times).getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        StringBuilder read = new StringBuilder();
        while (read.indexOf("\r\n") < 0) {
            read.append((char) in.read());
        }
        assertTrue(read.toString().startsWith(answer), read::toString);
        return socket;
    }

    private Socket opens() throws Exception {
        return asks(
                1,
                "GET " + CHAT + "ada HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n",
                "HTTP/1.1 101 ");
    }

    @Test
    void theNextDeviceOfTheSamePersonGetsItsHistory() throws Exception {
        for (int i = 0; i < 6; i++) {
            opens();
        }
        byte[] whole = opens().getInputStream().readNBytes(1_200_000);
        assertTrue(new String(whole, StandardCharsets.UTF_8).contains("\"event\":\"history\""));
    }

    @Test
    void theNextDeviceOfTheSamePersonGetsItsPage() throws Exception {
        for (int i = 0; i < 3; i++) {
            asks(20, "GET /api/v1/messages?limit=100 HTTP/1.1\r\n", "HTTP/1.1 200 ");
        }
        assertEquals(200, get("/api/v1/messages?limit=1", as("ada")).statusCode());
    }
}
