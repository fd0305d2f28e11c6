package demi.bench.server;

import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Asks for the status on some connections at a time, each again as soon as it is answered. It does as little as it can beside:
 * on the machine of those that it asks.
 */
public final class StatusLoad {

    private static final int CONNECTIONS = 16;
    private static final Buffer REQUEST = Buffer.buffer("GET /api/v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n");
    private static final String LENGTH = "content-length:";

    private final Vertx vertx = Vertx.vertx();
    /** Held here, since Vert.x closes a client that is garbage, and its sockets with it. */
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));

    private final Promise<Void> done = Promise.promise();
    private long answers;
    private boolean over;

    private StatusLoad() {}

    /**
     * @param answers a second
     * @param cpuMicros what each took of the server's processor time, in microseconds
     */
    public record Rate(long answers, double cpuMicros) {}

    /** Measures for so long. */
    public static Rate measure(ServerProcess server, int millis) throws Exception {
        StatusLoad load = new StatusLoad();
        long cpu = server.cpuNanos();
        long began = System.nanoTime();
        load.vertx.runOnContext(run -> load.begin(server.port, millis));
        People.await(load.done.future());
        double seconds = (System.nanoTime() - began) / 1e9;
        Rate rate = new Rate(
                Math.round(load.answers / seconds), (server.cpuNanos() - cpu) / 1e3 / Math.max(1, load.answers));
        People.await(load.vertx.close());
        return rate;
    }

    private void begin(int port, int millis) {
        for (int i = 0; i < CONNECTIONS; i++) {
            client.connect(port, "127.0.0.1").onSuccess(this::ask).onFailure(done::tryFail);
        }
        vertx.setTimer(millis, timer -> {
            over = true;
            done.tryComplete();
        });
    }

    private void ask(NetSocket socket) {
        Buffer[] got = {Buffer.buffer()};
        socket.closeHandler(closed -> {
            if (!over) {
                done.tryFail("the server closed a connection");
            }
        });
        socket.handler(chunk -> {
            Buffer all = got[0].length() == 0 ? chunk : got[0].appendBuffer(chunk);
            if (isWhole(all)) {
                got[0] = Buffer.buffer();
                answers++;
                if (!over) {
                    socket.write(REQUEST);
                }
            } else {
                got[0] = all.copy();
            }
        });
        socket.write(REQUEST);
    }

    private boolean isWhole(Buffer answer) {
        String text = answer.toString(StandardCharsets.ISO_8859_1);
        int body = text.indexOf("\r\n\r\n");
        if (body < 0) {
            return false;
        }
        if (!text.startsWith("HTTP/1.1 200")) {
            done.tryFail("the server answers " + text.substring(0, text.indexOf('\r')));
        }
        String head = text.substring(0, body).toLowerCase(Locale.ROOT);
        int length = head.indexOf(LENGTH) + LENGTH.length();
        int end = head.indexOf('\r', length);
        return text.length() - body - 4
                >= Integer.parseInt(
                        head.substring(length, end < 0 ? head.length() : end).strip());
    }
}
