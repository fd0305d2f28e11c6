package demi.bench;

import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.Fact;
import demi.api.store.VectorStore;
import demi.api.value.Embedding;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.api.value.Secret;
import demi.bench.server.People;
import demi.bus.Bus;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.memory.meaning.CodeIndex;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * How long a message waits for what it calls to mind, among the memories of one person: over the bus, with real SQLite,
 * and with an embedding model that takes no time.
 */
final class RecallBench {

    private static final int FEW = 1_000;
    private static final int MANY = 100_000;
    private static final int BATCH = 1_000;
    private static final int QUESTIONS = 400;
    private static final int WARM_UP = 200;
    private static final int SIZE = 768;
    private static final int VOCABULARY = 20_000;
    private static final String[] COMMON = "lives works plays loves often family house garden week year".split(" ");
    private static final String MODEL = "embedder";

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final Random random = new Random(11);

    private RecallBench() {}

    static void run(Path directory, Table table) throws Exception {
        for (boolean embeds : new boolean[] {false, true}) {
            Samples few = new Samples();
            Samples many = new Samples();
            new RecallBench().measure(directory.resolve("few" + embeds + ".sqlite"), FEW, embeds, few);
            new RecallBench().measure(directory.resolve("many" + embeds + ".sqlite"), MANY, embeds, many);
            long[] sorted = many.sorted();
            table.row(
                    "recall among 100,000 memories, by words" + (embeds ? " and meaning" : ""),
                    Samples.millis(Samples.median(sorted)),
                    "8 ms",
                    String.format(
                            Locale.ROOT,
                            "99 of 100 within %s (aim 20 ms), the slowest of %d took %s; among 1,000 memories %s",
                            Samples.millis(Samples.at(sorted, .99)),
                            QUESTIONS,
                            Samples.millis(sorted[sorted.length - 1]),
                            Samples.millis(Samples.median(few.sorted()))));
        }
    }

    private void measure(Path database, int memories, boolean embeds, Samples samples) throws Exception {
        People.await(
                vertx.deployVerticle(new StoreVerticle(bus, InstantSource.system(), StoreSettings.defaults(database))));
        People.await(bus.handle(InferenceApi.EMBED, asked -> Future.succeededFuture(embedded(asked))));
        People.await(bus.request(
                AccountStore.ADD_USER,
                new AccountStore.AddUser("ann", "ann@example.org", "Ann", new Secret("none"), Instant.now(), false)));
        fill(memories, embeds);
        People.await(vertx.deployVerticle(new MemoryVerticle(
                bus,
                InstantSource.system(),
                new MemorySettings(30, 500, embeds ? MODEL : "", Duration.ofSeconds(10), Duration.ofDays(180)))));
        for (int i = 0; i < WARM_UP; i++) {
            ask(i);
        }
        for (int i = 0; i < QUESTIONS; i++) {
            long start = System.nanoTime();
            ask(i);
            samples.add(System.nanoTime() - start);
        }
        People.await(vertx.close());
    }

    private void ask(int question) throws Exception {
        String text = sentence(20);
        People.await(bus.request(
                MemoryApi.RECALL,
                new MemoryApi.Recall("ann", "ann", new MemoryApi.Said("m" + question, text, Instant.EPOCH), false, 0)));
    }

    private void fill(int memories, boolean embeds) throws Exception {
        for (int from = 0; from < memories; from += BATCH) {
            List<Fact> facts = new ArrayList<>();
            List<VectorStore.Vector> vectors = new ArrayList<>();
            List<String> texts = new ArrayList<>();
            for (int i = from; i < from + BATCH; i++) {
                String text = sentence(10);
                facts.add(new Fact("memory-" + i, text, null, true, MemoryKind.OTHER, Holding.UNDATED, null, null));
                if (embeds) {
                    float[] numbers = numbers();
                    vectors.add(new VectorStore.Vector(
                            i + 1,
                            CodeIndex.code(numbers),
                            Embedding.of(numbers).base64()));
                    texts.add(text);
                }
            }
            People.await(bus.request(
                    MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("ann", facts, List.of(), Instant.now())));
            People.await(bus.request(VectorStore.SAVE, new VectorStore.SaveVectors(MODEL, vectors, texts)));
        }
    }

    private InferenceApi.Embedded embedded(InferenceApi.Embed asked) {
        return new InferenceApi.Embedded(
                asked.texts().stream().map(text -> Embedding.of(numbers())).toList());
    }

    private float[] numbers() {
        float[] numbers = new float[SIZE];
        for (int i = 0; i < SIZE; i++) {
            numbers[i] = (float) random.nextGaussian();
        }
        return numbers;
    }

    private String sentence(int words) {
        return sentence(random, words);
    }

    /** Words as unevenly spread as in a language: a third of the very common, the others by a power law. */
    static String sentence(Random random, int words) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < words; i++) {
            text.append(
                            random.nextInt(3) == 0
                                    ? COMMON[random.nextInt(COMMON.length)]
                                    : "word" + (int) Math.pow(VOCABULARY, random.nextDouble()))
                    .append(' ');
        }
        return text.toString();
    }
}
