package demi.bench;

import demi.bench.server.DemiProcess;
import demi.bench.server.People;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/** What a long reply costs when one device of a person hears it, and when twenty do. */
final class DeviceBench {

    private static final int DELTAS = 500;
    private static final int DEVICES = 20;
    private static final int REPLIES = 10;
    private static final int ROUNDS = 3;

    private final Vertx vertx = Vertx.vertx();
    private final Random random = new Random(1);
    private final AtomicInteger deltas = new AtomicInteger();
    private final WebSocketClient client =
            vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2 * DEVICES));

    private DeviceBench() {}

    static void run(Path jar, Path directory, Table table) throws Exception {
        DeviceBench bench = new DeviceBench();
        FakeOllama ollama = People.await(FakeOllama.start(bench.vertx, 0, bench::reply));
        People.settle(DemiProcess.data(directory), 1);
        try (DemiProcess demi = DemiProcess.start(jar, directory, ollama.baseUrl())) {
            demi.untilReady();
            bench.measure(demi, table);
        } finally {
            People.await(bench.vertx.close());
        }
    }

    private void measure(DemiProcess demi, Table table) throws Exception {
        String token = demi.tokens(1).get(0);
        // Java compiles meanwhile.
        replies(demi, token, DEVICES);
        Samples one = new Samples();
        Samples all = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            one.add(replies(demi, token, 1));
            deltas.set(0);
            all.add(replies(demi, token, DEVICES));
        }
        long alone = Samples.median(one.sorted());
        long together = Samples.median(all.sorted());
        table.row(
                "processor time of a reply of " + DELTAS + " deltas, to " + DEVICES + " devices of one person",
                Samples.millis(together),
                "2 x one",
                String.format(Locale.ROOT, "%.2f", (double) together / alone),
                String.format(
                        Locale.ROOT,
                        "to one device %s; %d deltas came to each",
                        Samples.millis(alone),
                        deltas.get() / REPLIES / DEVICES));
    }

    /** Processor time of one of some replies to so many devices, in nanoseconds. */
    private long replies(DemiProcess demi, String token, int devices) throws Exception {
        List<Device> all = new ArrayList<>();
        for (int i = 0; i < devices; i++) {
            all.add(new Device(People.await(client.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(demi.port)
                    .setURI("/api/v1/chat/ws?stream=1&token=" + token)))));
        }
        long cpu = demi.cpuNanos();
        for (int i = 0; i < REPLIES; i++) {
            all.forEach(device -> device.turn = Promise.promise());
            People.await(all.get(0)
                    .socket
                    .writeTextMessage(
                            "{\"event\":\"message\",\"data\":{\"content\":\"```Tell me more```, part " + i + "\"}}"));
            for (Device device : all) {
                People.await(device.turn.future());
            }
        }
        long took = (demi.cpuNanos() - cpu) / REPLIES;
        all.forEach(device -> device.socket.close());
        return took;
    }

    /** Each word by itself, as a model says them. */
    private List<ScriptStep> reply(Script.Request request) {
        if (request.body().containsKey("format")) {
            return List.of(ScriptStep.say("{}"));
        }
        List<ScriptStep> steps = new ArrayList<>();
        for (String word : Talks.words(random, DELTAS)) {
            steps.add(ScriptStep.say(word + " "));
            steps.add(ScriptStep.delay(2));
        }
        return steps;
    }

    private final class Device {
        private final WebSocket socket;
        private volatile Promise<Void> turn = Promise.promise();

        Device(WebSocket socket) {
            this.socket = socket;
            socket.textMessageHandler(text -> {
                if (text.startsWith("{\"event\":\"delta\"")) {
                    deltas.incrementAndGet();
                } else if (text.startsWith("{\"event\":\"emotion_update\"")) {
                    turn.tryComplete();
                }
            });
            socket.closeHandler(closed -> turn.tryFail("a device's socket was closed"));
        }
    }
}
