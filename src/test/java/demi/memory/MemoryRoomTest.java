package demi.memory;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.HealthApi;
import demi.api.MemoryApi;
import demi.api.MemoryApi.Fact;
import demi.api.MemoryApi.Known;
import demi.api.MemoryApi.Recalled;
import demi.api.MemoryApi.Said;
import demi.api.store.AccountStore;
import demi.api.store.MemoryStore;
import demi.api.store.MessageStore;
import demi.api.store.VectorStore;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Secret;
import demi.bus.RequestAddress;
import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.store.StoreFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room with a real store and, where meanings matter, the real model room before an Ollama that is played. */
class MemoryRoomTest {

    private static final String EMBEDDER = "nomic-embed-text:latest";
    /** As its card wants it, texts have a prefix; what was made without is another model. */
    private static final String KEPT_AS = EMBEDDER + " search_document:";

    @TempDir
    Path folder;

    private StoreFixture store;
    private String room = "";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private @Nullable FakeOllama ollama;

    @BeforeEach
    void open() {
        store = new StoreFixture(folder.resolve("demi.sqlite"));
        for (String user : List.of("ann", "bob")) {
            ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(user, user + "@example.org", user, new Secret("x"), Instant.EPOCH, false));
        }
        start(MemorySettings.defaults());
    }

    @AfterEach
    void close() {
        store.close();
    }

    private void start(MemorySettings settings) {
        room = StoreFixture.get(store.vertx.deployVerticle(new MemoryVerticle(store.bus, () -> NOW, settings)));
    }

    private void startWithMeanings() {
        FakeOllama played = StoreFixture.get(FakeOllama.start(store.vertx, 0, Script.saying("Hm.")));
        played.models().add(EMBEDDER);
        ollama = played;
        StoreFixture.get(
                store.vertx.deployVerticle(new ModelVerticle(store.bus, TestSettings.of(2_048, played.baseUrl()))));
        StoreFixture.get(store.vertx.undeploy(room));
        start(new MemorySettings(30, 500, EMBEDDER, Duration.ofSeconds(10), Duration.ofDays(180)));
    }

    private <Q extends Record, R> R ask(RequestAddress<Q, R> ask, Q question) {
        return store.ask(ask, question);
    }

    private String said(String user, String content) {
        String id = UUID.randomUUID().toString();
        ask(MessageStore.ADD_MESSAGE, new MessageStore.AddMessage(id, user, content, null, NOW));
        return id;
    }

    private static Fact fact(String text, int replaces) {
        return new Fact(text, replaces);
    }

    /** What the model finds in one message of a person. */
    private void learn(String user, String message, List<Fact> facts, List<Integer> forget) {
        learn(user, message, facts, forget, true);
    }

    private void learn(String user, String message, List<Fact> facts, List<Integer> forget, boolean confidential) {
        Said said = new Said(said(user, message), message, NOW);
        MemoryApi.Question question =
                ask(MemoryApi.WHAT_TO_ASK, new MemoryApi.PrepareQuestion(user, List.of(said), !confidential, false));
        learn(user, said, question.known(), facts, forget, confidential);
    }

    private void learn(
            String user, Said said, List<Known> known, List<Fact> facts, List<Integer> forget, boolean confidential) {
        ask(
                MemoryApi.LEARN,
                new MemoryApi.Learn(user, List.of(said), known, facts, forget, "", confidential, ZoneOffset.UTC));
    }

    private void learn(String user, String fact) {
        learn(user, fact, List.of(fact(fact, 0)), List.of());
    }

    private List<MemoryFact> all(String user) {
        return ask(MemoryApi.LIST, new MemoryApi.ListMemories(user, 500, 0)).memories();
    }

    private List<String> contents(String user) {
        return all(user).stream().map(MemoryFact::content).toList();
    }

    private Recalled recall(String user, String message, boolean shared) {
        return ask(
                MemoryApi.RECALL,
                new MemoryApi.Recall(user, user, new Said(said(user, message), message, NOW), shared, 0));
    }

    private List<String> recalled(String user, String message) {
        return recall(user, message, false).facts().stream()
                .map(MemoryFact::content)
                .toList();
    }

    private MemoryFact change(String memoryId, @Nullable String content, @Nullable Boolean pinned) {
        MemoryFact memory = ask(MemoryApi.CHANGE, new MemoryApi.Change("ann", memoryId, content, pinned, null, NOW))
                .memory();
        assertNotNull(memory);
        return memory;
    }

    @Test
    void whatIsLearnedHasItsSourceAndIsFoundByItsWords() {
        learn("ann", "Ann's sister Käthe lives in Porto");
        learn("ann", "Ann plays the cello on Thursdays");
        assertEquals(List.of("Ann's sister Käthe lives in Porto"), recalled("ann", "What would KATHE say to that?"));
        assertEquals(List.of("Ann plays the cello on Thursdays"), recalled("ann", "I have been playing all day"));
        assertEquals(List.of(), recalled("ann", "What is for dinner?"));
        MemoryFact cello = all("ann").get(0);
        assertNotNull(cello.messageId());
        assertEquals(1, await().until(() -> all("ann").get(0).uses(), uses -> uses > 0));
        assertEquals(NOW, all("ann").get(0).usedAt());
    }

    @Test
    void whatIsLearnedWhereOthersReadNamesAndTouchesNoSecret() {
        learn("ann", "Ann's dog Rex was stolen from a neighbour");
        learn("ann", "Ann has a dog, Rex", List.of(fact("Ann has a dog called Rex", 0)), List.of(), false);
        Said said = new Said(said("ann", "My dog Rex was stolen"), "My dog Rex was stolen", NOW);
        MemoryApi.Question question =
                ask(MemoryApi.WHAT_TO_ASK, new MemoryApi.PrepareQuestion("ann", List.of(said), true, false));
        assertEquals(
                List.of("Ann has a dog called Rex"),
                question.known().stream().map(Known::content).toList());
        String again = "Ann's dog Rex was stolen from a neighbour";
        learn("ann", again, List.of(fact(again, 0)), List.of(), false);
        assertEquals(3, all("ann").size(), "the secret stays one, beside what she said aloud");
    }

    /** What is true now. */
    private List<String> current(String user) {
        return all(user).stream()
                .filter(memory -> memory.endedAt() == null)
                .map(MemoryFact::content)
                .toList();
    }

    @Test
    void whatIsSaidAgainIsOneMemoryAndWhatIsContradictedIsOver() {
        learn("ann", "Ann lives in Berlin with two cats");
        learn("ann", "Ann lives with two cats in Berlin");
        assertEquals(List.of("Ann lives in Berlin with two cats"), contents("ann"));
        String source = all("ann").get(0).messageId();
        learn(
                "ann",
                "Ann has moved from Berlin to Rome, with two cats",
                List.of(fact("Ann lives in Rome with two cats", 1)),
                List.of());
        assertEquals(List.of("Ann lives in Rome with two cats"), current("ann"));
        assertNotEquals(source, all("ann").get(0).messageId());
        MemoryFact berlin = all("ann").get(1);
        assertEquals("Ann lives in Berlin with two cats", berlin.content());
        assertEquals(NOW, berlin.endedAt(), "it is past, and not gone");
        learn("ann", "Forget about Rome, will you?", List.of(), List.of(1));
        assertEquals(List.of("Ann lives in Berlin with two cats"), contents("ann"));
    }

    @Test
    void whatIsPinnedStaysWhateverIsSaidAndAlwaysComesToHerMind() {
        learn("ann", "Ann is allergic to peanuts");
        MemoryFact pinned = change(all("ann").get(0).memoryId(), "Ann is badly allergic to peanuts", true);
        assertTrue(pinned.pinned());
        learn("ann", "Ann eats peanuts all day", List.of(fact("Ann eats peanuts", 1)), List.of());
        assertEquals(List.of("Ann eats peanuts", "Ann is badly allergic to peanuts"), contents("ann"));
        recall("ann", "Forget what I said about peanuts", false);
        assertEquals(List.of("Ann is badly allergic to peanuts"), contents("ann"));
        assertEquals(List.of("Ann is badly allergic to peanuts"), recalled("ann", "Good morning"));
    }

    @Test
    void nobodysMemoriesReachAnybodyElse() {
        learn("ann", "Ann hides the presents under the stairs");
        String id = all("ann").get(0).memoryId();
        assertEquals(List.of(), recalled("bob", "Where does Ann hide the presents?"));
        assertNull(ask(MemoryApi.CHANGE, new MemoryApi.Change("bob", id, "mine", true, null, NOW))
                .memory());
        assertFalse(ask(MemoryApi.FORGET, new MemoryApi.Forget("bob", id)).found());
        recall("bob", "Forget about the presents under the stairs", false);
        Said stolen =
                new Said(said("bob", "Forget the presents, I hide them"), "Forget the presents, I hide them", NOW);
        List<Known> known = List.of(new Known(id, "Ann hides the presents under the stairs"));
        learn("bob", stolen, known, List.of(fact("Hides the presents", 1)), List.of(1), true);
        assertEquals(List.of("Ann hides the presents under the stairs"), contents("ann"));
        assertTrue(ask(MemoryApi.FORGET, new MemoryApi.Forget("ann", id)).found());
    }

    @Test
    void whatWasToldInPrivateNeverComesWhereOthersRead() {
        learn("ann", "Ann is looking for another job");
        learn("ann", "Ann's job is baking", List.of(fact("Ann's job is baking", 0)), List.of(), false);
        assertEquals(2, recall("ann", "How is the job?", false).facts().size());
        assertEquals(
                List.of("Ann's job is baking"),
                recall("ann", "How is the job?", true).facts().stream()
                        .map(MemoryFact::content)
                        .toList());
        change(all("ann").get(1).memoryId(), null, true);
        assertEquals(1, recall("ann", "How is the job?", true).facts().size(), "pinned or not");
    }

    /** "I got the job!" made a small model forget what it knew of somebody's work. */
    @Test
    void aModelAloneMakesHerForgetNothing() {
        learn("ann", "I work as a nurse", List.of(fact("Works as a nurse", 0)), List.of());
        learn("ann", "I got the job!", List.of(), List.of(1));
        learn("ann", "Don't forget that I work tomorrow", List.of(), List.of(1));
        learn("ann", "You may delete the thing with the submarine", List.of(), List.of(1, 2, 7));
        assertEquals(List.of("Works as a nurse"), contents("ann"));
        learn("ann", "You may delete the thing with my work as a nurse", List.of(), List.of(1));
        assertEquals(List.of(), contents("ann"));
    }

    @Test
    void aWrongNumberReplacesNothing() {
        learn("ann", "I have a dog called Bruno", List.of(fact("Has a dog called Bruno", 0)), List.of());
        learn("ann", "I live in Kassel", List.of(fact("Lives in Kassel", 0)), List.of());
        Said said = new Said(said("ann", "We moved to Leipzig"), "We moved to Leipzig", NOW);
        List<Known> known = all("ann").stream()
                .map(memory -> new Known(memory.memoryId(), memory.content()))
                .toList();
        learn("ann", said, known, List.of(fact("Has moved to Leipzig", 2)), List.of(), true);
        assertEquals(List.of("Has moved to Leipzig", "Has a dog called Bruno"), current("ann"), "a rule tells that");
        learn("ann", said, known, List.of(fact("Lives in Leipzig now", 1)), List.of(), true);
        assertFalse(current("ann").contains("Lives in Kassel"), contents("ann").toString());
        assertTrue(contents("ann").contains("Lives in Kassel"), "as what was");
    }

    @Test
    void oneBadFactTakesNoGoodOneAlong() {
        learn(
                "ann",
                "My sister Mia is allergic to nuts",
                List.of(fact("Demi is loyal", 9), fact("Mia is allergic to nuts", -3), fact("", 0)),
                List.of(99));
        assertEquals(List.of("Mia is allergic to nuts"), contents("ann"));
    }

    /** Small models take for new whatever they read. */
    @Test
    void theQuestionNamesOnlyWhatIsAboutTheSame() {
        learn("ann", "I have a dog called Bruno", List.of(fact("Has a dog called Bruno", 0)), List.of());
        learn("ann", "I live in Kassel", List.of(fact("Lives in Kassel", 0)), List.of());
        assertEquals(List.of("Lives in Kassel"), known("We have to move to Leipzig", false));
        assertEquals(List.of("Has a dog called Bruno"), known("Bruno is ill", true));
        assertEquals(List.of(), known("I got the job!", false));
    }

    private List<String> known(String message, boolean brief) {
        Said said = new Said(said("ann", message), message, NOW);
        return ask(MemoryApi.WHAT_TO_ASK, new MemoryApi.PrepareQuestion("ann", List.of(said), false, brief))
                .known()
                .stream()
                .map(Known::content)
                .toList();
    }

    @Test
    void anotherSubjectAfterForgetThatDeletesNothing() {
        learn("ann", "I have a dog called Bruno", List.of(fact("Has a dog called Bruno", 0)), List.of());
        said("ann", "Nice weather");
        assertFalse(recall("ann", "Forget that, how is Bruno?", false).forgets());
        recall("ann", "forget that - is Bruno fine?", false);
        assertEquals(List.of("Has a dog called Bruno"), contents("ann"));
    }

    @Test
    void forgetThatMeansWhatWasSaidJustBefore() {
        learn("ann", "Ann likes tea");
        learn("ann", "Ann is in love with Tom");
        assertTrue(recall("ann", "Oh no, forget that!", false).forgets());
        assertEquals(List.of("Ann likes tea"), contents("ann"));
        assertFalse(recall("ann", "Never forget that I like tea", false).forgets());
        recall("ann", "Please forget that I like tea", false);
        assertEquals(List.of(), contents("ann"));
    }

    @Test
    void everythingIsForgottenButWhatIsPinned() {
        learn("ann", "Ann likes tea");
        learn("ann", "Ann is in love with Tom");
        learn("bob", "Bob likes Ann");
        change(all("ann").get(1).memoryId(), null, true);
        assertTrue(recall("ann", "Please forget everything you know about me.", false)
                .forgets());
        assertEquals(List.of("Ann likes tea"), contents("ann"));
        assertEquals(List.of("Bob likes Ann"), contents("bob"));
    }

    @Test
    void wordsThatVeryManyMemoriesHaveFindTheOnesThatMatterAllTheSame() {
        List<MemoryStore.Fact> many = new ArrayList<>();
        for (int i = 0; i < 1_200; i++) {
            many.add(new MemoryStore.Fact("b" + i, "Bob met a dog in the park, number" + i, null, true));
        }
        ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("bob", many, List.of(), NOW));
        learn("ann", "Ann's dog is called Rex");
        assertEquals(List.of("Ann's dog is called Rex"), recalled("ann", "A dog!"), "others' memories do not count");
        assertTrue(
                recalled("bob", "Which dog?").contains("Bob met a dog in the park, number1199"),
                "nor does it find nothing");
        assertEquals(
                "Bob met a dog in the park, number7",
                recalled("bob", "Where was number7, a dog in the park?").get(0));
    }

    @Test
    void thatIsInTheSameMessageWhereSomethingIsSaidBefore() {
        learn("ann", "Ann has a dog called Rex");
        assertTrue(
                recall("ann", "My PIN is 4711. Actually, forget that.", false).forgets());
        assertFalse(recall("ann", "Forget about the submarine", false).forgets(), "there is none");
        assertEquals(List.of("Ann has a dog called Rex"), contents("ann"));
    }

    @Test
    void whatSharesNoWordCanBeReplacedAndTwoFactsDoNotShareAPlace() {
        learn("ann", "Lives in Bonn.");
        learn(
                "ann",
                "I moved to Kiel last week.",
                List.of(fact("Lives in Kiel.", 1), fact("Has moved.", 1)),
                List.of());
        assertEquals(List.of("Has moved.", "Lives in Kiel."), current("ann"));
        assertEquals(3, all("ann").size());
    }

    @Test
    void everythingPinnedCanBeFoundAndIsNotKnownTwice() {
        for (String thing : List.of("saxophone", "cello", "oboe", "flute", "drums", "organ", "harp")) {
            learn("ann", "Fact on " + thing);
            change(all("ann").get(0).memoryId(), null, true);
        }
        assertTrue(recalled("ann", "Tell me of the saxophone").contains("Fact on saxophone"));
        learn("ann", "Fact on harp again", List.of(fact("Fact on harp", 1)), List.of());
        assertEquals(7, all("ann").size());
    }

    @Test
    void whatIsNeverUsedFadesAndWhatIsUsedStaysLonger() {
        learn("ann", "Ann likes tea");
        learn("ann", "Ann likes chess");
        learn("ann", "Ann likes rain");
        MemoryFact tea = all("ann").get(2);
        change(tea.memoryId(), null, true);
        recall("ann", "Chess?", false);
        await().until(() -> all("ann").get(1).uses() == 1);
        Instant later = NOW.plus(Duration.ofDays(361));
        assertEquals(
                1,
                ask(MemoryStore.FADE, new MemoryStore.Fade(later, Duration.ofDays(180)))
                        .memories());
        assertEquals(List.of("Ann likes chess", "Ann likes tea"), contents("ann"));
        later = NOW.plus(Duration.ofDays(721));
        assertEquals(
                1,
                ask(MemoryStore.FADE, new MemoryStore.Fade(later, Duration.ofDays(180)))
                        .memories());
        assertEquals(List.of("Ann likes tea"), contents("ann"));
    }

    /** What was forgotten after 180 days: "2 memories have faded". */
    @Test
    void birthdayAndMothersNameToldTwoHundredDaysAgoAreNeverForgotten() {
        learn("ann", "My birthday is 3 May", List.of(fact("Birthday is 3 May", 0)), List.of());
        learn("ann", "My mother is called Käthe", List.of(fact("Mother is called Käthe", 0)), List.of());
        learn("ann", "I'm allergic to nuts", List.of(fact("Is allergic to nuts", 0)), List.of());
        learn("ann", "I play the oboe in the attic", List.of(fact("Plays the oboe in the attic", 0)), List.of());
        restartAt(NOW.plus(Duration.ofDays(200)));
        await().until(() -> all("ann").size() == 3);
        assertEquals(List.of("Is allergic to nuts", "Mother is called Käthe", "Birthday is 3 May"), contents("ann"));
        restartAt(NOW.plus(Duration.ofDays(20_000)));
        assertEquals(List.of("Mother is called Käthe"), recalled("ann", "What is my mother called?"));
        assertEquals(3, all("ann").size());
    }

    private void restartAt(Instant at) {
        StoreFixture.get(store.vertx.undeploy(room));
        room = StoreFixture.get(
                store.vertx.deployVerticle(new MemoryVerticle(store.bus, () -> at, MemorySettings.defaults())));
    }

    @Test
    void aDayIsThatOfTheMessageInThePersonsZoneHoweverLateTheModelLooks() {
        Instant late = Instant.parse("2026-11-19T23:30:00Z");
        Said said = new Said(said("ann", "My exam is tomorrow at nine"), "My exam is tomorrow at nine", late);
        ask(
                MemoryApi.LEARN,
                new MemoryApi.Learn(
                        "ann",
                        List.of(said),
                        List.of(),
                        List.of(fact("Has an exam", 0)),
                        List.of(),
                        "",
                        true,
                        ZoneId.of("Europe/Berlin")));
        MemoryFact exam = all("ann").get(0);
        assertEquals(
                new Holding(LocalDate.parse("2026-11-21"), LocalDate.parse("2026-11-21"), LocalTime.of(9, 0), false),
                exam.holds());
        assertEquals(late, exam.createdAt());
        assertEquals(MemoryKind.EVENT, exam.kind());
    }

    @Test
    void onlyTheWordsThatAFactComesFromGiveItADay() {
        learn(
                "ann",
                "I have a dog called Bruno, and tomorrow I fly to Rome",
                List.of(fact("Has a dog called Bruno", 0)),
                List.of());
        learn("ann", "Tomorrow, I have my exam", List.of(fact("Has an exam", 0)), List.of());
        learn("ann", "I like tea since yesterday", List.of(fact("Likes tea", 0)), List.of());
        learn("ann", "I live in Kassel since May", List.of(fact("Lives in Kassel", 0)), List.of());
        List<Holding> holds = all("ann").stream().map(MemoryFact::holds).toList();
        assertEquals(new Holding(LocalDate.parse("2026-05-01"), null, null, false), holds.get(0));
        assertEquals(Holding.UNDATED, holds.get(1));
        assertEquals(Holding.on(LocalDate.parse("2026-11-24")), holds.get(2));
        assertEquals(Holding.UNDATED, holds.get(3));
    }

    @Test
    void whatIsToldAgainKeepsWhenItWasToldFirst() {
        Instant march = Instant.parse("2026-03-01T10:00:00Z");
        String words = "I have a dog called Bruno";
        for (Instant at : List.of(march, NOW)) {
            Said said = new Said(said("ann", words), words, at);
            learn("ann", said, List.of(), List.of(fact("Has a dog called Bruno", 0)), List.of(), true);
        }
        assertEquals(1, all("ann").size());
        assertEquals(march, all("ann").get(0).createdAt());
        assertEquals(NOW, all("ann").get(0).updatedAt());
    }

    /** Of an earlier version, or written into the table by hand. */
    @Test
    void whatNobodyHasLookedAtIsReadAtTheStartAndAfterLearning() {
        List<MemoryStore.Fact> many = IntStream.range(0, 120)
                .mapToObj(i -> new MemoryStore.Fact("m" + i, "Has an exam tomorrow, number" + i, null, true))
                .toList();
        ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("ann", many, List.of(), NOW));
        restartAt(NOW);
        await().until(() -> all("ann").stream().allMatch(memory -> memory.kind() == MemoryKind.EVENT));
        assertTrue(all("ann").stream().allMatch(memory -> memory.holds().isDated()));
        ask(
                MemoryStore.SAVE_FACTS,
                new MemoryStore.SaveFacts(
                        "bob", List.of(new MemoryStore.Fact("b", "Likes tea", null, true)), List.of(), NOW));
        learn("ann", "I like jazz", List.of(fact("Likes jazz", 0)), List.of());
        await().until(() -> all("bob").get(0).kind() == MemoryKind.TASTE);
    }

    @Test
    void whereSomebodyLivesIsOverOnceTheyMoveAndStillKnown() {
        learn("ann", "I live in Kassel", List.of(fact("Lives in Kassel", 0)), List.of());
        learn("ann", "My sister lives in Porto now", List.of(fact("Sister lives in Porto", 0)), List.of());
        learn("ann", "I moved to Leipzig", List.of(fact("Moved to Leipzig", 0)), List.of());
        assertEquals(List.of("Moved to Leipzig", "Sister lives in Porto"), current("ann"));
        MemoryFact kassel = recall("ann", "What about Kassel?", false).facts().get(0);
        assertEquals("Lives in Kassel", kassel.content());
        assertEquals(NOW, kassel.endedAt());
        learn("ann", "I moved back to Kassel", List.of(fact("Moved back to Kassel", 0)), List.of());
        assertEquals(List.of("Moved back to Kassel", "Sister lives in Porto"), current("ann"));
    }

    @Test
    void meaningsFindWhatWordsDoNot() {
        startWithMeanings();
        // The stand-in takes texts for alike that share words, those that say nothing among them.
        learn("ann", "Would could should is the same");
        learn("ann", "Cellos are large");
        awaitVectors(2);
        assertEquals(
                List.of("Would could should is the same"),
                recalled("ann", "would could should is the same, Zanzibar?"));
        MemoryFact cello = all("ann").get(0);
        change(cello.memoryId(), "may might must be other", null);
        awaitVectors(2);
        await().until(() ->
                recalled("ann", "may might must be other, Zanzibar?").contains("may might must be other"));
        assertFalse(recalled("ann", "are they").contains("Cellos are large"));
        assertEquals(List.of(), recalled("bob", "would could should is the same, Zanzibar?"));
    }

    /** Of what is known only the nearest hundred are compared in full: what is gone must not be among them. */
    @Test
    void whatHasFadedOrWasForgottenTakesNoPlaceOfWhatIsThere() {
        startWithMeanings();
        String alike = "Would could should is the same";
        List<MemoryStore.Fact> facts = IntStream.range(0, 120)
                .mapToObj(i -> new MemoryStore.Fact("gone" + i, alike, null, true))
                .toList();
        ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("ann", facts, List.of(), NOW));
        learn("ann", alike + " may might must");
        await().atMost(Duration.ofSeconds(60))
                .until(() -> ask(VectorStore.CODES, new VectorStore.LoadCodes("ann", KEPT_AS))
                                .codes()
                                .size()
                        == 121);
        assertFalse(recalled("ann", alike + " may might must, Zanzibar?").isEmpty());
        List<String> ids = facts.stream().map(MemoryStore.Fact::memoryId).toList();
        // As another process would, or what fades.
        ask(MemoryStore.SAVE_FACTS, new MemoryStore.SaveFacts("ann", List.of(), ids, NOW));
        assertEquals(List.of(alike + " may might must"), recalled("ann", alike + " may might must, Zanzibar?"));
        ask(MemoryApi.FORGET, new MemoryApi.Forget("ann", all("ann").get(0).memoryId()));
        assertEquals(List.of(), recalled("ann", alike + " may might must, Zanzibar?"));
    }

    private void awaitVectors(int count) {
        await().until(() -> ask(VectorStore.CODES, new VectorStore.LoadCodes("ann", KEPT_AS))
                        .codes()
                        .size()
                == count);
    }

    @Test
    void vectorsOfAnotherSizeAreMadeAnewAndNothingIsComparedThatCannotBe() {
        startWithMeanings();
        learn("ann", "Would could should is the same");
        awaitVectors(1);
        assertNotNull(ollama);
        ollama.embeddingSize(48);
        recalled("ann", "would could should is the same, Zanzibar?");
        await().until(() ->
                recalled("ann", "would could should is the same, Zanzibar?").size() == 1);
        List<VectorStore.Vector> kept = ask(
                        VectorStore.LOAD,
                        new VectorStore.LoadVectors(
                                "ann", KEPT_AS, List.of(all("ann").get(0).place())))
                .vectors();
        assertEquals(64 * 4, kept.get(0).values().length(), "48 floats in Base64");
    }

    @Test
    void healthTrustsTheEmbeddingModelOnlyOnceItHasAnswered() {
        List<HealthApi.ComponentHealth> told = new CopyOnWriteArrayList<>();
        StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, told::add));
        StoreFixture.get(store.vertx.undeploy(room));
        start(new MemorySettings(30, 500, EMBEDDER, Duration.ofSeconds(10), Duration.ofDays(180)));
        store.bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
        await().until(() -> told.stream()
                .anyMatch(part -> part.name().equals("memory") && part.status() == HealthApi.Status.DEGRADED));
        startWithMeanings();
        await().until(() -> told.get(told.size() - 1)
                .equals(HealthApi.ComponentHealth.of(
                        "memory", HealthApi.Status.UP, "Memories are found by meaning, too.")));
    }

    @Test
    void withoutTheEmbeddingModelWordsHaveToDoAndHealthSaysSo() {
        List<HealthApi.ComponentHealth> told = new CopyOnWriteArrayList<>();
        StoreFixture.get(store.bus.subscribe(HealthApi.COMPONENT, told::add));
        startWithMeanings();
        assertNotNull(ollama);
        ollama.models().remove(EMBEDDER);
        learn("ann", "Ann plays the cello");
        assertEquals(List.of("Ann plays the cello"), recalled("ann", "cello?"));
        await().until(() -> told.stream()
                .anyMatch(part -> part.name().equals("memory") && part.detail().contains("has the embedding model")));
        StoreFixture.get(ollama.close());
        assertEquals(List.of("Ann plays the cello"), recalled("ann", "cello!"));
    }

    @Test
    void theListComesInPages() {
        for (int i = 0; i < 5; i++) {
            learn("ann", "Ann knows number" + i);
        }
        MemoryApi.MemoryPage first = ask(MemoryApi.LIST, new MemoryApi.ListMemories("ann", 3, 0));
        assertEquals(3, first.memories().size());
        assertTrue(first.more());
        MemoryApi.MemoryPage second = ask(
                MemoryApi.LIST,
                new MemoryApi.ListMemories("ann", 3, first.memories().get(2).place()));
        assertEquals(
                List.of("Ann knows number1", "Ann knows number0"),
                second.memories().stream().map(MemoryFact::content).toList());
        assertFalse(second.more());
    }

    @Test
    void anAccountThatIsRemovedTakesItsMemoriesAlong() {
        learn("ann", "Ann likes tea");
        learn("bob", "Bob likes tea");
        ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("ann@example.org"));
        assertEquals(List.of(), contents("ann"));
        assertEquals(List.of("Bob likes tea"), recalled("bob", "tea?"));
    }
}
