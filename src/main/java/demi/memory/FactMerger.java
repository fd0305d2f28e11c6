package demi.memory;

import demi.api.MemoryApi.Fact;
import demi.api.MemoryApi.Known;
import demi.api.MemoryApi.Learn;
import demi.api.MemoryApi.PrepareQuestion;
import demi.api.MemoryApi.Question;
import demi.api.MemoryApi.Said;
import demi.api.store.MemoryStore;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.memory.FactRules.Believed;
import demi.memory.house.HouseLearning;
import demi.memory.house.OwnWords;
import demi.memory.kind.FactDating;
import demi.memory.kind.FactKinds;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the model finds in a talk becomes part of what is known, as far as {@link FactRules} believe it: new, in the place
 * of something, or nothing new.
 */
@WallTime("times that are kept")
final class FactMerger {

    private static final int LIKE = 8;
    private static final int NEWEST = 20;
    private static final int KNOWN = 6;
    private static final int KNOWN_CHARACTERS = 600;
    private static final int BRIEF_CHARACTERS = 120;
    private final Bus bus;
    private final InstantSource clock;
    private final HouseLearning house;

    /** How often people have asked her to forget. */
    private final Map<String, Integer> forgetting = new HashMap<>();

    FactMerger(Bus bus, InstantSource clock, HouseLearning house) {
        this.bus = bus;
        this.clock = clock;
        this.house = house;
    }

    /**
     * Only what is about the same as the messages is named: nothing else could be replaced or forgotten, and small models
     * take for new whatever they read.
     */
    Future<Question> question(PrepareQuestion asked) {
        String all = asked.said().stream().map(Said::content).collect(Collectors.joining("\n"));
        Future<List<MemoryFact>> like = matching(asked.userId(), all, asked.shared(), LIKE);
        // What is contradicted need not share a word with what is said now.
        Future<List<MemoryFact>> newest = bus.request(
                        MemoryStore.LIST, new MemoryStore.ListFacts(asked.userId(), NEWEST, 0))
                .map(MemoryStore.Found::memories);
        return Future.all(like, newest)
                .map(both -> Stream.concat(like.result().stream(), newest.result().stream())
                        .filter(memory -> memory.endedAt() == null)
                        .filter(memory -> !asked.shared() || !memory.confidential())
                        .filter(memory -> Topics.areSame(memory.content(), all))
                        .distinct()
                        .limit(KNOWN)
                        .toList())
                .map(known -> new Question(
                        few(known, asked.brief() ? BRIEF_CHARACTERS : KNOWN_CHARACTERS),
                        asked.said().stream().anyMatch(said -> ForgetRequestParser.mayBeIn(said.content()))));
    }

    /** As many as leave room for the talk itself, also in a small window. */
    private static List<Known> few(List<MemoryFact> known, int characters) {
        List<Known> few = new ArrayList<>();
        int room = characters;
        for (MemoryFact memory : known) {
            room -= memory.content().length();
            if (room >= 0) {
                few.add(new Known(memory.memoryId(), memory.content()));
            }
        }
        return few;
    }

    private Future<List<MemoryFact>> matching(String userId, String text, boolean open, int most) {
        return bus.request(
                        MemoryStore.MATCHING,
                        new MemoryStore.FindMatching(userId, KeywordExtractor.of(text), open, most))
                .map(MemoryStore.Found::memories);
    }

    /** What is just being learned of this person is let go. */
    void cancelLearning(String userId) {
        forgetting.merge(userId, 1, Integer::sum);
    }

    Future<Ack> learn(Learn asked) {
        Integer before = forgetting.get(asked.userId());
        List<Said> own = own(asked.said());
        List<Future<MemoryStore.Fact>> facts = asked.facts().stream()
                .flatMap(fact -> FactRules.believed(fact.text(), own, asked.name()).stream()
                        .map(believed -> merged(asked, believed, replaced(asked, fact, believed))))
                .toList();
        List<String> forget = forgotten(asked);
        return Future.all(facts).compose(merged -> {
            List<MemoryStore.Fact> add =
                    Objects.equals(before, forgetting.get(asked.userId())) ? merged.list() : List.of();
            return keep(asked, apart(add), forget)
                    .compose(kept -> Objects.equals(before, forgetting.get(asked.userId()))
                            ? house.learn(asked, own)
                            : Future.succeededFuture(Ack.DONE));
        });
    }

