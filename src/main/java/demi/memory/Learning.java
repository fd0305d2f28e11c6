package demi.memory;

import demi.contract.Bus;
import demi.contract.Done;
import demi.contract.Failure;
import demi.contract.Memories.Learn;
import demi.contract.Memories.Question;
import demi.contract.Memories.Said;
import demi.contract.Memories.WhatToAsk;
import demi.contract.Memory;
import demi.contract.MemoryStore;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What the model finds in a talk becomes part of what is known: new, in the place of something, or nothing new. */
final class Learning {

    private static final int KNOWN = 12;
    private static final int NEWEST = 6;
    private static final int KNOWN_CHARACTERS = 1_200;
    /** Two facts that share so many of their words are one. */
    private static final double SAME = .9;

    private final Bus bus;
    private final InstantSource clock;

    /** How often people have asked her to forget. */
    private final Map<String, Integer> forgetting = new HashMap<>();

    Learning(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.clock = clock;
    }

    Future<Question> question(WhatToAsk asked) {
        String all = asked.said().stream().map(Said::content).collect(Collectors.joining(" "));
        Future<List<Memory>> like = matching(asked.userId(), all, asked.shared(), KNOWN - NEWEST);
        // What is contradicted need not share a word with what is said now.
        Future<List<Memory>> newest = bus.ask(MemoryStore.LIST, new MemoryStore.ListOf(asked.userId(), NEWEST, 0))
                .map(MemoryStore.Found::memories);
        return Future.all(like, newest)
                .map(both -> Stream.concat(like.result().stream(), newest.result().stream())
                        .filter(memory -> !asked.shared() || !memory.confidential())
                        .distinct()
                        .toList())
                .map(Learning::few)
                .map(known -> Lesson.question(asked.said().size(), known));
    }

    /** As many as leave room for the talk itself, also in a small window. */
    private static List<Memory> few(List<Memory> known) {
        List<Memory> few = new ArrayList<>();
        int room = KNOWN_CHARACTERS;
        for (Memory memory : known) {
            room -= memory.content().length();
            if (room >= 0) {
                few.add(memory);
            }
        }
        return few;
    }

    private Future<List<Memory>> matching(String userId, String text, boolean open, int most) {
        return bus.ask(MemoryStore.MATCHING, new MemoryStore.Matching(userId, Words.of(text), open, most))
                .map(MemoryStore.Found::memories);
    }

    /** What is just being learned of this person is let go. */
    void nothingOf(String userId) {
        forgetting.merge(userId, 1, Integer::sum);
    }

    Future<Done> learn(Learn asked) {
        Lesson lesson;
        try {
            lesson = Lesson.read(
                    asked.answer(), asked.messageIds().size(), asked.known().size());
        } catch (IllegalArgumentException e) {
            return Future.failedFuture(
                    new Failure(Failure.Code.INVALID, "The answer is not of the schema: " + e.getMessage() + "."));
        }
        List<Future<MemoryStore.Fact>> facts =
                lesson.facts().stream().map(fact -> merged(asked, fact)).toList();
        List<String> forget = lesson.forget().stream()
                .map(number -> asked.known().get(number - 1))
                .toList();
        Integer before = forgetting.get(asked.userId());
        return Future.all(facts).compose(merged -> {
            List<MemoryStore.Fact> add =
                    Objects.equals(before, forgetting.get(asked.userId())) ? merged.list() : List.of();
            return add.isEmpty() && forget.isEmpty()
                    ? Future.succeededFuture(Done.DONE)
                    : bus.ask(
                            MemoryStore.LEARN,
                            new MemoryStore.Learned(asked.userId(), apart(add), forget, clock.instant()));
        });
    }

    /** One memory gives its place to one fact; others that were to take it stand beside it. */
    private static List<MemoryStore.Fact> apart(List<MemoryStore.Fact> facts) {
        Set<String> taken = new HashSet<>();
        List<MemoryStore.Fact> apart = new ArrayList<>();
        for (MemoryStore.Fact fact : facts) {
            String id = taken.add(fact.memoryId())
                    ? fact.memoryId()
                    : UUID.randomUUID().toString();
            apart.add(new MemoryStore.Fact(id, fact.content(), fact.messageId(), fact.confidential()));
        }
        return apart;
    }

    /** With the id of what it replaces, or says again. */
    private Future<MemoryStore.Fact> merged(Learn asked, Lesson.Fact fact) {
        Future<String> id = fact.replaces() > 0
                ? Future.succeededFuture(asked.known().get(fact.replaces() - 1))
                : matching(asked.userId(), fact.text(), !asked.confidential(), 3)
                        .map(found -> found.stream()
                                .filter(memory -> Words.likeness(memory.content(), fact.text()) >= SAME)
                                .findFirst()
                                .map(Memory::memoryId)
                                .orElseGet(() -> UUID.randomUUID().toString()));
        String source = asked.messageIds().get(fact.message() - 1);
        return id.map(memoryId -> new MemoryStore.Fact(memoryId, fact.text(), source, asked.confidential()));
    }
}
