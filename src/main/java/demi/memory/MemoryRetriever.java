package demi.memory;

import demi.api.MemoryApi;
import demi.api.MemoryApi.ForgetAbout;
import demi.api.MemoryApi.ForgotAbout;
import demi.api.MemoryApi.Recall;
import demi.api.MemoryApi.RecallOpen;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.Said;
import demi.api.MemoryApi.SaidBefore;
import demi.api.store.MemoryStore;
import demi.api.store.RecallStore;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.memory.meaning.Meaning;
import demi.memory.meaning.Meanings;
import demi.memory.recall.RecallBudget;
import demi.memory.recall.RecallQuery;
import demi.memory.recall.RecallScorer;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What comes to her mind with a message: what is pinned, and of facts and what was said the best, within one budget. */
@WallTime("times that are kept")
final class MemoryRetriever {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryRetriever.class);
    private static final int CANDIDATES = 20;
    private static final int MOST_PINNED = 6;

    private final Bus bus;
    private final InstantSource clock;
    private final MemorySettings settings;
    private final Meanings embeddings;

    MemoryRetriever(Bus bus, InstantSource clock, MemorySettings settings, Meanings meanings) {
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
        RecallQuery query = RecallQuery.of(asked.said().content());
        Future<List<MemoryFact>> pinned = bus.request(
                        MemoryStore.PINNED, new MemoryStore.FindPinned(asked.userId(), asked.shared(), MOST_PINNED))
                .map(MemoryStore.Found::memories);
        Future<RecallBudget.Chosen> best = Future.all(pinned, embeddings.of(asked, query))
                .compose(both -> candidates(asked, query, both.resultAt(1))
                        .map(found -> chosen(query, found, both.resultAt(1), pinned.result())));
        return best.map(chosen -> {
            markUsed(chosen.facts());
            List<MemoryFact> facts = new ArrayList<>(pinned.result());
            facts.addAll(chosen.facts());
            return new Recalled(
                    facts, chosen.lines().stream().map(MemoryRetriever::said).toList(), forgets);
        });
    }

    private Future<RecallStore.Candidates> candidates(Recall asked, RecallQuery query, Meaning meaning) {
        return bus.request(
                RecallStore.CANDIDATES,
                new RecallStore.FindCandidates(
                        asked.userId(),
                        asked.conversationId(),
                        query.words(),
                        asked.shared(),
                        asked.said().messageId(),
                        asked.window(),
                        meaning.places(),
                        meaning.seqs()));
    }

    private RecallBudget.Chosen chosen(
            RecallQuery query, RecallStore.Candidates found, Meaning meaning, List<MemoryFact> pinned) {
        RecallScorer scorer = new RecallScorer(query, found, meaning.isKnown(), meaning::of, meaning::of);
        Set<String> known = pinned.stream().map(MemoryFact::memoryId).collect(Collectors.toSet());
        return RecallBudget.spend(
                query, meaning.isKnown(), scorer.facts(), scorer.lines(), settings.budget(), settings.most(), known);
    }

    private static SaidBefore said(RecallStore.Line line) {
        return new SaidBefore(line.sender(), line.speaker(), line.content(), line.at());
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
            return new Recalled(facts, List.of(), false);
        });
    }

    private Future<List<MemoryFact>> byWords(String userId, String text, boolean open) {
        return bus.request(
                        MemoryStore.MATCHING,
                        new MemoryStore.FindMatching(userId, KeywordExtractor.of(text), open, CANDIDATES))
                .map(MemoryStore.Found::memories);
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
