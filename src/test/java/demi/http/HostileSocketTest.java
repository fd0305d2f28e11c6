package demi.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.ChatApi;
import demi.api.ChatApi.Say;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketFrame;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client sends that means harm, or does not know better. */
class HostileSocketTest extends HttpTest {

    @Test
    void whatIsNoUtf8IsAnErrorAndNothingIsSaid() throws Exception {
        TestSocket device = device("ada");
        device.socket.writeFrame(WebSocketFrame.textFrame("{\"event\":\"message\",\"data\":{\"content\":\"a", false));
        device.socket.writeFrame(
                WebSocketFrame.continuationFrame(Buffer.buffer(new byte[] {(byte) 0xC3, 0x28}), false));
        device.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer("\"}}"), true));
        assertEquals("invalid_message", device.next("error").getString("code"));
        assertTrue(device.untilPong().isEmpty());
        assertTrue(house.messages.isEmpty());
    }

    @Test
    void aCharacterMayBeCutByTheFramesOfAMessage() throws Exception {
        TestSocket device = device("ada");
        byte[] cup = "☕".getBytes(StandardCharsets.UTF_8);
        device.socket.writeFrame(WebSocketFrame.textFrame("{\"event\":\"message\",\"data\":{\"content\":\"", false));
        device.socket.writeFrame(WebSocketFrame.continuationFrame(Buffer.buffer(new byte[] {cup[0]}), false));
        device.socket.writeFrame(WebSocketFrame.continuationFrame(
                Buffer.buffer(new byte[] {cup[1], cup[2]}).appendString("\"}}"), true));
        assertEquals("☕", device.next("message").getString("content"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\u00a0", "\\u0085", "\\ufeff", " \\u2003\\u200b\\n", "\\u3000"})
    void whatCannotBeSeenIsBlank(String content) throws Exception {
        TestSocket device = device("ada");
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"" + content + "\"}}");
        assertTrue(device.untilPong().isEmpty());
        assertTrue(house.messages.isEmpty());
        device.send("{\"event\":\"message\",\"data\":{\"content\":\"" + content + "a b" + content + "\"}}");
        assertEquals("a b", device.next("message").getString("content"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nested", "long"})
    void jsonBeyondTheLimitsIsCalledThat(String what) throws Exception {
        String value = what.equals("nested") ? "[".repeat(2_000) + "]".repeat(2_000) : "9".repeat(5_000);
        TestSocket device = device("ada");
        device.send("{\"event\":\"ping\",\"data\":{\"x\":" + value + "}}");
        assertTrue(device.next("error").getString("message").contains("too deeply"));
    }

    @Test
    void aBurstOfReceiptsPushesNoMessageOut() throws Exception {
        house.add("user-ada", demi.api.value.Message.Sender.DEMI, "read me");
        Promise<ChatApi.Said> slow = Promise.promise();
        house.say = say -> say.content().equals("first") ? slow.future() : house.keep(say);
        TestSocket device = device("ada");
        device.say("first");
        IntStream.range(0, 400)
                .forEach(i -> device.send("{\"event\":\"read_receipt\",\"data\":{\"message_id\":\"m1\"}}"));
        device.say("last");
        slow.complete(new ChatApi.Said("m0", false));
        for (int i = 0; i < 400; i++) {
            device.next("read_receipt");
        }
        assertEquals("last", device.next("message").getString("content"));
        assertEquals(2, house.asked.stream().filter(Say.class::isInstance).count());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aSocketEndsWithItsSession(int secondsLeft) throws Exception {
        Instant ends = Instant.now().plusSeconds(secondsLeft);
        house.tokens.put("brief", new Caller("user-ada", "session-brief", "ada@example.org", ends, true));
        TestSocket other = device("ada");
        assertEquals(
                1000,
                TestSocket.open(sockets, room.port(), CHAT + "brief&stream=1").closeCode());
        assertFalse(Instant.now().isBefore(ends));
        assertTrue(other.untilPong().isEmpty());
    }

    @Test
    void whatComesOverASocketIsActivityOfItsSession() throws Exception {
        Promise<String> active = Promise.promise();
        bus.subscribe(AccountsApi.SESSION_USED, news -> active.tryComplete(news.sessionId()));
        device("ada-phone").say("hello");
        assertEquals("session-phone", active.future().await(60, java.util.concurrent.TimeUnit.SECONDS));
    }

    @Test
    void whatIsNoWebSocketClosesWith1002() throws Exception {
        // A frame without a mask, and one with a bit that nobody has agreed on.
        for (int[] frame : List.of(new int[] {0x81, 0x01, 'a'}, new int[] {0xC1, 0x80, 0, 0, 0, 0})) {
            assertEquals(1002, closeCodeFor(frame));
        }
    }

    private int closeCodeFor(int... bytes) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), room.port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("GET " + CHAT
                            + "ada&stream=1 HTTP/1.1\r\nHost: demi\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                            + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            DataInputStream in = new DataInputStream(socket.getInputStream());
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
                head.write(in.readUnsignedByte());
            }
            byte[] frame = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                frame[i] = (byte) bytes[i];
            }
            // At once: after the first byte that is wrong nobody reads the next.
            out.write(frame);
            while (true) {
                int opcode = in.readUnsignedByte() & 0x0F;
                int length = in.readUnsignedByte();
                byte[] payload = new byte[length == 126 ? in.readUnsignedShort() : length];
                in.readFully(payload);
                if (opcode == 8) {
                    return (payload[0] & 0xFF) << 8 | (payload[1] & 0xFF);
                }
            }
        }
    }
}
