package demi.soak;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.Map;
import java.util.TreeMap;

/** Requests that are begun and never ended: without the end of the head, of the body, or of a chunk. */
final class HalfRequests {

    private static final String LOGIN =
            "POST /api/v1/auth/login HTTP/1.1\r\nHost: demi\r\nContent-Type: application/json\r\n";

    private final Clients clients;
    /** By status, 0 for those that were closed without an answer. */
    private final Map<Integer, Integer> answers = new TreeMap<>();

    private int sent;
    private int ended;

    HalfRequests(Clients clients) {
        this.clients = clients;
    }

    /** Sends so many, evenly over a time. */
    void begin(int count, long millis) {
        clients.evenly(count, millis, () -> send(sent++));
    }

    private void send(int number) {
        clients.connect().onSuccess(socket -> began(socket, number)).onFailure(refused -> ended(0));
    }

    private void began(NetSocket socket, int number) {
        int[] status = {0};
        socket.handler(bytes -> status[0] = status[0] == 0 ? status(bytes) : status[0]);
        socket.exceptionHandler(broken -> {});
        long trickle = number % 4 == 2 ? clients.vertx.setPeriodic(2_000, timer -> socket.write("x")) : -1;
        socket.closeHandler(closed -> {
            clients.vertx.cancelTimer(trickle);
            ended(status[0]);
        });
        socket.write(half(number));
    }

    private static String half(int number) {
        String far = "X-Forwarded-For: 10.2." + number / 250 + "." + (1 + number % 250) + "\r\n";
        return switch (number % 4) {
            case 0 -> LOGIN + far + "Content-Length: 4000\r\n\r\n{\"email\":";
            case 1 -> LOGIN + "Content-Length: 40\r\n\r\n{";
            case 2 -> "GET /api/v1/status HTTP/1.1\r\nHost: demi\r\n" + far + "X-Endless: ";
            default -> LOGIN + far + "Transfer-Encoding: chunked\r\n\r\nff\r\n{\"email\":";
        };
    }

    private static int status(Buffer bytes) {
        String line = bytes.getString(0, Math.min(12, bytes.length()));
        return line.matches("HTTP/1\\.1 [0-9]{3}") ? Integer.parseInt(line.substring(9)) : 0;
    }

    private void ended(int status) {
        ended++;
        answers.merge(status, 1, Integer::sum);
    }

    int sent() {
        return sent;
    }

    int ended() {
        return ended;
    }

    Map<Integer, Integer> answers() {
        return answers;
    }
}
