package demi.presence;

import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.MemoryStore;
import demi.api.value.Secret;
import demi.memory.LanguageQuestion;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.store.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;

/** What is still known after half a year that nobody spoke of it, and what a house knows that speaks another language. */
final class LastingFigures {

    private static final Instant TOLD = Instant.parse("2026-01-10T12:00:00Z");
    private static final Duration LATER = Duration.ofDays(200);
    private static final String PERSON = "ann";

    /** Questions, and what answers them. */
    private static final Map<String, String> LASTING = Map.of(
            "When is my birthday?", "Has a birthday on 3 May",
            "What is my mother's name?", "The mother is called Ruth",
            "What am I allergic to?", "Is allergic to peanuts",
            "What is my daughter called?", "Has a daughter called Mia");

    private LastingFigures() {}

    static void print(Path folder) {
        try (StoreFixture store = open(folder.resolve("lasting-" + System.nanoTime() + ".sqlite"), LASTING.values())) {
            Awaitility.await()
                    .until(
                            () -> store
                                    .ask(MemoryApi.LIST, new MemoryApi.ListMemories(PERSON, 100, 0, null, null))
                                    .memories()
                                    .stream()
                                    .allMatch(fact -> !fact.kind().key().isEmpty()));
            store.ask(MemoryStore.FADE, new MemoryStore.Fade(TOLD.plus(LATER), Duration.ofDays(180)));
            long known = LASTING.entrySet().stream()
                    .filter(each -> isRecalled(store, each.getKey(), each.getValue()))
                    .count();
            Figures.line("birthday, names, allergy, 200 days", "%d of %d", known, LASTING.size());
        }
        List<LanguageQuestion> questions = LanguageQuestion.all();
        List<String> facts = questions.stream().map(LanguageQuestion::fact).toList();
        try (StoreFixture store = open(folder.resolve("languages-" + System.nanoTime() + ".sqlite"), facts)) {
            Map<String, int[]> counts = new LinkedHashMap<>();
            for (LanguageQuestion each : questions) {
                int[] count = counts.computeIfAbsent(each.language(), language -> new int[2]);
                count[0] += isRecalled(store, each.question(), each.fact()) ? 1 : 0;
                count[1]++;
            }
            counts.forEach((language, count) -> Figures.line("recall in " + language, "%d of %d", count[0], count[1]));
        }
    }

    private static StoreFixture open(Path database, Collection<String> facts) {
        StoreFixture store = new StoreFixture(database);
        store.ask(
                AccountStore.ADD_USER,
                new AccountStore.AddUser(PERSON, "ann@example.org", "Ann", new Secret("none"), Instant.EPOCH, false));
        List<String> texts = List.copyOf(facts);
        List<MemoryStore.Fact> told = IntStream.range(0, texts.size())
                .mapToObj(i -> new MemoryStore.Fact("fact-" + i, texts.get(i), null, true))
                .toList();
        store.ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts(PERSON, told, List.of(), TOLD));
        StoreFixture.get(store.vertx.deployVerticle(new MemoryVerticle(
                store.bus, () -> TOLD, new MemorySettings(30, 500, "", Duration.ofSeconds(10), Duration.ofDays(180)))));
        return store;
    }

    private static boolean isRecalled(StoreFixture store, String question, String fact) {
        return store
                .ask(
                        MemoryApi.RECALL,
                        new MemoryApi.Recall(
                                PERSON,
                                PERSON,
                                new MemoryApi.Said("asked" + question.hashCode(), question, TOLD),
                                false,
                                0))
                .facts()
                .stream()
                .anyMatch(each -> each.content().equals(fact));
    }
}
