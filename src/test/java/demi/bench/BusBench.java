package demi.bench;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.bench.server.People;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.StreamWriter;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.EventBus;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Questions and streams through the contract, against Vert.x's event bus as it is. */
final class BusBench {

    private static final int ROUNDS = 5;
    private static final int QUESTIONS = 100_000;
    private static final int AT_A_TIME = 64;
    private static final int TOKENS = 300_000;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final EventBus plain = vertx.eventBus();
    private final Context here = vertx.getOrCreateContext();
    private final Context there = vertx.getOrCreateContext();

    private BusBench() {}

    static void run(Table table) throws Exception {
        BusBench bench = new BusBench();
        try {
            bench.measure(table);
        } finally {
            People.await(bench.vertx.close());
        }
    }

    private void measure(Table table) throws Exception {
        ChatApi.Stop question = new ChatApi.Stop("ann");
        People.await(on(there, () -> bus.handle(ChatApi.STOP, asked -> Future.succeededFuture(Ack.DONE))));
        People.await(on(
                there,
                () -> plain.consumer("plain", message -> message.reply(message.body()))
                        .completion()));
        People.await(on(there, () -> bus.serve(InferenceApi.GENERATE, (asked, writer) -> write(writer))));
        Samples typed = new Samples();
        Samples raw = new Samples();
        Samples streamed = new Samples();
        for (int i = 0; i < ROUNDS; i++) {
            raw.add(perSecond(QUESTIONS, () -> plain.request("plain", question)));
            typed.add(perSecond(QUESTIONS, () -> bus.request(ChatApi.STOP, question)));
            streamed.add(stream());
        }
        long withTypes = Samples.median(typed.sorted());
        long without = Samples.median(raw.sorted());
        table.row(
                "questions a second over the bus",
                String.format(Locale.ROOT, "%,d", withTypes),
                "",
                String.format(Locale.ROOT, "%.2f", (double) withTypes / without),
                String.format(Locale.ROOT, "Vert.x's own %,d", without));
        table.row(
                "tokens a second in a stream with credits",
                String.format(Locale.ROOT, "%,d", Samples.median(streamed.sorted())),
                "",
                "two contexts, one stream");
    }

    private long perSecond(int count, Supplier<Future<?>> ask) throws Exception {
        long start = System.nanoTime();
        People.await(on(
                here,
                () -> Future.all(IntStream.range(0, AT_A_TIME)
                        .mapToObj(i -> repeat(count / AT_A_TIME, ask))
                        .toList())));
        return count * 1_000_000_000L / (System.nanoTime() - start);
    }

    private Future<Void> repeat(int times, Supplier<Future<?>> ask) {
        Promise<Void> done = Promise.promise();
        again(times, ask, done);
        return done.future();
    }

    private void again(int times, Supplier<Future<?>> ask, Promise<Void> done) {
        if (times == 0) {
            done.complete();
        } else {
            ask.get().onComplete(answered -> again(times - 1, ask, done));
        }
    }

    private long stream() throws Exception {
        long start = System.nanoTime();
        People.await(on(
                here,
                () -> bus.open(InferenceApi.GENERATE, InferenceApi.Generate.reply("ann", List.of(), 10))
                        .end()));
        return TOKENS * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static void write(StreamWriter<InferenceApi.Step> writer) {
        InferenceApi.Step token = new InferenceApi.Step(0, "word ", null);
        AtomicInteger left = new AtomicInteger(TOKENS);
        Runnable asMuchAsFits = () -> {
            while (!writer.full() && left.get() > 0) {
                left.decrementAndGet();
                writer.write(token);
            }
            if (left.get() == 0) {
                writer.end();
            }
        };
        writer.onDrain(asMuchAsFits);
        asMuchAsFits.run();
    }

    private <T> Future<T> on(Context context, Supplier<Future<T>> work) {
        Promise<T> done = Promise.promise();
        context.runOnContext(run -> work.get().onComplete(done));
        return done.future();
    }
}
