package demi.bench;

import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** What a chat socket costs that says nothing. */
final class SocketBench {

    private static final int SOCKETS = 5_000;
    private static final int AT_A_TIME = 100;
    private static final int PEOPLE = 5;
    private static final int IDLE_SECONDS = 30;

    private SocketBench() {}

    static void run(Path jar, Path directory, Table table) throws Exception {
        Vertx vertx = Vertx.vertx();
        FakeOllama ollama = People.await(FakeOllama.start(vertx, 0, Script.saying("Hello.")));
        People.settle(DemiProcess.data(directory), PEOPLE);
        try (DemiProcess demi = DemiProcess.start(jar, directory, ollama.baseUrl())) {
            demi.untilReady();
            List<String> tokens = People.login(demi.port, PEOPLE);
            WebSocketClient client =
                    vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS + AT_A_TIME));
            // What the first connections bring into memory is not theirs.
            List<WebSocket> sockets = new ArrayList<>(open(client, demi, tokens, AT_A_TIME));
            long heapBefore = demi.liveHeap();
            long residentBefore = demi.residentBytes();
            while (sockets.size() < SOCKETS + AT_A_TIME) {
                sockets.addAll(open(client, demi, tokens, AT_A_TIME));
            }
            long heap = (demi.liveHeap() - heapBefore) / SOCKETS;
            long resident = (demi.residentBytes() - residentBefore) / SOCKETS;
            long cpu = demi.cpuNanos();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            long perMinute = (demi.cpuNanos() - cpu) * 60 / IDLE_SECONDS / SOCKETS;
            table.row(
                    String.format(Locale.ROOT, "heap of an idle socket, at %,d", SOCKETS),
                    kib(heap),
                    "20 KiB",
                    "resident memory " + kib(resident) + ", garbage not yet collected included");
            table.row(
                    "processor time of an idle socket",
                    String.format(Locale.ROOT, "%.0f µs/min", perMinute / 1e3),
                    "",
                    "pings and sessions looked at");
        } finally {
            People.await(vertx.close());
        }
    }

    private static List<WebSocket> open(WebSocketClient client, DemiProcess demi, List<String> tokens, int count)
            throws Exception {
        List<Future<WebSocket>> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opening.add(client.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(demi.port)
                    .setURI("/api/v1/chat/ws?token=" + tokens.get(i % tokens.size()))));
        }
        return People.await(Future.all(opening)).list();
    }

    private static String kib(long bytes) {
        return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }
}
