package demi.memory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.MemoryApi;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.Said;
import demi.api.MemoryApi.SaidBefore;
import demi.api.store.AccountStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.store.RecallStore;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.store.StoreFixture;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes to her mind, of facts and of what was said: with real SQLite. */
class RecallRoomTest {

    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final String EMBEDDER = "granite-embedding";

    @TempDir
    Path folder;

    private StoreFixture store;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        for (String user : List.of("ann", "bob", "group")) {
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(user, user + "@example.org", user, new Secret("x"), Instant.EPOCH, false));
        }
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void start(int most, int budget, String model) {
        StoreFixture.get(store.vertx.deployVerticle(new MemoryVerticle(
                store.bus,
                () -> NOW,
                new MemorySettings(most, budget, model, Duration.ofSeconds(10), Duration.ofDays(180)))));
        index();
    }

    private void start() {
        start(30, 500, "");
    }

    private void index() {
        store.ask(RecallStore.INDEX, new RecallStore.Index(10_000));
    }

    private String said(String user, String content) {
        String id = UUID.randomUUID().toString();
        store.ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, user, content, null, NOW));
        return id;
    }

    private void known(String user, String... contents) {
        List<MemoryStore.Fact> facts = Stream.of(contents)
                .map(content -> new MemoryStore.Fact(UUID.randomUUID().toString(), content, null, true))
                .toList();
        store.ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts(user, facts, List.of(), NOW));
    }

    private Recalled recall(String user, String conversation, String text, boolean shared) {
        return store.ask(
                MemoryApi.RECALL,
                new MemoryApi.Recall(
                        user, conversation, new Said(UUID.randomUUID().toString(), text, NOW), shared, 0));
    }

    private List<String> lines(String user, String text) {
        return recall(user, user, text, false).lines().stream()
                .map(SaidBefore::content)
                .toList();
    }

    private List<String> facts(String user, String text) {
        return recall(user, user, text, false).facts().stream()
                .map(MemoryFact::content)
                .toList();
    }

    @Test
    void aQuestionBringsBackWhatWasSaidLongAgo() {
        said("ann", "We went to the harbour with the zebra yesterday");
        IntStream.range(0, 50).forEach(i -> said("ann", "Something else, number " + i));
        start();
        SaidBefore line = recall("ann", "ann", "Where did we go with the zebra?", false).lines().stream()
                .filter(each -> each.content().contains("harbour"))
                .findFirst()
                .orElseThrow();
        assertEquals(NOW, line.at());
        assertEquals(Message.Sender.USER, line.sender());
        assertEquals(List.of(), lines("bob", "Where did we go with the zebra?"));
    }

    @Test
    void smallTalkAndWhatNothingFitsBringNothing() {
        said("ann", "See you then, take care of the zebra!");
        said("ann", "Good morning, how are you?");
        known("ann", "Takes good care of the zebra", "Sees well in the morning");
        start();
        for (String text : List.of(
                "See you then! Take care!", "Good morning!", "How are you?", "lol", "What is the capital of Peru?")) {
            Recalled nothing = recall("ann", "ann", text, false);
            assertEquals(List.of(), nothing.lines(), text);
            assertEquals(List.of(), nothing.facts(), text);
        }
    }

    @Test
    void theBudgetIsSharedAndIsNotExceeded() {
        for (int i = 0; i < 60; i++) {
            said("ann", "The zebra number " + i + " stood beside the pond at the old mill, and ate from the hay");
            known("ann", "Has a zebra, number " + i + ", beside the pond at the old mill");
        }
        start(50, 200, "");
        Recalled some = recall("ann", "ann", "Which zebra stood beside the pond at the mill?", false);
        int bytes = Stream.concat(
                        some.facts().stream().map(MemoryFact::content),
                        some.lines().stream().map(SaidBefore::content))
                .mapToInt(text -> text.getBytes(StandardCharsets.UTF_8).length)
                .sum();
        assertTrue(bytes > 300 && bytes <= 200 * 3.9, bytes + " bytes");
    }

    @Test
    void inAGroupOnlyItsOwnLinesComeAndNothingConfidential() {
        said("ann", "In private: my zebra is ill");
        known("ann", "Has a zebra that is ill");
        String id = UUID.randomUUID().toString();
        store.ask(
                MessageStore.ADD_MESSAGE,
                new MessageStore.AddMessage(
                        id,
                        "group",
                        "The zebra of the zoo",
                        null,
                        NOW,
                        new Message.Speaker("bob", "Bob", ""),
                        List.of(),
                        ""));
        start();
        Recalled shared = recall("ann", "group", "What about the zebra?", true);
        assertEquals(
                List.of("The zebra of the zoo"),
                shared.lines().stream().map(SaidBefore::content).toList());
        assertEquals("Bob", shared.lines().get(0).speaker());
        assertEquals(List.of(), shared.facts());
        assertEquals(List.of("In private: my zebra is ill"), lines("ann", "What about the zebra?"));
    }

    @Test
    void whatSheIsAskedToForgetIsNotRecalled() {
        said("ann", "My zebra is called Zoe");
        said("ann", "I live near the harbour");
        start();
        assertEquals(1, lines("ann", "What is my zebra called?").size());
        assertTrue(
                recall("ann", "ann", "Please forget about my zebra Zoe.", false).forgets());
        assertEquals(List.of(), lines("ann", "What is my zebra called?"));
        assertEquals(1, lines("ann", "Do I live near the harbour?").size());
        assertTrue(store.ask(MemoryApi.FORGET_ABOUT, new MemoryApi.ForgetAbout("ann", null))
                .any());
        assertEquals(List.of(), lines("ann", "Do I live near the harbour?"));
    }

    @Test
    void whatIsSaidIsInTheIndexSoonAfterAlsoWhereSomebodyTalksAllTheTime() {
        start();
        said("ann", "My zebra is called Zoe");
        // One message after the other, without a pause.
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            Message message = message(UUID.randomUUID().toString());
            store.bus.publish(ChatApi.EVENTS, new ChatApi.MessageAdded("bob", message));
            return lines("ann", "What is my zebra called?").size() == 1;
        });
    }

    @Test
    void messagesAreFoundByMeaningAndEachIsReadByTheModelOnce() {
        FakeOllama ollama = StoreFixture.get(FakeOllama.start(store.vertx, 0, Script.saying("Hm.")));
        ollama.models().add(EMBEDDER + ":latest");
        StoreFixture.get(
                store.vertx.deployVerticle(new ModelVerticle(store.bus, TestSettings.of(2_048, ollama.baseUrl()))));
        // The stand-in takes texts for alike that share words, those that say nothing among them.
        said("ann", "would could should have been very much the same to you zebra giraffe");
        said("ann", "ok");
        start(30, 500, EMBEDDER);
        String asked = "Would could should have been very much the same to you, harbour mill?";
        await().until(() -> lines("ann", asked).size() == 1);
        assertEquals(List.of(), lines("bob", asked));
        String id = said("ann", "would could should have been very much the same to you lion tiger");
        store.bus.publish(ChatApi.EVENTS, new ChatApi.MessageAdded("ann", message(id)));
        await().atMost(Duration.ofSeconds(30)).until(() -> lines("ann", asked).size() == 2);
        assertEquals(1, read(ollama, "zebra giraffe"));
        assertEquals(1, read(ollama, "lion tiger"));
        assertEquals(0, read(ollama, "\"ok\""), "it tells nothing");
    }

    /** In how many questions to the model such words were. */
    private static long read(FakeOllama ollama, String words) {
        return ollama.received().stream()
                .filter(asked -> asked.path().contains("embed") && asked.body().contains(words))
                .count();
    }

    private static Message message(String id) {
        return new Message(id, "ann", Message.Sender.USER, "Hm", NOW, Message.Status.SENT, null, null, null, 1, false);
    }

    @Test
    void otherLanguagesAreRememberedAsWell() {
        List<LanguageQuestion> questions = LanguageQuestion.all();
        questions.forEach(each -> known("ann", each.fact()));
        start();
        List<String> missed = questions.stream()
                .filter(each -> !facts("ann", each.question()).contains(each.fact()))
                .map(LanguageQuestion::toString)
                .toList();
        assertEquals(List.of(), missed);
    }
}
