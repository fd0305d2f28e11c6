package demi.bench;

import demi.bench.server.BareProcess;
import demi.bench.server.DemiProcess;
import demi.bench.server.People;
import demi.bench.server.ServerProcess;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The time that Demi, and a bare proxy, add between a model's first token and a client's first delta: the way through them,
 * less the way from the same server to a client that asks it directly. All are measured by one clock, in the same run.
 */
final class FirstDeltaBench {

    private static final int MANY = 50;
    private static final int WARM_UP = 300;
    private static final int BLOCKS = 4;
    /** So many words come together at first: she says none of a reply before she has seen that its first are hers to say. */
    private static final int HELD = 12;

    private static final int WORDS = 40;
    private static final int WORD_MS = 20;

    private final Vertx modelVertx = Vertx.vertx();
    private final Vertx clientVertx = Vertx.vertx();
    private final Random random = new Random(1);
    private final Map<String, Long> spokenAt = new ConcurrentHashMap<>();
    private final HttpClient direct = clientVertx.createHttpClient(new PoolOptions().setHttp1MaxSize(MANY));
    /** Held here, since Vert.x closes a client that is garbage, and its sockets with it. */
    private final WebSocketClient sockets =
            clientVertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(2 * MANY));

    private final FakeOllama ollama;
    private Samples samples = new Samples();
    private volatile int words = 1;

    private FirstDeltaBench() throws Exception {
        ollama = People.await(FakeOllama.start(modelVertx, 0, this::reply));
    }

    static void run(Path jar, Path directory, Table table) throws Exception {
        FirstDeltaBench bench = new FirstDeltaBench();
        People.settle(DemiProcess.data(directory), MANY);
        try (DemiProcess demi = DemiProcess.start(jar, directory, bench.ollama.baseUrl());
                BareProcess bare = BareProcess.start(directory, bench.ollama.baseUrl())) {
            demi.untilReady();
            bare.untilReady();
            bench.measure(demi, bare, table);
        } finally {
            People.await(bench.clientVertx.close());
            People.await(bench.modelVertx.close());
        }
    }

    private void measure(DemiProcess demi, BareProcess bare, Table table) throws Exception {
        List<Conversation> talkers = talkers(demi);
        List<Conversation> relayed = talkers(bare);
        rounds(talkers, WARM_UP / MANY);
        rounds(relayed, WARM_UP / MANY);
        rounds(askers(1), WARM_UP / MANY);
        compare("at 1 conversation", "0.4 ms", talkers.subList(0, 1), relayed.subList(0, 1), askers(1), 50, table);
        words = WORDS;
        long cpu = demi.cpuNanos();
        long bareCpu = bare.cpuNanos();
        compare("at " + MANY + " conversations", "1.0 ms", talkers, relayed, askers(MANY), 5, table);
        long tokens = (long) MANY * 5 * BLOCKS * (HELD + WORDS);
        double hers = (demi.cpuNanos() - cpu) / 1e3 / tokens;
        double bares = (bare.cpuNanos() - bareCpu) / 1e3 / tokens;
        table.row(
                "processor time of a token, at " + MANY,
                String.format(Locale.ROOT, "%.0f µs", hers),
                "",
                String.format(Locale.ROOT, "%.2f", hers / bares),
                String.format(
                        Locale.ROOT, "bare proxy %.0f µs; %,d tokens, their turns' share included", bares, tokens));
    }

    private List<Conversation> talkers(ServerProcess server) throws Exception {
        List<Conversation> talkers = new ArrayList<>();
        for (String token : server.tokens(MANY)) {
            talkers.add(new Conversation.Through(sockets, server.port, token, "talker" + talkers.size(), this::heard));
        }
        return talkers;
    }

    /** In turns, so that none has the machine to itself more than the others. */
    private void compare(
            String when,
            String goal,
            List<Conversation> through,
            List<Conversation> relayed,
            List<Conversation> straight,
            int rounds,
            Table table)
            throws Exception {
        Samples throughAll = new Samples();
        Samples relayedAll = new Samples();
        Samples straightAll = new Samples();
        for (int i = 0; i < BLOCKS; i++) {
            Arrays.stream(rounds(through, rounds)).forEach(throughAll::add);
            Arrays.stream(rounds(relayed, rounds)).forEach(relayedAll::add);
            Arrays.stream(rounds(straight, rounds)).forEach(straightAll::add);
        }
        long[] demi = throughAll.sorted();
        long[] bare = relayedAll.sorted();
        long[] plain = straightAll.sorted();
        long added = Samples.median(demi) - Samples.median(plain);
        long addedByBare = Samples.median(bare) - Samples.median(plain);
        table.row(
                "added to the first token, median, " + when,
                Samples.millis(added),
                goal + ", 1.2 x bare",
                String.format(Locale.ROOT, "%.2f", (double) added / addedByBare),
                "added by the bare proxy " + Samples.millis(addedByBare) + "; through her " + middleAndLast(demi)
                        + ", through the proxy " + middleAndLast(bare) + ", straight " + middleAndLast(plain));
    }

    private static String middleAndLast(long[] sorted) {
        return Samples.millis(Samples.median(sorted)) + " (99 %: " + Samples.millis(Samples.at(sorted, .99)) + ")";
    }

    /** All of them at the same time, each so many times in a row. */
    private long[] rounds(List<Conversation> conversations, int rounds) throws Exception {
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

    private List<Conversation> askers(int count) {
        return IntStream.range(0, count)
                .<Conversation>mapToObj(i -> new Conversation.Straight(direct, ollama.port(), "asker" + i, this::heard))
                .toList();
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
        steps.add(ScriptStep.together(
                Talks.words(random, HELD).stream().map(word -> word + " ").toArray(String[]::new)));
        for (String word : Talks.words(random, words)) {
            steps.add(ScriptStep.delay(WORD_MS));
            steps.add(ScriptStep.say(word + " "));
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
}
