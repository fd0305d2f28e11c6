package demi.bench;

import demi.bench.server.People;
import demi.bench.server.ServerProcess;
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

/** What a chat socket costs that says nothing: Demi's, and one of a bare server. */
final class SocketBench {

    private static final int SOCKETS = 9_900;
    private static final int AT_A_TIME = 100;
    private static final int PEOPLE = 5;
    private static final int IDLE_SECONDS = 30;

    /** A minute after a start the first backup is made, and sessions are looked at for the first time. */
    private static final int SETTLED_SECONDS = 70;

    /**
     * @param wakes a second with the first hundred
     * @param core how much of one these need, in percent
     * @param heap bytes of each of many more
     * @param resident bytes of each, with garbage that is not collected yet
     * @param cpu nanoseconds a minute of each
     */
    private record Costs(double wakes, double core, double heap, double resident, double cpu) {}

    private SocketBench() {}

    static void run(Path jar, Path directory, Table table) throws Exception {
        Vertx vertx = Vertx.vertx();
        FakeOllama ollama = People.await(FakeOllama.start(vertx, 0, Script.saying("Hello.")));
        try {
            Costs bare = measure(vertx, Contender.bare(directory).start(ollama.baseUrl()));
            Costs demi = measure(vertx, Contender.demi(jar, directory).start(ollama.baseUrl()));
            table.row(
                    String.format(Locale.ROOT, "heap of an idle socket, at %,d", SOCKETS),
                    kib(demi.heap),
                    "12 KiB",
                    ratio(demi.heap, bare.heap),
                    "bare Vert.x " + kib(bare.heap) + "; resident memory " + kib(demi.resident) + " and "
                            + kib(bare.resident) + ", garbage not yet collected included");
            table.row(
                    "processor time of an idle socket",
                    micros(demi.cpu),
                    "",
                    ratio(demi.cpu, bare.cpu),
                    "bare Vert.x " + micros(bare.cpu) + "; hers has pings, and its session is looked at");
            table.row(
                    "wakes a second, with " + AT_A_TIME + " idle sockets",
                    String.format(Locale.ROOT, "%.1f", demi.wakes),
                    "20",
                    ratio(demi.wakes, bare.wakes),
                    String.format(Locale.ROOT, "bare Vert.x %.1f; all threads, those of Java included", bare.wakes));
            table.row(
                    "of a core, with " + AT_A_TIME + " idle sockets",
                    String.format(Locale.ROOT, "%.2f %%", demi.core),
                    "0.2 %",
                    ratio(demi.core, bare.core),
                    String.format(Locale.ROOT, "bare Vert.x %.2f %%", bare.core));
        } finally {
            People.await(vertx.close());
        }
    }

    private static Costs measure(Vertx vertx, ServerProcess server) throws Exception {
        try (server) {
            server.untilReady();
            List<String> tokens = server.tokens(PEOPLE);
            WebSocketClient client =
                    vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(SOCKETS + AT_A_TIME));
            // What the first connections bring into memory is not theirs.
            List<WebSocket> sockets = new ArrayList<>(open(client, server, tokens, AT_A_TIME));
            // Nor is what a start leaves to be done.
            TimeUnit.SECONDS.sleep(SETTLED_SECONDS);
            long sleeps = server.sleeps();
            long idle = server.cpuNanos();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            double wakes = (double) (server.sleeps() - sleeps) / IDLE_SECONDS;
            double core = (server.cpuNanos() - idle) / 1e7 / IDLE_SECONDS;
            long heapBefore = server.liveHeap();
            long residentBefore = server.residentBytes();
            while (sockets.size() < SOCKETS + AT_A_TIME) {
                sockets.addAll(open(client, server, tokens, AT_A_TIME));
            }
            double heap = (double) (server.liveHeap() - heapBefore) / SOCKETS;
            double resident = (double) (server.residentBytes() - residentBefore) / SOCKETS;
            long cpu = server.cpuNanos();
            TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            double perMinute = (server.cpuNanos() - cpu) * 60.0 / IDLE_SECONDS / SOCKETS;
            return new Costs(wakes, core, heap, resident, perMinute);
        }
    }

    private static List<WebSocket> open(WebSocketClient client, ServerProcess server, List<String> tokens, int count)
            throws Exception {
        List<Future<WebSocket>> opening = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            opening.add(client.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(server.port)
                    .setURI("/api/v1/chat/ws?token=" + tokens.get(i % tokens.size()))));
        }
        return People.await(Future.all(opening)).list();
    }

    private static String kib(double bytes) {
        return String.format(Locale.ROOT, "%.1f KiB", bytes / 1024);
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, "%.0f µs/min", nanos / 1e3);
    }

    private static String ratio(double hers, double other) {
        return other == 0 ? "" : String.format(Locale.ROOT, "%.2f", hers / other);
    }
}
