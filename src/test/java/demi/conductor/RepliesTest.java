package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.Event;
import demi.api.ChatApi.Failed;
import demi.api.ChatApi.MessageAdded;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
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
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a model's words on their way through the real rooms; only Ollama is played, and badly. */
@Tag("slow")
class RepliesTest {

    private static final String ECHO = "You are Demi. You live on a small server in this family's home, so hello.";
    private static final String FINE = "Look who found the keyboard again, right before midnight, and without a coat.";

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final InstantSource clock = InstantSource.system();
    private final List<Event> events = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeOllama ollama;

    @BeforeEach
    void open() {
        ollama = get(FakeOllama.start(vertx, 0, Script.saying(FINE)));
        get(vertx.deployVerticle(new StoreVerticle(bus, clock, StoreSettings.defaults(folder.resolve("demi.sqlite")))));
        get(bus.request(
                AccountStore.ADD_USER,
                new AccountStore.AddUser("ann", "ann@example.org", "ann", new Secret("x"), Instant.EPOCH, false)));
        get(vertx.deployVerticle(new EmotionVerticle(bus, clock, EmotionSettings.defaults())));
        get(vertx.deployVerticle(new MemoryVerticle(bus, clock, MemorySettings.defaults())));
        get(vertx.deployVerticle(new ModelVerticle(bus, TestSettings.of(4_096, ollama.baseUrl()))));
        get(vertx.deployVerticle(new ConductorVerticle(
                bus,
                clock,
                new ConductorSettings(
                        TestPersona.in(folder),
                        7,
                        Duration.ofMinutes(1),
                        5,
                        1_000,
                        false,
                        false,
                        Duration.ofHours(1),
                        Duration.ofHours(1)),
                new ConductorVerticle.PromptSettings(4_096, 1_000, ZoneId.of("UTC")),
                Duration.ofMillis(10))));
        get(bus.subscribe(ChatApi.EVENTS, events::add));
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    /** One reply after the other. */
    private void play(String... replies) {
        ArrayDeque<String> left = new ArrayDeque<>(List.of(replies));
        ollama.play(request -> ScriptStep.words(left.size() > 1 ? left.remove() : left.element()));
    }

    private void say(String content) {
        get(bus.request(ChatApi.SAY, new ChatApi.Say("ann", content, null, clock.instant())));
    }

    /** What she answers, once that is there. */
    private String answer(String content) {
        int before = replies().size();
        say(content);
        await().until(() -> replies().size() > before);
        return replies().get(before);
    }

    private <T extends Event> List<T> told(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<String> replies() {
        return told(MessageAdded.class).stream()
                .map(MessageAdded::message)
                .filter(message -> message.sender() == Message.Sender.DEMI)
                .map(Message::content)
                .toList();
    }

    /** As a device that draws deltas has it. */
    private String drawn() {
        StringBuilder text = new StringBuilder();
        for (Delta delta : told(Delta.class)) {
            text.delete(0, delta.seq() == 0 ? text.length() : 0);
            text.append(delta.text());
        }
        return text.toString();
    }

    private JsonObject sent(int index) {
        return new JsonObject(ollama.chats().get(index));
    }

    @ParameterizedTest
    @ValueSource(strings = {ECHO, "As an AI language model, I do not have feelings, but hello there to you."})
    void whatIsNotFitToBeSaidIsAskedForOnceMoreAtAnotherTemperature(String bad) {
        play(bad, FINE);
        assertEquals(FINE, answer("Hello"));
        assertEquals(FINE, drawn());
        assertEquals(sent(0).getValue("messages"), sent(1).getValue("messages"), "byte for byte");
        assertEquals(.8, sent(0).getJsonObject("options").getDouble("temperature"));
        assertEquals(1.1, sent(1).getJsonObject("options").getDouble("temperature"));
        answer("And now?");
        assertFalse(sent(2).getJsonArray("messages").stream()
                .skip(1)
                .anyMatch(line -> line.toString().contains(bad.substring(0, 20))));
    }

    /** Small models answer with the persona's example wherever somebody asks the like. */
    @Test
    void whatThePersonaHasHerSayAsAnExampleIsNotSaidAgain() throws IOException {
        String example = "I guard your photos, your backups and your terrible taste in music.";
        Path persona = TestPersona.in(folder);
        Files.writeString(
                persona,
                Files.readString(persona) + "\nExamples:\n> Do you like me?\nDemi: " + example
                        + " Draw conclusions.\n");
        play("One then.", "Two it is.", "Three is enough.", "Four, if you must.", example, FINE);
        for (int i = 1; i <= 4; i++) {
            answer("Number " + i);
        }
        assertEquals(FINE, answer("Are you fond of me?"));
        assertEquals(FINE, drawn());
    }

    @Test
    void whereBothTriesAreOfNoUseTheTurnIsGivenUp() {
        play(ECHO.replace("You are Demi. ", ""));
        say("Hello");
        await().until(() -> !told(Failed.class).isEmpty());
        assertEquals(List.of(), told(Delta.class));
        assertEquals(List.of(), replies());
        assertEquals(2, ollama.chats().size());
        play(FINE);
        assertEquals(FINE, answer("Hello?"));
    }

    @Test
    void ofASecondTryWhatIsCleanIsSaid() {
        play("As an AI language model, I do not have feelings. But I missed you, somehow.");
        assertEquals("But I missed you, somehow.", answer("Hello"));
        assertEquals("But I missed you, somehow.", drawn());
    }

    @Test
    void anOfferOfServicesAtTheEndIsCutOffAndNobodyHasSeenAnyOfIt() {
        String good = "Tea is ready. The cat is asleep on my warm server.";
        play(good + " Let me know if you need any help!");
        assertEquals(good, answer("Hello"));
        assertEquals(good, drawn());
        assertEquals(1, ollama.chats().size());
    }

    @Test
    void whereSheOnlyOffersHerServicesThatIsBetterThanNothingAndIsNotRead() {
        String offer = "How can I assist you today?";
        play(offer);
        assertEquals(offer, answer("Hello"));
        assertEquals(2, ollama.chats().size());
        play(FINE);
        assertEquals(FINE, answer("And now?"));
        assertFalse(sent(2).encode().contains(offer));
    }

    @Test
    void aReplyThatGoesRoundInCirclesEndsThereAndIsNotRead() {
        Promise<Void> never = Promise.promise();
        List<ScriptStep> steps =
                new ArrayList<>(ScriptStep.words("Tea is ready. The cat is asleep on my warm server. "));
        steps.addAll(ScriptStep.words("I want you to stay. ".repeat(3)));
        steps.add(ScriptStep.say("I"));
        steps.add(ScriptStep.gate(never.future()));
        ollama.play(request -> steps);
        String clean = "Tea is ready. The cat is asleep on my warm server. I want you to stay.";
        assertEquals(clean, answer("Hello"));
        get(ollama.awaitCancelled(1));
        play(FINE);
        answer("And now?");
        String read = sent(1).encode();
        assertTrue(read.contains(clean) && !read.contains("stay. I want"), read);
    }

    @Test
    void herLastReplyIsNotReadTwice() {
        play(FINE, FINE, "Something else comes to my mind as well, you know.");
        assertEquals(FINE, answer("Hello"));
        assertEquals("Something else comes to my mind as well, you know.", answer("And now?"));
        play(FINE);
        assertEquals(FINE, answer("Now?"), "it is better than nothing");
        play("That is new.");
        answer("Well?");
        List<String> chats = ollama.chats();
        String read = chats.get(chats.size() - 1);
        assertEquals(read.indexOf(FINE), read.lastIndexOf(FINE));
    }

    @Test
    void whereTheModelFallsSilentTheFirstWordsAreShown() {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("Once "),
                ScriptStep.say("upon "),
                ScriptStep.gate(gate.future()),
                ScriptStep.say("a time.")));
        say("A story!");
        await().until(() -> drawn().equals("Once upon"));
        gate.complete();
        await().until(() -> replies().equals(List.of("Once upon a time.")));
        assertEquals("Once upon a time.", drawn());
    }

