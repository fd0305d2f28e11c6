package demi.memory.meaning;

import demi.api.store.VectorStore;
import demi.api.store.VectorStore.FactsWithVectors;
import demi.api.store.VectorStore.Vector;
import demi.api.value.Embedding;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/** What facts mean: their codes in memory, for those who talked to her last, and their vectors in the store. */
final class FactMeanings {

    private static final int BATCH = 8;
    private static final int READS = 3;
    private static final int PEOPLE = 1_000;

    private final Bus bus;
    private final Embedder embedder;
    /** Some hundred bytes a fact. */
    private final Map<String, CodeIndex> byPerson = new BoundedMap<>(PEOPLE);
    /** Grows whenever what is known of anybody's vectors changes. */
    private long changes;

    FactMeanings(Bus bus, Embedder embedder) {
        this.bus = bus;
        this.embedder = embedder;
    }

    Future<CodeIndex> codes(String userId, int dimensions) {
        return codes(userId, dimensions, READS);
    }

    /** @param reads after so many, what was read has to do for this once */
    private Future<CodeIndex> codes(String userId, int dimensions, int reads) {
        CodeIndex known = byPerson.get(userId);
        if (known != null) {
            return Future.succeededFuture(known);
        }
        long before = changes;
        return bus.request(VectorStore.CODES, new VectorStore.LoadCodes(userId, embedder.keptAs()))
                .compose(kept -> {
                    // What came or went while they were read, of anybody, may not be as it was read.
                    boolean isCurrent = changes == before;
                    if (!isCurrent && reads > 1) {
                        return codes(userId, dimensions, reads - 1);
                    }
                    CodeIndex codes = new CodeIndex(dimensions);
                    kept.codes().forEach(code -> codes.put(code.number(), code.code()));
                    if (isCurrent) {
                        byPerson.put(userId, codes);
                    }
                    return Future.succeededFuture(codes);
                });
    }

    /** The nearest facts, by place, with their cosine reckoned in full. */
    Future<Map<Long, Double>> nearest(String userId, CodeIndex codes, float[] meaning, int most) {
        List<Long> near =
                LongStream.of(codes.wanted(meaning).nearest(most)).boxed().toList();
        if (near.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        long before = changes;
        return bus.request(VectorStore.LOAD, new VectorStore.LoadVectors(userId, embedder.keptAs(), near))
                .compose(found -> {
                    // What is new may be missing in what was read: it stays.
                    if (found.facts().size() == near.size() || changes != before) {
                        return Future.succeededFuture(cosines(found, meaning));
                    }
                    // What has faded, or was put in other words, would take the places of what is there.
                    Set<Long> gone = new HashSet<>(near);
                    found.facts().forEach(fact -> gone.remove(fact.place()));
                    gone.forEach(codes::remove);
                    return nearest(userId, codes, meaning, most);
                });
    }

    private static Map<Long, Double> cosines(FactsWithVectors found, float[] meaning) {
        Map<Long, Double> cosines = new HashMap<>();
        for (Vector vector : found.vectors()) {
            cosines.put(vector.place(), cosine(meaning, new Embedding(vector.values()).numbers()));
        }
        return cosines;
    }

    private static double cosine(float[] one, float[] other) {
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

    /** Some of what is known of this person is not to be found any more. */
    void onForgotten(String userId) {
        changes++;
        byPerson.remove(userId);
    }

    void clear() {
        changes++;
        byPerson.clear();
    }

    /** Sees to a few facts that have no vector yet; tells how many numbers a vector has, 0 where nothing was left to do. */
    Future<Integer> fill() {
        return bus.request(VectorStore.MISSING, new VectorStore.FindWithoutVector(embedder.keptAs(), BATCH))
                .compose(found -> found.memories().isEmpty() ? Future.succeededFuture(0) : read(found.memories()));
    }

    private Future<Integer> read(List<MemoryFact> facts) {
        List<String> texts = facts.stream().map(MemoryFact::content).toList();
        return embedder.documents(texts).compose(embedded -> {
            List<Vector> vectors = new ArrayList<>();
            for (int i = 0; i < facts.size(); i++) {
                Embedding embedding = embedded.get(i);
                vectors.add(new Vector(facts.get(i).place(), CodeIndex.code(embedding.numbers()), embedding.base64()));
            }
            return bus.request(VectorStore.SAVE, new VectorStore.SaveVectors(embedder.keptAs(), vectors, texts))
                    .map(kept -> {
                        remember(facts, vectors);
                        return embedded.get(0).numbers().length;
                    });
        });
    }

    private void remember(List<MemoryFact> facts, List<Vector> vectors) {
        changes++;
        for (int i = 0; i < vectors.size(); i++) {
            CodeIndex codes = byPerson.get(facts.get(i).userId());
            if (codes != null) {
                codes.put(vectors.get(i).place(), vectors.get(i).code());
            }
        }
    }
}