    /** Without what they quote of others. */
    private static List<Said> own(List<Said> said) {
        return said.stream()
                .map(each -> new Said(each.messageId(), OwnWords.of(each.content()), each.at()))
                .filter(each -> !OwnWords.areNone(each.content()))
                .toList();
    }

    private Future<Ack> keep(Learn asked, List<MemoryStore.Fact> add, List<String> forget) {
        return add.isEmpty() && forget.isEmpty()
                ? Future.succeededFuture(Ack.DONE)
                : bus.request(
                        MemoryStore.SAVE_FACTS,
                        new MemoryStore.SaveFacts(asked.userId(), add, forget, clock.instant()));
    }

    /** A number that a model got wrong must end no memory: it has to be about the same. */
    private static Optional<String> replaced(Learn asked, Fact fact, Believed believed) {
        return numbered(asked.known(), fact.replaces())
                .filter(known -> SameFact.mayReplace(known.content(), believed.text()))
                .map(Known::memoryId);
    }

    /** Only what words of theirs, in a message that asks to forget, are about. */
    private static List<String> forgotten(Learn asked) {
        String wishes = asked.said().stream()
                .map(Said::content)
                .filter(ForgetRequestParser::mayBeIn)
                .collect(Collectors.joining("\n"));
        return asked.forget().stream()
                .flatMap(number -> numbered(asked.known(), number).stream())
                .filter(known -> Topics.shareWords(known.content(), wishes))
                .map(Known::memoryId)
                .distinct()
                .toList();
    }

    private static Optional<Known> numbered(List<Known> known, int number) {
        return number >= 1 && number <= known.size() ? Optional.of(known.get(number - 1)) : Optional.empty();
    }

    /** One memory is told again, or ended, by one fact; others that were to do so stand beside it. */
    private static List<MemoryStore.Fact> apart(List<MemoryStore.Fact> facts) {
        Set<String> taken = new HashSet<>();
        List<MemoryStore.Fact> apart = new ArrayList<>();
        for (MemoryStore.Fact fact : facts) {
            String replaces = fact.replaces();
            String id = taken.add(fact.memoryId())
                    ? fact.memoryId()
                    : UUID.randomUUID().toString();
            apart.add(new MemoryStore.Fact(
                    id,
                    fact.content(),
                    fact.messageId(),
                    fact.confidential(),
                    fact.kind(),
                    fact.holds(),
                    fact.toldAt(),
                    replaces == null || taken.add(replaces) ? replaces : null));
        }
        return apart;
    }

    /** As what is known already and was told again, or as new, with the id of what it ends. */
    private Future<MemoryStore.Fact> merged(Learn asked, Believed believed, Optional<String> replaced) {
        Holding holds = FactDating.of(
                believed.text(), believed.clause(), believed.message().at().atZone(asked.zone()));
        Future<List<MemoryFact>> like = matching(asked.userId(), believed.text(), !asked.confidential(), LIKE);
        List<String> topic = Topics.wordsLike(believed.text());
        Future<List<MemoryFact>> ofOne = topic.isEmpty()
                ? Future.succeededFuture(List.of())
                : bus.request(
                                MemoryStore.MATCHING,
                                new MemoryStore.FindMatching(asked.userId(), topic, !asked.confidential(), NEWEST))
                        .map(MemoryStore.Found::memories);
        return Future.all(like, ofOne).map(both -> {
            List<MemoryFact> candidates = Stream.concat(like.result().stream(), ofOne.result().stream())
                    .filter(memory -> memory.endedAt() == null)
                    .distinct()
                    .toList();
            Optional<MemoryFact> same = candidates.stream()
                    .filter(memory -> SameFact.isSame(
                            memory, believed.text(), holds, believed.message().at()))
                    .findFirst();
            Optional<String> ends = replaced.or(() -> candidates.stream()
                            .filter(memory -> SameFact.replaces(memory.content(), believed.text(), believed.clause()))
                            .findFirst()
                            .map(MemoryFact::memoryId))
                    .filter(id ->
                            same.stream().noneMatch(memory -> memory.memoryId().equals(id)));
            return new MemoryStore.Fact(
                    same.map(MemoryFact::memoryId)
                            .orElseGet(() -> UUID.randomUUID().toString()),
                    // In the words of the first time: a transcript has them, and they are found in it when they are to
                    // go.
                    same.map(MemoryFact::content).orElse(believed.text()),
                    believed.message().messageId(),
                    asked.confidential(),
                    FactKinds.of(believed.text(), holds),
                    holds,
                    believed.message().at(),
                    ends.orElse(null));
        });
    }
}
