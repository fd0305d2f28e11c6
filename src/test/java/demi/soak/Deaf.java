package demi.soak;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Chat sockets that write as much as is taken, all of which asks for an answer, and never read. One that is closed comes
 * back.
 */
final class Deaf {

    private static final int PING = 0x9;
    private static final int TEXT = 0x1;
    private static final long BACK_MS = 1_000;
    private static final long EVERY_MS = 20;

    private final Clients clients;
    private final String token;
    private final Set<NetSocket> open = new HashSet<>();
    private final Buffer frames = Buffer.buffer();
    private boolean stopped;
    private int connections;
    private int closed;
    private long bytes;

    Deaf(Clients clients, String token) {
        this.clients = clients;
        this.token = token;
        for (int i = 0; i < 50; i++) {
            frame(PING, "x".repeat(125));
            frame(TEXT, "{\"event\":\"ping\",\"data\":{}}");
            frame(TEXT, "{\"event\":\"no such\",\"data\":{}}");
        }
    }

    /** As clients have to, with a mask; this one changes nothing. */
    private void frame(int opcode, String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        frames.appendByte((byte) (0x80 | opcode))
                .appendByte((byte) (0x80 | payload.length))
                .appendInt(0)
                .appendBytes(payload);
    }

    void begin(int count) {
        stopped = false;
        for (int i = 0; i < count; i++) {
            connect();
        }
    }

    private void connect() {
        if (stopped) {
            return;
        }
        clients.connect().onSuccess(this::connected).onFailure(refused -> comeBack());
    }

    private void comeBack() {
        clients.vertx.setTimer(BACK_MS, timer -> connect());
    }

    private void connected(NetSocket socket) {
        open.add(socket);
        socket.exceptionHandler(broken -> {});
        socket.closeHandler(gone -> {
            open.remove(socket);
            closed += stopped ? 0 : 1;
            comeBack();
        });
        socket.handler(answer -> {
            if (answer.toString().startsWith("HTTP/1.1 101")) {
                connections++;
                socket.handler(null);
                socket.pause();
                write(socket);
            }
        });
        socket.write(
                "GET /api/v1/chat/ws?token=" + token + " HTTP/1.1\r\nHost: demi\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n");
    }

    /** More than she can answer, and no more than leaves this program a turn for all others. */
    private void write(NetSocket socket) {
        if (!open.contains(socket)) {
            return;
        }
        if (!socket.writeQueueFull()) {
            bytes += frames.length();
            socket.write(frames.copy());
        }
        clients.vertx.setTimer(EVERY_MS, timer -> write(socket));
    }

    void stop() {
        stopped = true;
        Set.copyOf(open).forEach(NetSocket::close);
    }

    /** How many were let in. */
    int connections() {
        return connections;
    }

    /** How many of those she has closed. */
    int closed() {
        return closed;
    }

    /** How much she, and the system between, has taken. */
    long bytes() {
        return bytes;
    }
}
