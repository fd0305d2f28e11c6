package demi.memory;

import demi.api.MemoryApi.Recall;
import demi.api.MemoryApi.RecallOpen;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.SaidBefore;
import demi.api.store.MemoryStore;
import demi.api.store.RecallStore;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.memory.house.HouseRecall;
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
import java.util.stream.Stream;
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
    private final Meanings meanings;
    private final MemoryForgetter forgetter;
    private final HouseRecall house;

    MemoryRetriever(
            Bus bus,
            InstantSource clock,
            MemorySettings settings,
            Meanings meanings,
            MemoryForgetter forgetter,
            HouseRecall house) {
        this.house = house;
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.meanings = meanings;
        this.forgetter = forgetter;
    }

    Future<Recalled> recall(Recall asked) {
        return forgetter.carryOut(asked).compose(forgets -> find(asked, forgets));
    }

    private Future<Recalled> find(Recall asked, boolean forgets) {
        RecallQuery query = RecallQuery.of(asked.said().content());
        Future<List<MemoryFact>> pinned = bus.request(
                        MemoryStore.PINNED, new MemoryStore.FindPinned(asked.userId(), asked.shared(), MOST_PINNED))
                .map(MemoryStore.Found::memories);
        Future<HouseRecall.Found> others = house.of(asked, query);
        Future<RecallBudget.Chosen> best = Future.all(pinned, meanings.of(asked, query), others)
                .compose(all -> candidates(asked, query, all.resultAt(1))
                        .map(found -> chosen(query, found, all.resultAt(1), pinned.result(), others.result())));
        return best.map(chosen -> {
            List<MemoryFact> own = chosen.facts().stream()
                    .filter(fact -> fact.userId().equals(asked.userId()))
                    .toList();
            // Nobody sees from a fact of theirs that others were told of it.
            markUsed(own);
            List<MemoryFact> facts = new ArrayList<>(pinned.result());
            facts.addAll(own);
            return new Recalled(
                    facts,
                    chosen.lines().stream().map(MemoryRetriever::said).toList(),
                    forgets,
                    others.result().told(chosen.facts()),
                    others.result().asksOfOthers());
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
            RecallQuery query,
            RecallStore.Candidates found,
            Meaning meaning,
            List<MemoryFact> pinned,
            HouseRecall.Found others) {
        RecallStore.Candidates once = HouseRecall.withoutDoubles(found);
        RecallScorer scorer = new RecallScorer(query, once, meaning.isKnown(), meaning::of, meaning::of);
        Set<String> known = pinned.stream().map(MemoryFact::memoryId).collect(Collectors.toSet());
        return RecallBudget.spend(
                query,
                meaning.isKnown(),
                joined(scorer.facts(), others.facts()),
                joined(scorer.lines(), others.lines()),
                settings.budget(),
                settings.most(),
                known);
    }

    private static <T> List<T> joined(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
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
                    .filter(memory -> !memory.pinned() && memory.endedAt() == null)
                    .sorted(Comparator.comparing(MemoryFact::usedAt, Comparator.nullsFirst(Comparator.naturalOrder())))
                    .limit(asked.most())
                    .toList();
            markUsed(rested);
            List<MemoryFact> facts = new ArrayList<>(pinned.result());
            facts.addAll(rested);
            return new Recalled(facts, List.of(), false);
        });
    }

    /** Nobody waits for this. */
    private void markUsed(List<MemoryFact> memories) {
        if (!memories.isEmpty()) {
            List<String> ids = memories.stream().map(MemoryFact::memoryId).toList();
            bus.request(MemoryStore.MARK_USED, new MemoryStore.MarkUsed(ids, clock.instant()))
                    .onFailure(thrown -> LOG.warn("Could not save the use of memories: {}", thrown.getMessage()));
        }
    }
}
