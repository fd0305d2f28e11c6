package demi.bench;

import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The time that Demi adds between a model's first token and a client's first delta: the way through her, less the way
 * from the same server to a client that asks it directly. Both are measured by one clock, in the same run.
 */
final class FirstDeltaBench {

    private static final int MANY = 50;
    private static final int WARM_UP = 300;
    private static final int WORDS = 15;
    private static final int WORD_MS = 20;

    private final Vertx modelVertx = Vertx.vertx();
    private final Vertx clientVertx = Vertx.vertx();
    private final Random random = new Random(1);
    private final Map<String, Long> spokenAt = new ConcurrentHashMap<>();
    private final HttpClient direct = clientVertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MANY));
    /** Held here, since Vert.x closes a client that is garbage, and its sockets with it. */
    private final WebSocketClient sockets =
            clientVertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(MANY));

    private final FakeOllama ollama;
    private Samples samples = new Samples();
    private volatile int words = 1;

    private FirstDeltaBench() throws Exception {
        ollama = People.await(FakeOllama.start(modelVertx, 0, this::reply));
    }

    static void run(Path jar, Path directory, Table table) throws Exception {
        FirstDeltaBench bench = new FirstDeltaBench();
        People.settle(DemiProcess.data(directory), MANY);
        try (DemiProcess demi = DemiProcess.start(jar, directory, bench.ollama.baseUrl())) {
            demi.untilReady();
            bench.measure(demi, table);
        } finally {
            People.await(bench.clientVertx.close());
            People.await(bench.modelVertx.close());
        }
    }

    private void measure(DemiProcess demi, Table table) throws Exception {
        List<Talker> talkers = new ArrayList<>();
        for (String token : People.login(demi.port, MANY)) {
            talkers.add(new Talker("talker" + talkers.size(), demi.port, token));
        }
        rounds(talkers, WARM_UP / MANY);
        rounds(askers(1), WARM_UP / MANY);
        compare("at 1 conversation", "1 ms", talkers.subList(0, 1), askers(1), 200, table);
        words = WORDS;
        long cpu = demi.cpuNanos();
        compare("at " + MANY + " conversations", "5 ms", talkers, askers(MANY), 20, table);
        long tokens = (long) MANY * 20 * WORDS;
        table.row(
                "processor time of a token, at " + MANY,
                String.format(java.util.Locale.ROOT, "%.0f µs", (demi.cpuNanos() - cpu) / 1e3 / tokens),
                "",
                tokens + " tokens, their turns' share included");
    }

    private void compare(String when, String aim, List<Talker> through, List<Asker> straight, int rounds, Table table)
            throws Exception {
        long[] demi = rounds(through, rounds);
        long[] plain = rounds(straight, rounds);
        long added = Samples.median(demi) - Samples.median(plain);
        String beside = "through her " + Samples.millis(Samples.median(demi)) + " (99 %: "
                + Samples.millis(Samples.at(demi, .99)) + "), straight " + Samples.millis(Samples.median(plain))
                + " (99 %: " + Samples.millis(Samples.at(plain, .99)) + ")";
        table.row("added to the first token, median, " + when, Samples.millis(added), aim, beside);
    }

    /** All of them at the same time, each so many times in a row. */
    private long[] rounds(List<? extends Conversation> conversations, int rounds) throws Exception {
        samples = new Samples();
        People.await(Future.all(conversations.stream()
                .map(conversation -> repeat(conversation, rounds))
                .toList()));
        return samples.sorted();
    }

    private Future<Void> repeat(Conversation conversation, int rounds) {
        return rounds == 0
                ? Future.succeededFuture()
                : conversation.turn().compose(done -> repeat(conversation, rounds - 1));
    }

    private List<Asker> askers(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Asker("asker" + i)).toList();
    }

    /** The first word after a while that differs from request to request, and the time when it was spoken. */
    private List<ScriptStep> reply(Script.Request request) {
        if (request.body().containsKey("format")) {
            return List.of(ScriptStep.say("{}"));
        }
        // Without the note.
        String who = request.lastFromUser().lines().findFirst().orElse("");
        Promise<Void> speaks = Promise.promise();
        modelVertx.setTimer(20 + random.nextInt(40), timer -> {
            spokenAt.put(who, System.nanoTime());
            speaks.complete();
        });
        List<ScriptStep> steps = new ArrayList<>();
        steps.add(ScriptStep.gate(speaks.future()));
        for (int i = 0; i < words; i++) {
            steps.add(ScriptStep.say("word "));
            steps.add(ScriptStep.delay(WORD_MS));
        }
        return steps;
    }

    private void heard(String who) {
        long now = System.nanoTime();
        Long spoken = spokenAt.remove(who);
        if (spoken != null) {
            samples.add(now - spoken);
        }
    }

    private interface Conversation {
        Future<Void> turn();
    }

    /** A device on a chat socket. */
    private final class Talker implements Conversation {

        private final String name;
        private final WebSocket socket;
        private Promise<Void> turn = Promise.promise();

        Talker(String name, int port, String token) throws Exception {
            this.name = name;
            socket = People.await(sockets.connect(new WebSocketConnectOptions()
                    .setHost("127.0.0.1")
                    .setPort(port)
                    .setURI("/api/v1/chat/ws?stream=1&token=" + token)));
            socket.textMessageHandler(this::frame);
            socket.closeHandler(closed -> turn.tryFail("the socket of " + name + " was closed"));
        }

        private void frame(String text) {
            if (text.startsWith("{\"event\":\"delta\"")) {
                heard(name);
            } else if (text.startsWith("{\"event\":\"emotion_update\"")) {
                turn.tryComplete();
            }
        }

        @Override
        public Future<Void> turn() {
            turn = Promise.promise();
            JsonObject data = new JsonObject().put("content", name);
            socket.writeTextMessage(
                    new JsonObject().put("event", "message").put("data", data).encode());
            return turn.future();
        }
    }

    /** Somebody who asks the model's server directly. */
    private final class Asker implements Conversation {

        private final String name;

        Asker(String name) {
            this.name = name;
        }

        @Override
        public Future<Void> turn() {
            JsonObject message = new JsonObject().put("role", "user").put("content", name);
            JsonObject body =
                    new JsonObject().put("model", "llama3.2:1b").put("messages", new JsonArray().add(message));
            return direct.request(HttpMethod.POST, ollama.port(), "127.0.0.1", "/api/chat")
                    .compose(request -> request.send(body.encode()))
                    .compose(response -> {
                        response.handler(chunk -> heard(name));
                        return response.end();
                    });
        }
    }
}
