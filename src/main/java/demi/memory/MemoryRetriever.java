package demi.memory;

import demi.api.MemoryApi;
import demi.api.MemoryApi.ForgetAbout;
import demi.api.MemoryApi.ForgotAbout;
import demi.api.MemoryApi.Recall;
import demi.api.MemoryApi.RecallOpen;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.Said;
import demi.api.store.MemoryStore;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes to her mind with a message: what is pinned, and what fits best by its words and by its meaning. */
@WallTime("times that are kept")
final class MemoryRetriever {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRetriever.class);
    private static final int CANDIDATES = 20;
    private static final int MOST_PINNED = 6;
    /** Reciprocal rank fusion: the usual constant, from Cormack, Clarke and Büttcher, 2009. */
    private static final int FUSION = 60;

    private final Bus bus;
    private final InstantSource clock;
    private final MemorySettings settings;
    private final EmbeddingIndex embeddings;

    MemoryRetriever(Bus bus, InstantSource clock, MemorySettings settings, EmbeddingIndex meanings) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.embeddings = meanings;
    }

    Future<Recalled> recall(Recall asked) {
        return ForgetRequestParser.in(asked.said().content())
                .map(wish -> forget(asked, wish).compose(done -> find(asked, done)))
                .orElseGet(() -> find(asked, false));
    }

    private Future<Recalled> find(Recall asked, boolean forgets) {
        String userId = asked.userId();
        String text = asked.said().content();
        Future<List<MemoryFact>> pinned = bus.request(
                        MemoryStore.PINNED, new MemoryStore.FindPinned(userId, asked.shared(), MOST_PINNED))
                .map(MemoryStore.Found::memories);
        Future<List<MemoryFact>> byWords = byWords(userId, text, asked.shared());
        Future<List<MemoryFact>> byMeaning = embeddings.findSimilar(userId, text, asked.shared(), CANDIDATES);
        return Future.all(pinned, byWords, byMeaning).map(all -> {
            List<MemoryFact> best = fused(byWords.result(), byMeaning.result(), pinned.result());
            markUsed(best);
            List<MemoryFact> facts = new ArrayList<>(pinned.result());
            facts.addAll(best);
            return new Recalled(facts, forgets);
        });
    }

    /** What has not come to her mind for longest, of what she learned last. */
    Future<Recalled> recallOpen(RecallOpen asked) {
        Future<List<MemoryFact>> pinned = bus.request(
                        MemoryStore.PINNED, new MemoryStore.FindPinned(asked.userId(), false, MOST_PINNED))
                .map(MemoryStore.Found::memories);
        Future<List<MemoryFact>> newest = bus.request(
                        MemoryStore.LIST, new MemoryStore.ListFacts(asked.userId(), CANDIDATES, 0))
                .map(MemoryStore.Found::memories);
        return Future.all(pinned, newest).map(both -> {
            List<MemoryFact> rested = newest.result().stream()
                    .filter(memory -> !memory.pinned())
                    .sorted(Comparator.comparing(MemoryFact::usedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .limit(asked.most())
                    .toList();
            markUsed(rested);
            List<MemoryFact> facts = new ArrayList<>(pinned.result());
            facts.addAll(rested);
            return new Recalled(facts, false);
        });
    }

    private Future<List<MemoryFact>> byWords(String userId, String text, boolean open) {
        return bus.request(
                        MemoryStore.MATCHING,
                        new MemoryStore.FindMatching(userId, KeywordExtractor.of(text), open, CANDIDATES))
                .map(MemoryStore.Found::memories);
    }

    private List<MemoryFact> fused(List<MemoryFact> byWords, List<MemoryFact> byMeaning, List<MemoryFact> there) {
        Map<String, MemoryFact> all = new LinkedHashMap<>();
        Map<String, Double> scores = new HashMap<>();
        for (List<MemoryFact> ranking : List.of(byWords, byMeaning)) {
            for (int i = 0; i < ranking.size(); i++) {
                all.putIfAbsent(ranking.get(i).memoryId(), ranking.get(i));
                scores.merge(ranking.get(i).memoryId(), 1.0 / (FUSION + i), Double::sum);
            }
        }
        return all.values().stream()
                .filter(memory ->
                        there.stream().noneMatch(pinned -> pinned.memoryId().equals(memory.memoryId())))
                .sorted(Comparator.comparingDouble((MemoryFact memory) -> -scores.getOrDefault(memory.memoryId(), 0.0)))
                .limit(settings.most())
                .toList();
    }

    /** Nobody waits for this. */
    private void markUsed(List<MemoryFact> memories) {
        if (!memories.isEmpty()) {
            List<String> ids = memories.stream().map(MemoryFact::memoryId).toList();
            bus.request(MemoryStore.MARK_USED, new MemoryStore.MarkUsed(ids, clock.instant()))
                    .onFailure(thrown -> LOG.warn("Could not save the use of memories: {}", thrown.getMessage()));
        }
    }

    /** Whether there was something to forget, or nothing is to be learned of what was just said. */
    private Future<Boolean> forget(Recall asked, ForgetRequestParser wish) {
        if (wish.all()) {
            return bus.request(MemoryStore.CLEAR, new MemoryStore.Clear(asked.userId()))
                    .map(emptied -> {
                        LOG.info(
                                "Forgot all {} memories of a person, as message {} asks",
                                emptied.memories(),
                                asked.said().messageId());
                        embeddings.onForgotten(asked.userId());
                        return true;
                    });
        }
        return meant(asked.userId(), asked.said(), wish).compose(memories -> {
            List<String> ids = memories.stream().map(MemoryFact::memoryId).toList();
            LOG.info(
                    "Forgot {} memories, as message {} asks",
                    ids.size(),
                    asked.said().messageId());
            return forgetAll(asked.userId(), ids).map(done -> wish.what().isEmpty() || !ids.isEmpty());
        });
    }

    /** Without a message that says so. */
    Future<ForgotAbout> forgetAbout(ForgetAbout asked) {
        String what = asked.what();
        bus.publish(MemoryApi.FORGETTING, new MemoryApi.ForgettingStarted(asked.userId()));
        if (what == null || ForgetRequestParser.isEverything(what)) {
            return bus.request(MemoryStore.CLEAR, new MemoryStore.Clear(asked.userId()))
                    .map(emptied -> {
                        LOG.info("Forgot all {} memories of a person", emptied.memories());
                        embeddings.onForgotten(asked.userId());
                        return new ForgotAbout(true);
                    });
        }
        return forgetAbout(asked.userId(), what).compose(memories -> {
            List<String> ids = memories.stream().map(MemoryFact::memoryId).toList();
            LOG.info("Forgot {} memories, as a person asks", ids.size());
            return forgetAll(asked.userId(), ids).map(new ForgotAbout(!ids.isEmpty()));
        });
    }

    private Future<Ack> forgetAll(String userId, List<String> ids) {
        return bus.request(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts(userId, List.of(), ids, clock.instant()))
                .map(done -> {
                    embeddings.onForgotten(userId);
                    return done;
                });
    }

    private Future<List<MemoryFact>> meant(String userId, Said said, ForgetRequestParser wish) {
        if (wish.sameMessage()) {
            return Future.succeededFuture(List.of());
        }
        if (wish.what().isEmpty()) {
            return bus.request(MemoryStore.LATEST, new MemoryStore.FindLatest(userId, said.messageId(), 1))
                    .map(MemoryStore.Found::memories);
        }
        return forgetAbout(userId, wish.what());
    }

    /** More than half of the words: one alone would take too much along. */
    private Future<List<MemoryFact>> forgetAbout(String userId, String what) {
        List<String> words = KeywordExtractor.of(what);
        return byWords(userId, what, false)
                .map(found ->
                        found.stream().filter(memory -> hasMost(memory, words)).toList());
    }

    private static boolean hasMost(MemoryFact memory, List<String> words) {
        List<String> there = KeywordExtractor.of(memory.content());
        long both = words.stream()
                .filter(word -> there.stream().anyMatch(other -> alike(word, other)))
                .count();
        return both * 2 > words.size() || both == words.size();
    }

    /** The same, or the same with another ending. */
    private static boolean alike(String one, String other) {
        int same = 0;
        while (same < Math.min(one.length(), other.length()) && one.charAt(same) == other.charAt(same)) {
            same++;
        }
        return same >= 3 && Math.max(one.length(), other.length()) - same <= 2;
    }
}