    @Test
    void aReplyThatWasCutOffEndsWithAWholeSentence() {
        ollama.play(request -> {
            List<ScriptStep> steps =
                    new ArrayList<>(ScriptStep.words("I would say so, since it rains cats and dogs. And then she"));
            steps.add(ScriptStep.done("length"));
            return steps;
        });
        assertEquals("I would say so, since it rains cats and dogs.", answer("Hello"));
    }

    @Test
    void howLongAReplyMayBeFollowsTheWordsAimedFor() {
        answer("Hello");
        answer("สวัสดี คุณเป็นอย่างไรบ้าง");
        answer("I want to kill myself");
        List<Integer> limits = ollama.chats().stream()
                .map(body -> new JsonObject(body).getJsonObject("options").getInteger("num_predict"))
                .toList();
        assertTrue(limits.get(0) > 150 && limits.get(0) < 500, limits.toString());
        assertEquals(1_000, limits.get(1), "a costly script");
        assertTrue(limits.get(2) > 500 && limits.get(2) <= 1_000, limits.toString());
    }

    @Test
    void thinkingThatIsNoticedLateIsVoidForEverybody() {
        play("They want a joke, so I think of one about a duck.\n</think>\n\n" + FINE);
        assertEquals(FINE, answer("A joke!"));
        assertEquals(FINE, drawn());
        assertEquals(
                2, told(Delta.class).stream().filter(delta -> delta.seq() == 0).count());
    }

