package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.AutonomyApi;
import demi.api.ChatApi;
import demi.api.ChatApi.MessageAdded;
import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.MemoryFact;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.emotion.EmotionSettings;
import demi.emotion.EmotionVerticle;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is asked of the model after replies, among the real rooms that it concerns; only Ollama is played. */
@Tag("slow")
class FollowUpTest {

    private static final Duration SOON = Duration.ofMillis(20);
    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final InstantSource clock = InstantSource.system();
    private final List<MessageAdded> spoken = new CopyOnWriteArrayList<>();
    private String conductor = "";
    private Duration after = SOON;

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeOllama ollama;

    @BeforeEach
    void open() {
        ollama = get(FakeOllama.start(vertx, 0, Script.saying("Oh, it is you.")));
        get(vertx.deployVerticle(new StoreVerticle(bus, clock, StoreSettings.defaults(folder.resolve("demi.sqlite")))));
        for (String user : List.of("ann", "bob")) {
            get(bus.request(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(
                            user, user + "@example.org", user, new Secret("x"), Instant.EPOCH, false)));
        }
        get(vertx.deployVerticle(new EmotionVerticle(bus, clock, EmotionSettings.defaults())));
        get(vertx.deployVerticle(new MemoryVerticle(bus, clock, MemorySettings.defaults())));
        get(bus.subscribe(ChatApi.EVENTS, event -> {
            if (event instanceof MessageAdded said && said.message().sender() == Message.Sender.DEMI) {
                spoken.add(said);
            }
        }));
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private void start() {
        start(2_048);
    }

    private void start(int contextWindow) {
        get(vertx.deployVerticle(new ModelVerticle(bus, TestSettings.of(contextWindow, ollama.baseUrl()))));
        openConductor(contextWindow);
    }

    private void openConductor(int contextWindow) {
        conductor = get(vertx.deployVerticle(new ConductorVerticle(
                bus,
                clock,
                new ConductorSettings(
                        TestPersona.in(folder), 7, Duration.ofMinutes(1), 5, 1_000, true, true, after, after),
                new ConductorVerticle.PromptSettings(contextWindow, 64, ZoneId.of("UTC")),
                Duration.ofMillis(10))));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private String say(String user, String content) {
        int before = replies(user);
        String id = get(bus.request(ChatApi.SAY, new ChatApi.Say(user, content, null, clock.instant())))
                .messageId();
        await().until(() -> replies(user) > before);
        return id;
    }

    private String say(String content) {
        return say("ann", content);
    }

    private int replies(String user) {
        return (int) spoken.stream()
                .filter(each -> each.message().userId().equals(user))
                .count();
    }

    private List<String> questions() {
        return ollama.chats().stream().filter(FollowUpTest::isQuestion).toList();
    }

    private List<String> talks() {
        return ollama.chats().stream().filter(FollowUpTest::isTalk).toList();
    }

    private static boolean isQuestion(String body) {
        return new JsonObject(body).containsKey("format");
    }

    private static boolean isNotes(String body) {
        return body.contains("Before you forget its beginning");
    }

    private static boolean isTalk(String body) {
        return !isQuestion(body) && !isNotes(body);
    }

    private static List<JsonObject> messages(String body) {
        return new JsonObject(body)
                .getJsonArray("messages").stream().map(JsonObject.class::cast).toList();
    }

    private static String last(String body) {
        List<JsonObject> messages = messages(body);
        return messages.get(messages.size() - 1).getString("content");
    }

    private void awaitQuestions(int count) {
        await().until(() -> questions().size() >= count && ollama.open() == 0);
    }

    private static String answer(String interaction, String... facts) {
        JsonArray all = new JsonArray();
        List.of(facts).forEach(fact -> all.add(new JsonObject().put("fact", fact)));
        return new JsonObject()
                .put("interaction", interaction)
                .put("strength", 10)
                .put("distress", "no")
                .put("facts", all)
                .encode();
    }

    /** Answers people with words, and what is asked afterwards with {@code answer}. */
    private static Script answering(String answer) {
        return request -> request.body().containsKey("format")
                ? List.of(ScriptStep.say(answer))
                : ScriptStep.words("Oh, it is you.");
    }

    private static Script neverAnswering() {
        Promise<Void> never = Promise.promise();
        return request -> request.body().containsKey("format")
                ? List.of(ScriptStep.gate(never.future()))
                : ScriptStep.words("Oh, it is you.");
    }

    private double affection() {
        return get(bus.request(EmotionApi.STATUS, new EmotionApi.GetMood()))
                .feelings()
                .affection();
    }

    private List<MemoryFact> memories() {
        return get(bus.request(MemoryApi.LIST, new MemoryApi.ListMemories("ann", 100, 0)))
                .memories();
    }

    private @Nullable String notes() {
        return get(bus.request(MessageStore.TRANSCRIPT, new MessageStore.GetTranscript("ann", Long.MAX_VALUE)))
                .notes();
    }

    private boolean nothingIsOwed() {
        return get(bus.request(MessageStore.PENDING_FOLLOW_UPS, new MessageStore.FindPendingFollowUps()))
                .messages()
                .isEmpty();
    }

    @Test
    void allIsAskedInOneQuestionAtTheEndOfTheVerySamePrompt() {
        ollama.play(answering(answer("positive_message", "Has a dog called Rex")));
        start();
        String source = say("Look what my dog Rex did");
        await().until(() -> memories().size() == 1 && affection() > .6);
        assertEquals("Has a dog called Rex", memories().get(0).content());
        assertEquals(source, memories().get(0).messageId());
        List<JsonObject> talk = messages(talks().get(0));
        List<JsonObject> asked = messages(questions().get(0));
        assertEquals(talk, asked.subList(0, talk.size()));
        assertEquals("Oh, it is you.", asked.get(talk.size()).getString("content"));
        assertEquals("user", asked.get(talk.size() + 1).getString("role"));
        assertEquals(talk.size() + 2, asked.size());
        assertTrue(last(questions().get(0)).contains("> Look what my dog Rex did"));
        await().until(this::nothingIsOwed);
        say("So?");
        List<JsonObject> next = messages(talks().get(1));
        assertEquals(asked.subList(0, talk.size() + 1), next.subList(0, talk.size() + 1), "the prefix lives on");
        assertFalse(talks().get(1).contains("careful observer"));
    }

    /** While it is asked what there is to learn of a message, that is taken out. */
    @Test
    void nothingIsLearnedOfWhatWasTakenOutAndTheRestIs() {
        ollama.play(neverAnswering());
        start();
        String gone = say("I met visitor1");
        say("I met visitor2");
        awaitQuestionUnderWay();
        ollama.play(answering(answer("message", "Met visitor1", "Met visitor2")));
        get(bus.request(ChatApi.REMOVE_MESSAGE, new ChatApi.RemoveMessage("ann", gone)));
        await().until(() -> !memories().isEmpty() && nothingIsOwed());
        assertEquals(
                List.of("Met visitor2"),
                memories().stream().map(MemoryFact::content).toList());
        assertFalse(questions().get(questions().size() - 1).contains("visitor1"), "the model is not told of it again");
    }

    @Test
    void whatWasLearnedOfAMessageGoesWithItsOldWords() {
        ollama.play(answering(answer("message", "Lives in Zurich")));
        start();
        String said = say("I live in Zurich");
        await().until(() -> memories().size() == 1 && nothingIsOwed());
        ollama.play(answering(answer("message", "Lives in Vienna")));
        get(bus.request(ChatApi.EDIT_MESSAGE, new ChatApi.EditMessage("ann", said, "I live in Vienna")));
        await().until(() ->
                memories().stream().map(MemoryFact::content).toList().equals(List.of("Lives in Vienna"))
                        && nothingIsOwed());
        assertFalse(questions().get(questions().size() - 1).contains("Zurich"));
        get(bus.request(ChatApi.REMOVE_MESSAGE, new ChatApi.RemoveMessage("ann", said)));
        assertEquals(List.of(), memories());
        get(bus.request(MemoryApi.UNDO, new MemoryApi.Undo("ann", clock.instant())));
        assertEquals(List.of(), memories());
    }

    private void awaitQuestionUnderWay() {
        await().until(() -> !questions().isEmpty()
                && questions().get(questions().size() - 1).contains("visitor2")
                && ollama.open() == 1);
    }

    @Test
    void nothingIsAskedBeforeTheyHaveBeenSilentForAWhile() {
        after = NEVER;
        start();
        say("You are wonderful!");
        say("bob", "Hello");
        say("So?");
        assertEquals(3, ollama.chats().size());
    }

    /** Of five background questions in a brisk talk none ever came to its end. */
    @Test
    void whatIsCutOffIsAskedLaterForAllMessagesSince() {
        ollama.play(neverAnswering());
        start();
        for (int i = 1; i <= 5; i++) {
            say("I met visitor" + i);
            int asked = i;
            await().until(() -> questions().size() >= asked && ollama.open() == 1);
        }
        String facts = answer("message", "Met visitor1", "Met visitor3", "Met visitor5");
        ollama.play(answering(facts));
        say("Hm");
        await().until(() -> memories().size() == 3 && nothingIsOwed());
        assertEquals(5, ollama.cancelled());
        String question = last(questions().get(questions().size() - 1));
        for (int i = 1; i <= 5; i++) {
            assertTrue(question.contains("> I met visitor" + i + "\n"), question);
        }
        assertTrue(question.contains("> Hm"), question);
    }

    @Test
    void aLongTalkIsAskedAboutInParts() {
        ollama.play(neverAnswering());
        start(4_096);
        for (int i = 1; i <= 4; i++) {
            say("I met visitor" + i + ", " + "and we walked a while ".repeat(25));
        }
        ollama.play(answering(answer("message")));
        say("Hm");
        await().until(this::nothingIsOwed);
        for (String question : questions()) {
            assertTrue(last(question).length() < 3_000, question);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"She was kind.", "{\"interaction\":\"insult\"}", "{\"strength\":7}", "[]", "{", ""})
    void whatIsWorthNothingLeavesTheFirstGuess(String answer) {
        ollama.play(answering(answer));
        start();
        say("You are wonderful!");
        awaitQuestions(1);
        await().until(this::nothingIsOwed);
        assertEquals(.62, affection(), 1e-9);
        assertEquals(List.of(), memories());
    }

    @Test
    void whatAModelMakesUpIsNotLearned() {
        ollama.play(answering(answer("message", "Demi is loyal", "Lives on a small server", "Has a cat called Tom")));
        start();
        say("You are loyal, aren't you?");
        awaitQuestions(1);
        await().until(this::nothingIsOwed);
        assertEquals(List.of(), memories());
    }

    @Test
    void theQuestionIsShortWhereTheModelReadsSlowly() {
        start();
        modelIs(new InferenceApi.Abilities(false, true, true));
        say("I moved to Kiel with my dog Rex, and now we have a garden");
        awaitQuestions(1);
        String question = last(questions().get(0));
        assertTrue(question.length() < 600, question.length() + " characters");
    }

    private void modelIs(InferenceApi.Abilities abilities) {
        get(bus.request(InferenceApi.STATUS, new InferenceApi.GetState()));
        bus.publish(InferenceApi.STATE, new InferenceApi.State(true, true, "llama3.2:1b", "", false, 2_048, abilities));
    }

    /** With sliding window attention any question has the whole of the prompt read again: better now than with the reply. */
    @Test
    void aModelThatCannotGoBackReadsTheTalkAgainWhileNobodyWaits() {
        ollama.play(answering(answer("message")));
        start();
        modelIs(new InferenceApi.Abilities(false, false, false));
        say("Hello");
        await().until(() -> talks().size() == 2);
        assertEquals(messages(talks().get(0)), messages(talks().get(1)));
        assertEquals(1, new JsonObject(talks().get(1)).getJsonObject("options").getInteger("num_predict"));
        assertTrue(ollama.chats().indexOf(questions().get(0)) < ollama.chats().lastIndexOf(talks().get(1)));
    }

    @Test
    void quietThatOnlyTheModelMakesOutIsHandedOn() {
        List<AutonomyApi.ApplyModelQuiet> meant = new CopyOnWriteArrayList<>();
        get(bus.handle(
                AutonomyApi.DETECT_QUIET,
                asked -> Future.succeededFuture(
                        new AutonomyApi.QuietDetected(asked.said().get(0).contains("texting")))));
        get(bus.handle(AutonomyApi.APPLY_MODEL_QUIET, said -> {
            meant.add(said);
            return Future.succeededFuture(new AutonomyApi.QuietRequest(
                    Instant.parse("2099-01-02T12:00:00Z"), false, false, false, ZoneId.of("UTC")));
        }));
        List<String> told = new CopyOnWriteArrayList<>();
        get(bus.subscribe(ChatApi.EVENTS, event -> {
            if (event instanceof ChatApi.MessageAdded spoken) {
                told.add(spoken.message().content());
            }
        }));
        JsonObject answer = new JsonObject(answer("message")).put("quiet_until", "tomorrow 12:00");
        ollama.play(answering(answer.encode()));
        start();
        say("You are wonderful");
        awaitQuestions(1);
        assertFalse(questions().get(0).contains("quiet_until"), "where nobody asks for it, it is not asked");
        say("no texting before noon tomorrow, ok");
        await().until(() -> meant.size() == 1);
        assertEquals("tomorrow 12:00", meant.get(0).until());
        assertEquals(
                List.of("no texting before noon tomorrow, ok"), meant.get(0).said());
        await().until(() -> told.stream()
                .anyMatch(
                        said -> said.startsWith("(I won't write to you first until ") && said.contains("2099, 12:00")));
    }

    @Test
    void forgetThatIsObeyedAlsoByWhatIsStillToBeLearned() {
        ollama.play(answering(answer("message", "Is afraid of geese")));
        start();
        say("I am afraid of geese");
        await().until(() -> memories().size() == 1);
        ollama.play(neverAnswering());
        say("I hate my boss Tom");
        await().until(() -> questions().size() == 2);
        ollama.play(answering(answer("message", "Hates boss Tom")));
        say("Oh, please forget that");
        say("Forget what I told you about geese!");
        say("Fine weather");
        await().until(this::nothingIsOwed);
        assertEquals(List.of(), memories());
    }

    @Test
    void whatWasNotAskedIsTakenUpByTheNextProcess() {
        ollama.play(neverAnswering());
        start();
        say("I am afraid of geese, what a wonderful day");
        await().until(() -> questions().size() == 1 && ollama.open() == 1);
        get(vertx.undeploy(conductor));
        await().until(() -> ollama.open() == 0);
        ollama.play(answering(answer("message", "Is afraid of geese")));
        openConductor(2_048);
        await().until(() -> memories().size() == 1 && nothingIsOwed());
        assertEquals(.5, affection(), 1e-9, "the guess that she was praised is taken back");
        assertEquals(messages(questions().get(0)), messages(questions().get(1)), "with the very same prompt");
        get(vertx.undeploy(conductor));
        openConductor(2_048);
        say("So?");
        awaitQuestions(3);
        assertFalse(last(questions().get(2)).contains("geese"), "once is enough");
    }

    @Test
    void notesOnWhatTheWindowWillLoseComeBeforeAnyOtherQuestion() {
        after = NEVER;
        ollama.play(noting("Ann counts thoughts. The first was a secret.", 0));
        start(1_536);
        int turns = 0;
        while (notes() == null) {
            say("thought number " + turns);
            assertTrue(++turns < 40, "the window is full long before");
            await().until(() -> ollama.open() == 0);
        }
        assertEquals(List.of(), questions());
        get(vertx.undeploy(conductor));
        openConductor(1_536);
        while (talks().stream().noneMatch(body -> body.contains("Ann counts thoughts"))) {
            say("thought number " + turns);
            assertTrue(++turns < 40, "the window is full long before");
        }
        String cut = talks().get(talks().size() - 1);
        assertFalse(cut.contains("thought number 0\""));
        await().until(() -> notes() == null);
        assertEquals(1, ollama.chats().stream().filter(FollowUpTest::isNotes).count(), "once for a cut");
        say("and now?");
        assertTrue(talks().get(talks().size() - 1).contains("Ann counts thoughts"), "they stay");
    }

    /** Writes notes only where they may have so many tokens at most; 0: always. */
    private static Script noting(String notes, int most) {
        Promise<Void> never = Promise.promise();
        return request -> {
            if (!isNotes(request.body().encode())) {
                return request.body().containsKey("format")
                        ? List.of(ScriptStep.say(answer("message")))
                        : ScriptStep.words(Talk.of(50));
            }
            boolean waits = most > 0 && request.options().getInteger("num_predict") > most;
            return waits ? List.of(ScriptStep.gate(never.future())) : ScriptStep.words(notes);
        };
    }

    /** In a brisk talk nothing that may wait ever comes to its end. */
    @Test
    void aTalkIsNeverCutWithoutNotes() {
        after = NEVER;
        ollama.play(noting("Ann counts thoughts.", 200));
        start(1_536);
        int turns = 0;
        while (talks().stream().noneMatch(body -> body.contains("Ann counts thoughts"))) {
            say("thought number " + turns);
            assertTrue(++turns < 40, "the window is full long before");
        }
        assertTrue(ollama.cancelled() > 0, "they were tried before, and cut off");
        List<String> asked = ollama.chats();
        String cut = talks().stream()
                .filter(body -> body.contains("Ann counts thoughts"))
                .findFirst()
                .orElseThrow();
        assertFalse(cut.contains("thought number 0\""));
        // A reply that is like an earlier one is asked for again.
        assertTrue(isNotes(asked.get(asked.indexOf(cut) - 1)), "just before the reply");
    }

    @Test
    void whatIsAskedAfterwardsFitsTheWindowToo() {
        ollama.play(request -> request.body().containsKey("format")
                ? List.of(ScriptStep.say(
                        answer("message", "Met visitor" + ollama.chats().size())))
                : ScriptStep.words(Talk.of(50)));
        start();
        for (int turn = 1; turn <= 12; turn++) {
            say("I met visitor" + turn + " and " + "many others of that kind, ".repeat(8));
            int asked = turn;
            await().until(() -> questions().size() >= asked && nothingIsOwed());
        }
        for (String body : ollama.chats()) {
            int tokens = messages(body).stream()
                                    .mapToInt(line -> line.getString("content").length())
                                    .sum()
                            / 4
                    + new JsonObject(body).getJsonObject("options").getInteger("num_predict");
            assertTrue(tokens <= 2_048, tokens + " tokens");
        }
    }
}
