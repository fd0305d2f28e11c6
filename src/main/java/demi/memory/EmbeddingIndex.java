package demi.memory;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.FactsWithVectors;
import demi.api.store.MemoryStore.Vector;
import demi.api.value.Embedding;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds memories by what they mean, with the embedding model's numbers. Memories that have none yet get them when nobody
 * is talking to her; numbers of another model, or of another size, are never compared.
 */
final class EmbeddingIndex {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddingIndex.class);
    private static final int BATCH = 8;
    private static final long SOON_MS = 2_000;
    private static final long LATER_MS = 60_000;
    /** So many more than wanted are compared in full, since codes are only nearly right. */
    private static final int CANDIDATES = 100;

    private static final int READS = 3;
    /** Two texts that are less alike have nothing to do with each other. */
    private static final double ALIKE = .35;

    private static final int PEOPLE = 1_000;

    private static final String NOT_ASKED = "The embedding model has not been asked yet.";

    private final Vertx vertx;
    private final Bus bus;
    private final MemorySettings settings;
    /** Of those who talked to her last; some hundred bytes a memory. */
    private final Map<String, BinaryVectorIndex> byPerson = new BoundedMap<>(PEOPLE);
    /** Grows whenever what is known of anybody's vectors changes. */
    private long changes;
    /** Of the model's vectors, 0 before the first came. */
    private int size;

    private boolean filling;
    private boolean fillMore;
    private long again = -1;
    private @Nullable String trouble = NOT_ASKED;

    EmbeddingIndex(Vertx vertx, Bus bus, MemorySettings settings) {
        this.vertx = vertx;
        this.bus = bus;
        this.settings = settings;
    }

    /** Tells how it is, if it is configured. */
    void publishHealth() {
        if (settings.embeds()) {
            String why = trouble;
            bus.publish(
                    HealthApi.COMPONENT,
                    why == null
                            ? HealthApi.ComponentHealth.of(
                                    "memory", HealthApi.Status.UP, "Memories are found by meaning, too.")
                            : HealthApi.ComponentHealth.of(
                                    "memory", HealthApi.Status.DEGRADED, "Found by words only. " + why));
        }
    }

    private void trouble(@Nullable String now) {
        if (!Objects.equals(now, trouble)) {
            trouble = now;
            LOG.info("{}: {}", settings.embeddingModel(), now == null ? "memories are found by meaning" : now);
            publishHealth();
        }
    }

    /** The memories that mean nearly the same, best first; none where that cannot be told soon. Never fails. */
    Future<List<MemoryFact>> findSimilar(String userId, String text, boolean open, int most) {
        if (!settings.embeds()) {
            return Future.succeededFuture(List.of());
        }
        Future<List<MemoryFact>> found = embed(List.of(text), true)
                .compose(embedded -> {
                    float[] meaning = embedded.get(0).numbers();
                    return sized(meaning.length)
                            .compose(fits -> codes(userId, READS))
                            .compose(codes -> best(userId, codes, meaning, open, most));
                })
                .recover(thrown -> {
                    LOG.debug("Recalled by keywords only: {}", thrown.getMessage());
                    return Future.succeededFuture(List.of());
                });
        Future<List<MemoryFact>> tooLate =
                Timers.pause(vertx, settings.embeddingPatience().toMillis()).map(late -> List.of());
        return Future.any(found, tooLate).map(either -> found.isComplete() ? found.result() : List.of());
    }

    private Future<List<Embedding>> embed(List<String> texts, boolean waits) {
        return bus.request(InferenceApi.EMBED, new InferenceApi.Embed(settings.embeddingModel(), texts, waits))
                .onComplete(done -> {
                    if (done.succeeded()) {
                        trouble(null);
                    } else if (Failure.codeOf(done.cause()) != Failure.Code.CANCELLED) {
                        trouble(done.cause().getMessage());
                    }
                })
                .map(InferenceApi.Embedded::embeddings);
    }

    /** @param reads after so many, what was read has to do for this once */
    private Future<BinaryVectorIndex> codes(String userId, int reads) {
        BinaryVectorIndex known = byPerson.get(userId);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        long before = changes;
        return bus.request(MemoryStore.CODES, new MemoryStore.LoadCodes(userId, settings.embeddingModel()))
                .compose(kept -> {
                    // What came or went while they were read, of anybody, may not be as it was read.
                    boolean isCurrent = changes == before;
                    if (!isCurrent && reads > 1) {
                        return codes(userId, reads - 1);
                    }
                    BinaryVectorIndex codes = new BinaryVectorIndex(size);
                    kept.vectors().forEach(vector -> codes.put(vector.memoryId(), vector.code()));
                    if (isCurrent) {
                        byPerson.put(userId, codes);
                    }
                    return Future.succeededFuture(codes);
                });
    }

    private Future<List<MemoryFact>> best(
            String userId, BinaryVectorIndex codes, float[] meaning, boolean open, int most) {
        List<String> near = codes.nearest(meaning, CANDIDATES);
        if (near.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        long before = codes.puts();
        return bus.request(MemoryStore.VECTORS, new MemoryStore.LoadVectors(userId, settings.embeddingModel(), near))
                .compose(found -> {
                    // New items may be missing from the query result; keep them.
                    if (found.memories().size() == near.size() || codes.puts() != before) {
                        return Future.succeededFuture(ranked(found, meaning, open, most));
                    }
                    // What has faded, or was put in other words, would take the places of what is there.
                    Set<String> gone = new HashSet<>(near);
                    found.memories().forEach(memory -> gone.remove(memory.memoryId()));
                    gone.forEach(codes::remove);
                    return best(userId, codes, meaning, open, most);
                });
    }

    /** Some of what is known of this person is not to be found any more. */
    void onForgotten(String userId) {
        changes++;
        byPerson.remove(userId);
    }

    private static List<MemoryFact> ranked(FactsWithVectors found, float[] meaning, boolean open, int most) {
        double[] likeness = found.vectors().stream()
                .mapToDouble(vector -> likeness(meaning, new Embedding(vector.values()).numbers()))
                .toArray();
        return IntStream.range(0, likeness.length)
                .boxed()
                .filter(i -> likeness[i] >= ALIKE)
                .filter(i -> !open || !found.memories().get(i).confidential())
                .sorted(Comparator.comparingDouble((Integer i) -> -likeness[i]))
                .limit(most)
                .map(i -> found.memories().get(i))
                .toList();
    }

    /** The cosine between them. */
    private static double likeness(float[] one, float[] other) {
        if (one.length != other.length) {
            return 0;
        }
        double product = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < one.length; i++) {
            product += (double) one[i] * other[i];
            first += (double) one[i] * one[i];
            second += (double) other[i] * other[i];
        }
        return first == 0 || second == 0 ? 0 : product / Math.sqrt(first * second);
    }

    /** Notices that the model of this name is another one now: what the one before made is made anew. */
    private Future<?> sized(int now) {
        if (now == size) {
            return Future.succeededFuture();
        }
        if (size != 0) {
            LOG.info(
                    "Rebuilding the vector index: {} gives {} numbers now, not {}",
                    settings.embeddingModel(),
                    now,
                    size);
        }
        size = now;
        changes++;
        byPerson.clear();
        return bus.request(
                        MemoryStore.DROP_OTHER_SIZES,
                        new MemoryStore.DropOtherSizes(settings.embeddingModel(), now * Float.BYTES))
                .onSuccess(dropped -> fill());
    }

    /** Sees to it, bit by bit, that all memories can be found. */
    void fill() {
        if (filling || !settings.embeds()) {
            // What there is to do now may have come after the batch that is under way was chosen.
            fillMore = filling;
            return;
        }
        filling = true;
        vertx.cancelTimer(again);
        nextBatch()
                .onSuccess(more -> {
                    filling = false;
                    if (more || fillMore) {
                        fillMore = false;
                        fill();
                    }
                })
                .onFailure(thrown -> {
                    boolean gaveWay = Failure.codeOf(thrown) == Failure.Code.CANCELLED;
                    filling = false;
                    again = Timers.after(vertx, gaveWay ? SOON_MS : LATER_MS, timer -> fill());
                });
    }

    private Future<Boolean> nextBatch() {
        return bus.request(
                        MemoryStore.WITHOUT_VECTOR, new MemoryStore.FindWithoutVector(settings.embeddingModel(), BATCH))
                .compose(found -> found.memories().isEmpty()
                        ? proof().map(done -> false)
                        : read(found.memories()).map(done -> true));
    }

    /** Where there is nothing to read, the model is asked something once, so that it is known whether it answers. */
    private Future<?> proof() {
        return NOT_ASKED.equals(trouble) ? embed(List.of("hello"), false) : Future.succeededFuture();
    }

    private Future<?> read(List<MemoryFact> memories) {
        List<String> texts = memories.stream().map(MemoryFact::content).toList();
        return embed(texts, false).compose(embedded -> {
            List<Vector> vectors = new ArrayList<>();
            for (int i = 0; i < memories.size(); i++) {
                Embedding embedding = embedded.get(i);
                vectors.add(new Vector(
                        memories.get(i).memoryId(), BinaryVectorIndex.code(embedding.numbers()), embedding.base64()));
            }
            return sized(embedded.get(0).numbers().length)
                    .compose(fits -> bus.request(
                            MemoryStore.SAVE_VECTORS,
                            new MemoryStore.SaveVectors(settings.embeddingModel(), vectors, texts)))
                    .onSuccess(kept -> remember(memories, vectors));
        });
    }

    private void remember(List<MemoryFact> memories, List<Vector> vectors) {
        changes++;
        for (int i = 0; i < vectors.size(); i++) {
            BinaryVectorIndex codes = byPerson.get(memories.get(i).userId());
            if (codes != null) {
                codes.put(vectors.get(i).memoryId(), vectors.get(i).code());
            }
        }
    }
}