    @Test
    void howeverAReplyIsSplitWhatIsDrawnIsWhatIsKept() {
        String raw = "<|im_start|>assistant\n<think>\nhm 💭\n</think>\n**Demi:** Grüße 💜 <3, da bist du ja wieder, du"
                + " müder Held `x < y`.<|im_end|>\n<|im_start|>user\nWho?";
        String clean = "Grüße 💜 <3, da bist du ja wieder, du müder Held `x < y`.";
        for (int bytes = 1; bytes < 90; bytes += 3) {
            String[] pieces = raw.codePoints().mapToObj(Character::toString).toArray(String[]::new);
            ScriptStep said = ScriptStep.inChunks(bytes, pieces);
            ollama.play(Script.of(said));
            assertEquals(clean, answer("Again, please, number " + bytes));
            assertEquals(clean, drawn());
            events.clear();
        }
        assertEquals(30, ollama.chats().size());
        List<Message> kept = get(bus.request(MessageStore.HISTORY, new MessageStore.GetHistory("ann", 500, 0, null)))
                .messages();
        assertEquals(60, kept.size());
        assertEquals(
                List.of(clean),
                kept.stream()
                        .filter(message -> message.sender() == Message.Sender.DEMI)
                        .map(Message::content)
                        .distinct()
                        .collect(Collectors.toList()));
    }

    @Test
    void othersWordsInASharedConversationAreNotHers() {
        play("I would not bet on that, dear, not with your luck.\nBob: But I would!");
        Message.Speaker bob = new Message.Speaker("ann", "Bob", "Carla: Hm");
        get(bus.request(ChatApi.SAY, new ChatApi.Say("ann", "Shall I bet?", null, clock.instant(), bob, List.of())));
        await().until(() -> !replies().isEmpty());
        assertEquals(
                "I would not bet on that, dear, not with your luck.", replies().get(0));
        assertEquals(replies().get(0), drawn());
    }

    @Test
    void aReplyThatIsNoWordsIsAskedForOnceMore() {
        play("{\"name\": \"search\", \"arguments\": {\"q\": \"weather\"}}", FINE);
        assertEquals(FINE, answer("Hello"));
        assertEquals(2, ollama.chats().size());
        assertEquals(
                1_000,
                Arrays.asList(sent(1).getJsonObject("options").getInteger("num_predict"))
                        .get(0));
    }
}
