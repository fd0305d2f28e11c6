package demi.memory.house;

import demi.api.MemoryApi.HouseFact;
import demi.api.MemoryApi.Recall;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.House;
import demi.api.store.MemoryStore.Resident;
import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Candidates;
import demi.api.store.RecallStore.Line;
import demi.api.value.MemoryFact;
import demi.bus.Bus;
import demi.memory.recall.RecallQuery;
import demi.memory.recall.RecallScorer;
import demi.memory.recall.RecallScorer.Scored;
import demi.memory.recall.WordBits;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What of others may come to her mind with a message: what is meant for the house, in a talk with somebody of it alone; and,
 * where they ask what others did, what was said in groups that they take part in. Never a word of anybody's private talk.
 */
public final class HouseRecall {

    private static final Logger LOG = LoggerFactory.getLogger(HouseRecall.class);
    private static final int MOST_GROUPS = 5;
    /** Whoever is named is spoken of: what the house knows of them is worth so much, whatever else the message is about. */
    private static final double NAMED = .5;

    private static final int MOST_NAMED = 4;

    private final Bus bus;

    public HouseRecall(Bus bus) {
        this.bus = bus;
    }

    /**
     * What of others may be chosen.
     *
     * @param facts with their content as it is told
     * @param asksOfOthers whether the message asks after others
     */
    public record Found(
            List<Scored<MemoryFact>> facts,
            List<Scored<Line>> lines,
            boolean asksOfOthers,
            House house,
            String reader) {
        static final Found NOTHING = new Found(List.of(), List.of(), false, new House(List.of(), List.of()), "");

        public Found {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
        }

        /** Those of the chosen facts that others told, as they are told on. */
        public List<HouseFact> told(List<MemoryFact> chosen) {
            Residents residents = Residents.of(house.residents());
            return chosen.stream()
                    .filter(fact -> !fact.userId().equals(reader))
                    .flatMap(fact -> residents.byId(fact.userId()).stream()
                            .map(teller ->
                                    new HouseFact(fact.content(), Residents.called(teller), readerIn(residents, fact))))
                    .toList();
        }

        private String readerIn(Residents residents, MemoryFact fact) {
            return residents
                    .byId(reader)
                    .map(Residents::called)
                    .filter(name -> WordBits.words(fact.content()).containsAll(WordBits.words(name)))
                    .orElse("");
        }
    }

    /** Never fails. */
    public Future<Found> of(Recall asked, RecallQuery query) {
        return bus.request(MemoryStore.HOUSE, new MemoryStore.FindHouse(asked.userId()))
                .compose(house -> found(asked, query, house))
                .otherwise(thrown -> {
                    LOG.warn("Could not recall what the house knows: {}", thrown.getMessage());
                    return Found.NOTHING;
                });
    }

    private Future<Found> found(Recall asked, RecallQuery query, House house) {
        Residents residents = Residents.of(house.residents());
        String text = asked.said().content();
        boolean others = asked.shared() || !residents.isAlone();
        boolean asks = others && HouseQuestion.isOne(text, residents, asked.userId());
        List<Scored<MemoryFact>> known =
                asked.shared() ? List.of() : scored(query, residents, residents.namedIn(text), house);
        Future<List<Scored<Line>>> lines =
                asks && !asked.shared() ? said(asked, text) : Future.succeededFuture(List.of());
        return lines.map(said -> new Found(known, said, asks, house, asked.userId()));
    }

    private static List<Scored<MemoryFact>> scored(
            RecallQuery query, Residents residents, Set<Resident> named, House house) {
        Map<String, Resident> tellers = new HashMap<>();
        house.residents().forEach(resident -> tellers.put(resident.userId(), resident));
        List<MemoryFact> told = house.facts().stream()
                .filter(fact -> tellers.containsKey(fact.userId()))
                .map(fact -> withName(fact, Residents.called(Objects.requireNonNull(tellers.get(fact.userId())))))
                .toList();
        Candidates candidates = WordBits.candidates(query, told, fact -> isOf(named, residents, fact));
        List<Scored<MemoryFact>> scored =
                new ArrayList<>(new RecallScorer(query, candidates, false, fact -> 0, line -> 0).facts());
        scored.sort(Comparator.comparingDouble((Scored<MemoryFact> fact) -> -fact.worth()));
        int ofNamed = 0;
        for (int i = 0; i < scored.size(); i++) {
            MemoryFact fact = scored.get(i).what();
            if (ofNamed < MOST_NAMED && isOf(named, residents, fact)) {
                scored.set(i, new Scored<>(fact, Math.max(NAMED, scored.get(i).worth())));
                ofNamed++;
            }
        }
        return scored;
    }

    private static boolean isOf(Set<Resident> named, Residents residents, MemoryFact fact) {
        return !named.isEmpty()
                && residents.namedIn(" " + fact.content()).stream().anyMatch(named::contains);
    }

    /** A fact of a person that does not say who it is of gets their name before it. */
    private static MemoryFact withName(MemoryFact fact, String name) {
        boolean says =
                fact.content().contains(name) && WordBits.words(fact.content()).containsAll(WordBits.words(name));
        return says
                ? fact
                : new MemoryFact(
                        fact.memoryId(),
                        fact.userId(),
                        name + ": " + fact.content(),
                        fact.messageId(),
                        fact.kind(),
                        fact.holds(),
                        fact.pinned(),
                        fact.confidential(),
                        fact.house(),
                        fact.createdAt(),
                        fact.updatedAt(),
                        fact.usedAt(),
                        fact.uses(),
                        fact.endedAt(),
                        fact.place());
    }

    /** In the groups in which the person takes part: that everybody there has read. */
    private Future<List<Scored<Line>>> said(Recall asked, String text) {
        RecallQuery query = RecallQuery.of(HouseQuestion.subject(text));
        if (query.words().isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return bus.request(RecallStore.GROUPS, new RecallStore.FindGroups(asked.userId(), MOST_GROUPS))
                .compose(groups -> Future.all(groups.conversationIds().stream()
                                .map(group -> in(group, asked, query))
                                .toList())
                        .map(all -> all.<List<Scored<Line>>>list().stream()
                                .flatMap(List::stream)
                                .toList()));
    }

    private Future<List<Scored<Line>>> in(String group, Recall asked, RecallQuery query) {
        return bus.request(
                        RecallStore.CANDIDATES,
                        new RecallStore.FindCandidates(
                                asked.userId(),
                                group,
                                query.words(),
                                true,
                                asked.said().messageId(),
                                0,
                                List.of(),
                                List.of()))
                .map(found -> new RecallScorer(query, found, false, fact -> 0, line -> 0).lines());
    }

    /** Of a person's own facts those without what only says again, for the house, what another of the same message says. */
    public static Candidates withoutDoubles(Candidates found) {
        Map<String, Boolean> others = new HashMap<>();
        found.facts().forEach(hit -> {
            if (!hit.fact().house() && hit.fact().messageId() != null) {
                others.put(hit.fact().messageId(), true);
            }
        });
        return new Candidates(
                found.facts().stream()
                        .filter(hit -> !hit.fact().house()
                                || hit.fact().messageId() == null
                                || !others.containsKey(hit.fact().messageId()))
                        .toList(),
                found.lines(),
                found.factWords(),
                found.lineWords());
    }
}
