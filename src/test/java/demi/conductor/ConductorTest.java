package demi.conductor;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.ChatApi;
import demi.api.ChatApi.Delivered;
import demi.api.ChatApi.Delta;
import demi.api.ChatApi.Event;
import demi.api.ChatApi.Failed;
import demi.api.ChatApi.Felt;
import demi.api.ChatApi.Said;
import demi.api.ChatApi.Spoken;
import demi.api.ChatApi.Typing;
import demi.api.ChatApi.Underway;
import demi.api.EmotionApi;
import demi.api.StoreEvents;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.conductor.prompt.NoteForm;
import demi.conductor.turn.Turn;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The conductor among the real rooms it works with; only Ollama is played. */
class ConductorTest {

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final InstantSource clock = InstantSource.system();
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private String conductor = "";
    private int messagesPerMinute = 1_000;

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeOllama ollama;

    @BeforeEach
    void open() {
        ollama = get(FakeOllama.start(vertx, 0, Script.saying("Oh, it is you.")));
        get(vertx.deployVerticle(new StoreVerticle(bus, clock, StoreSettings.defaults(folder.resolve("demi.sqlite")))));
        for (String user : List.of("ann", "bob")) {
            get(bus.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(
                            user, user + "@example.org", user, new Secret("x"), Instant.EPOCH, false)));
        }
        get(vertx.deployVerticle(new EmotionVerticle(bus, clock, EmotionSettings.defaults())));
        get(vertx.deployVerticle(new MemoryVerticle(bus, clock, MemorySettings.defaults())));
        get(bus.listen(ChatApi.EVENTS, events::add));
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    private void start() {
        start(2_048, Duration.ofMinutes(1));
    }

    private void start(int contextWindow, Duration patience) {
        get(vertx.deployVerticle(new ModelVerticle(bus, TestSettings.of(contextWindow, ollama.baseUrl()))));
        openConductor(contextWindow, patience);
    }

    private void openConductor(int contextWindow, Duration patience) {
        conductor = get(vertx.deployVerticle(new ConductorVerticle(
                bus,
                clock,
                new ConductorSettings(
                        TestPersona.in(folder),
                        7,
                        patience,
                        5,
                        messagesPerMinute,
                        false,
                        false,
                        Duration.ofHours(1),
                        Duration.ofHours(1)),
                new ConductorVerticle.PromptSettings(contextWindow, 64, ZoneId.of("UTC")),
                Duration.ofMillis(10))));
    }

    private static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private Said say(String user, String content, @Nullable String clientId) {
        return get(bus.ask(ChatApi.SAY, new ChatApi.Say(user, content, clientId, clock.instant())));
    }

    private String say(String content) {
        return say("ann", content, null).messageId();
    }

    private <T extends Event> List<T> told(String user, Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.userId().equals(user))
                .toList();
    }

    private List<Message> replies(String user) {
        return told(user, Spoken.class).stream()
                .map(Spoken::message)
                .filter(message -> message.sender() == Message.Sender.DEMI)
                .toList();
    }

    private void awaitReplies(String user, int count) {
        await().until(() -> replies(user).size() >= count);
    }

    private List<Message> kept(String user) {
        return get(bus.ask(MessageStore.HISTORY, new MessageStore.History(user, 500, 0, null)))
                .messages();
    }

    /** What the person said, without the note in it. */
    private static String said(Script.Request request) {
        return NoteForm.words(request.lastFromUser());
    }

    private List<JsonObject> prompt(int index) {
        JsonArray messages = new JsonObject(ollama.chats().get(index)).getJsonArray("messages");
        return messages.stream().map(JsonObject.class::cast).toList();
    }

    @Test
    void oneTurnIsToldInOrder() {
        start();
        String said = say("Hello, you are wonderful");
        await().until(() -> !told("ann", Felt.class).isEmpty());
        List<Event> all = List.copyOf(events);
        Spoken echo = assertInstanceOf(Spoken.class, all.get(0));
        assertEquals(said, echo.message().messageId());
        assertEquals(Message.Status.DELIVERED, echo.message().status());
        assertNotNull(echo.message().deliveredAt());
        assertEquals(new Delivered("ann", said), all.get(1));
        assertEquals(new Typing("ann", true, 0), all.get(2));
        int deltas = told("ann", Delta.class).size();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < deltas; i++) {
            Delta delta = assertInstanceOf(Delta.class, all.get(3 + i));
            assertEquals(i, delta.seq());
            text.append(delta.text());
        }
        assertEquals("Oh, it is you.", text.toString());
        assertEquals(new Typing("ann", false, 0), all.get(3 + deltas));
        Message reply = assertInstanceOf(Spoken.class, all.get(4 + deltas)).message();
        assertEquals("Oh, it is you.", reply.content());
        assertEquals(told("ann", Delta.class).get(0).messageId(), reply.messageId());
        Felt felt = assertInstanceOf(Felt.class, all.get(5 + deltas));
        assertEquals(reply.emotions(), felt.feelings());
        assertTrue(felt.feelings().get(Emotion.AFFECTION) > .6);
        assertEquals(6 + deltas, all.size());
        assertEquals(Message.Status.DELIVERED, kept("ann").get(0).status());
    }

    @Test
    void aSecondMessageIsKeptAtOnceAndAnsweredAfterTheFirst() {
        Promise<Void> gate = Promise.promise();
        ollama.play(request -> List.of(ScriptStep.gate(gate.future()), ScriptStep.say("To " + said(request))));
        start();
        say("one");
        say("two");
        assertEquals(2, told("ann", Delivered.class).size());
        gate.complete();
        awaitReplies("ann", 2);
        assertEquals(
                List.of("To one", "To two"),
                replies("ann").stream().map(Message::content).toList());
        List<JsonObject> second = prompt(1);
        assertEquals("To one", second.get(second.size() - 2).getString("content"), "the first reply is in it");
    }

    @Test
    void moreMessagesThanAreKeptInMemoryWaitInTheStoreAndAllAreAnsweredInOrder() {
        Promise<Void> gate = Promise.promise();
        ollama.play(request -> List.of(ScriptStep.gate(gate.future()), ScriptStep.say("To " + said(request))));
        start();
        List<String> answers = IntStream.range(0, 23).mapToObj(i -> "To m" + i).toList();
        for (int i = 0; i < 20; i++) {
            say("m" + i);
        }
        gate.complete();
        for (int i = 20; i < 23; i++) {
            say("m" + i);
        }
        awaitReplies("ann", 23);
        assertEquals(answers, replies("ann").stream().map(Message::content).toList());
        assertEquals(0, openTurns());
    }

    @Test
    void aPersonWhoHasToWaitIsToldThePlace() {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(gate.future()), ScriptStep.say("Done.")));
        start();
        say("ann", "first", null);
        get(ollama.whenOpen(1));
        say("bob", "second", null);
        await().until(() -> told("bob", Typing.class).contains(new Typing("bob", true, 1)));
        gate.complete();
        awaitReplies("bob", 1);
        assertEquals(
                List.of(0, 1, 0, 0),
                told("bob", Typing.class).stream().map(Typing::place).toList());
    }

    @Test
    void stopKeepsWhatWasSaidSoFarAndTheModelKnowsIt() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("I could go on about that until the "),
                ScriptStep.say("cows come home"),
                ScriptStep.gate(never.future())));
        start();
        say("Talk");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        get(bus.ask(ChatApi.STOP, new ChatApi.Stop("ann")));
        get(ollama.whenCancelled(1));
        awaitReplies("ann", 1);
        assertEquals(
                "I could go on about that until the cows come home",
                kept("ann").get(1).content());
        ollama.play(Script.saying("Sure."));
        say("Next");
        awaitReplies("ann", 2);
        List<JsonObject> next = prompt(1);
        assertEquals(
                "I could go on about that until the cows come home",
                next.get(next.size() - 2).getString("content"));
    }

    @Test
    void stopBeforeTheFirstWordEndsTheTurnWithoutAReply() {
        Promise<Void> never = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(never.future())));
        start();
        say("Talk");
        get(ollama.whenOpen(1));
        get(bus.ask(ChatApi.STOP, new ChatApi.Stop("ann")));
        await().until(() -> told("ann", Typing.class).contains(new Typing("ann", false, 0)));
        ollama.play(Script.saying("Here."));
        say("Hello?");
        awaitReplies("ann", 1);
        assertEquals(1, replies("ann").size());
        assertEquals(List.of(), told("ann", Failed.class));
        assertEquals(0, openTurns());
    }

    private int openTurns() {
        return get(bus.ask(MessageStore.OPEN_TURNS, MessageStore.OpenTurns.ALL))
                .open()
                .size();
    }

    @Test
    void stopWithNothingUnderWayDoesNothing() {
        start();
        get(bus.ask(ChatApi.STOP, new ChatApi.Stop("ann")));
        assertEquals(List.of(), events);
    }

    @Test
    void theSameClientIdIsOneTurn() {
        start();
        Said first = say("ann", "Once", "c1");
        awaitReplies("ann", 1);
        Said again = say("ann", "Once", "c1");
        assertEquals(new Said(first.messageId(), true), again);
        assertEquals(2, kept("ann").size());
        assertEquals(1, ollama.chats().size());
    }

    @Test
    void whoeverSaysTooMuchInAMinuteIsNotKeptWhereverTheySayIt() {
        messagesPerMinute = 2;
        start();
        say("ann", "On the phone", null);
        Message.Speaker ann = new Message.Speaker("ann", "Ann", "");
        get(bus.ask(ChatApi.SAY, new ChatApi.Say("bob", "Where others read", null, clock.instant(), ann, List.of())));
        assertEquals(Said.TOO_MANY, say("ann", "One too many", null));
        assertFalse(say("bob", "He is somebody else", null).tooMany());
        awaitReplies("ann", 1);
        awaitReplies("bob", 2);
        assertEquals(2, kept("ann").size());
        assertEquals(4, kept("bob").size());
    }

    @Test
    void anOutageHasOneHoldingLineAPersonAndTheAnswersFollowByThemselves() {
        get(ollama.close());
        start();
        say("One");
        awaitReplies("ann", 1);
        assertTrue(replies("ann").get(0).holding());
        say("Two");
        await().until(() -> told("ann", Failed.class).size() >= 1);
        say("bob", "Three", null);
        awaitReplies("bob", 1);
        ollama.play(request -> List.of(ScriptStep.say("To " + said(request))));
        get(ollama.restart());
        awaitReplies("ann", 3);
        awaitReplies("bob", 2);
        assertEquals(
                List.of("To One", "To Two"),
                replies("ann").stream().skip(1).map(Message::content).toList());
        assertFalse(
                String.join("", ollama.chats()).contains(replies("ann").get(0).content()));
        get(ollama.close());
        say("Four");
        awaitReplies("ann", 4);
        assertTrue(replies("ann").get(3).holding(), "another outage, another line");
    }

    @Test
    void aTurnThatAnotherProcessLeftOpenIsAnsweredWithoutASecondHoldingLine() {
        get(ollama.close());
        start();
        say("Are you there?");
        awaitReplies("ann", 1);
        get(vertx.undeploy(conductor));
        openConductor(2_048, Duration.ofMinutes(1));
        await().until(() -> !told("ann", Failed.class).isEmpty());
        get(ollama.restart());
        awaitReplies("ann", 2);
        assertEquals(3, kept("ann").size());
        assertEquals(0, openTurns());
    }

    @Test
    void whoStillWaitsHearsNoSecondLineBecauseSomebodyElseWasAnswered() {
        get(ollama.close());
        start();
        say("bob", "From bob", null);
        say("ann", "From ann", null);
        awaitReplies("ann", 1);
        awaitReplies("bob", 1);
        get(vertx.undeploy(conductor));
        ollama.play(request -> said(request).equals("From bob")
                ? ScriptStep.words("Hello, bob.")
                : List.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")));
        get(ollama.restart());
        openConductor(2_048, Duration.ofMinutes(1));
        awaitReplies("bob", 2);
        await().until(() -> !told("ann", Failed.class).isEmpty());
        ollama.play(Script.saying("Hello, ann."));
        awaitReplies("ann", 2);
        assertEquals(1, kept("ann").stream().filter(Message::holding).count(), "one line for one outage");
    }

    @Test
    void aStreamThatBreaksOffIsTriedAgainFromTheStart() {
        Promise<Void> heard = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("Well, I would say that depends on the weather, "),
                ScriptStep.gate(heard.future()),
                ScriptStep.drop()));
        start();
        String said = say("Hello");
        await().until(() -> !told("ann", Delta.class).isEmpty());
        heard.complete();
        awaitReplies("ann", 1);
        ollama.play(Script.saying("Well, hello there, you, and welcome back to my humble server."));
        awaitReplies("ann", 2);
        Message reply = replies("ann").get(1);
        assertEquals("Well, hello there, you, and welcome back to my humble server.", reply.content());
        assertEquals(Turn.replyTo(said), reply.messageId());
        assertTrue(
                told("ann", Delta.class).stream()
                                .filter(delta -> delta.seq() == 0)
                                .count()
                        >= 2,
                "it starts anew");
    }

    @Test
    void aMessageOnWhichOnlyItTheModelFailsIsGivenUpAndTakesNobodyAlong() {
        ollama.play(request -> said(request).equals("Poison")
                ? List.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}"))
                : ScriptStep.words("Fine."));
        start();
        say("Poison");
        say("And this?");
        awaitReplies("ann", 2);
        assertEquals("Fine.", replies("ann").get(1).content());
        assertTrue(told("ann", Failed.class).stream()
                .anyMatch(failed -> failed.sentence().startsWith("She could not answer")));
        assertEquals(0, openTurns());
        say("bob", "Hello", null);
        awaitReplies("bob", 1);
        assertEquals("Fine.", replies("bob").get(0).content());
    }

    @Test
    void nothingIsGivenUpByAModelThatAnswersNothing() {
        ollama.play(Script.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")));
        start();
        say("Hello");
        get(ollama.whenTotal(ollama.total() + 15));
        assertEquals(1, openTurns());
        ollama.play(Script.saying("Well, hello."));
        awaitReplies("ann", 2);
        assertEquals(List.of(), told("ann", Failed.class));
    }

    @Test
    void stopGivesUpATurnThatWaitsForTheModel() {
        get(ollama.close());
        start();
        String said = say("Never mind");
        awaitReplies("ann", 1);
        await().until(() -> {
            get(bus.ask(ChatApi.STOP, new ChatApi.Stop("ann")));
            return openTurns() == 0;
        });
        get(ollama.restart());
        say("Hello");
        awaitReplies("ann", 2);
        assertFalse(replies("ann").stream().anyMatch(reply -> reply.messageId().equals(Turn.replyTo(said))));
        assertTrue(ollama.chats().get(0).contains("Never mind"), "she knows that it was said");
    }

    @Test
    void whoHeardTheHoldingLineDoesNotHearItAgainInTheSameOutage() {
        get(ollama.close());
        start();
        say("One");
        awaitReplies("ann", 1);
        await().until(() -> {
            get(bus.ask(ChatApi.STOP, new ChatApi.Stop("ann")));
            return openTurns() == 0;
        });
        say("Two");
        await().until(() -> !told("ann", Failed.class).isEmpty());
        assertEquals(1, replies("ann").size());
    }

    @Test
    void whoWaitsBehindAHangingReplyIsToldToo() {
        ollama.play(Script.of(ScriptStep.gate(Promise.promise().future())));
        start(2_048, Duration.ofMillis(300));
        say("Hello");
        say("bob", "Hello", null);
        awaitReplies("ann", 1);
        awaitReplies("bob", 1);
        assertTrue(replies("bob").get(0).holding());
    }

    @Test
    void whatWaitedOfARemovedAccountNeverReachesTheModel() {
        get(ollama.close());
        start();
        say("bob", "One", null);
        say("bob", "My secret", null);
        awaitReplies("bob", 1);
        get(bus.ask(AccountStore.REMOVE_USER, new AccountStore.RemoveUser("bob@example.org")));
        bus.tell(StoreEvents.CHANGED_ELSEWHERE, new StoreEvents.ChangedElsewhere());
        say("Hello");
        awaitReplies("ann", 1);
        get(ollama.restart());
        awaitReplies("ann", 2);
        assertFalse(String.join("", ollama.chats()).contains("secret"));
    }

    @Test
    void whatIsSaidInAnOutageMovesHerAtOnce() {
        get(ollama.close());
        start();
        say("Hello");
        awaitReplies("ann", 1);
        say("You are wonderful!");
        await().until(() -> get(bus.ask(EmotionApi.NOW, new EmotionApi.HowAreYou()))
                        .feelings()
                        .affection()
                > .6);
    }

    @Test
    void aTurnThatFailsAgainAndAgainIsToldOnce() {
        ollama.play(Script.of(ScriptStep.status(500, "{\"error\":\"out of memory\"}")));
        start();
        say("Hello");
        get(ollama.whenTotal(ollama.total() + 3));
        assertEquals(1, replies("ann").size(), "the holding line");
        ollama.play(Script.saying("Well, hello."));
        awaitReplies("ann", 2);
        assertEquals(List.of(), told("ann", Failed.class));
        assertEquals(
                List.of(true, false, true, false),
                told("ann", Typing.class).stream().map(Typing::typing).toList());
    }

    @Test
    void theHoldingLineComesBeforeTheNextTry() {
        ollama.play(request -> said(request).equals("Hello")
                ? List.of(
                        ScriptStep.say("Well, I would say that depends on the weather, "),
                        ScriptStep.error("out of memory"))
                : ScriptStep.words("Yes."));
        start();
        say("Hello");
        await().until(() -> told("ann", Delta.class).size() >= 3);
        List<Event> seen = List.copyOf(events);
        Event second = told("ann", Delta.class).get(1);
        Event holding = told("ann", Spoken.class).get(1);
        assertTrue(indexOf(seen, holding) < indexOf(seen, second), seen.toString());
    }

    private static int indexOf(List<Event> seen, Event event) {
        for (int i = 0; i < seen.size(); i++) {
            if (seen.get(i) == event) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void aModelThatTakesItsTimeIsExcusedOnceAndAnswersInTheEnd() {
        Promise<Void> loaded = Promise.promise();
        ollama.play(Script.of(ScriptStep.gate(loaded.future()), ScriptStep.say("Good morning.")));
        start(2_048, Duration.ofMillis(60));
        say("Wake up");
        awaitReplies("ann", 1);
        assertTrue(replies("ann").get(0).holding());
        await().until(() -> told("ann", Typing.class).size() == 3);
        loaded.complete();
        awaitReplies("ann", 2);
        assertEquals("Good morning.", replies("ann").get(1).content());
        assertEquals(1, ollama.chats().size());
    }

    @Test
    void aReplyWithoutAWordIsAskedForOnceMoreAndThenGivenUp() {
        List<ScriptStep> nothing = ScriptStep.specialTokensOnly();
        ollama.play(request -> nothing);
        start();
        say("Say something");
        await().until(() -> !told("ann", Failed.class).isEmpty());
        assertEquals("inference_error", told("ann", Failed.class).get(0).code());
        assertEquals(2, ollama.chats().size());
        List<Event> all = List.copyOf(events);
        int failed = all.indexOf(told("ann", Failed.class).get(0));
        assertEquals(new Typing("ann", false, 0), all.get(failed - 1), "typing ends before the error");
        await().until(() -> openTurns() == 0);
        ollama.play(Script.saying("Something."));
        say("Again");
        awaitReplies("ann", 1);
    }

    @Test
    void aRequestThatOllamaRefusesFailsItsTurnOnly() {
        ollama.play(Script.of(ScriptStep.status(400, "{\"error\":\"no\"}")));
        start();
        say("Bad");
        await().until(() -> !told("ann", Failed.class).isEmpty());
        await().until(() -> openTurns() == 0);
        ollama.play(Script.saying("Good."));
        say("Good");
        awaitReplies("ann", 1);
        assertFalse(replies("ann").get(0).holding());
    }

    @Test
    void promptsGrowAtTheirEndOnlyAlsoAcrossARestartUntilTheWindowIsFull() {
        ollama.play(request -> ScriptStep.words("Indeed, " + said(request) + ", " + Talk.of(30)));
        start(1_536, Duration.ofMinutes(1));
        int turns = 40;
        for (int i = 0; i < turns; i++) {
            say("thought number " + i);
            awaitReplies("ann", i + 1);
            if (i == 4) {
                get(vertx.undeploy(conductor));
                openConductor(1_536, Duration.ofMinutes(1));
            }
        }
        int cuts = 0;
        for (int i = 1; i < turns; i++) {
            List<JsonObject> before = prompt(i - 1);
            List<JsonObject> now = prompt(i);
            boolean grows =
                    now.size() > before.size() && now.subList(0, before.size()).equals(before);
            cuts += grows ? 0 : 1;
            if (grows) {
                assertEquals("assistant", now.get(before.size()).getString("role"));
                assertEquals(
                        replies("ann").get(i - 1).content(),
                        now.get(before.size()).getString("content"));
            }
            assertTrue(now.toString().length() / 4 < 1_536, "within the window");
        }
        assertTrue(cuts > 0 && cuts < turns / 5, cuts + " cuts");
    }

    @Test
    void nobodysWordsReachSomebodyElsesPrompt() {
        start();
        say("ann", "My secret is blue", null);
        awaitReplies("ann", 1);
        say("bob", "Hello", null);
        awaitReplies("bob", 1);
        assertFalse(ollama.chats().get(1).contains("blue"));
    }

    @Test
    void thePersonaIsReadAgainWhenItsFileChanges() throws IOException {
        start();
        say("One");
        awaitReplies("ann", 1);
        Files.writeString(folder.resolve("persona.md"), "You are a pirate.");
        say("Two");
        awaitReplies("ann", 2);
        Files.writeString(folder.resolve("persona.md"), "x".repeat(100_000));
        say("Three");
        awaitReplies("ann", 3);
        Files.delete(folder.resolve("persona.md"));
        say("Four");
        awaitReplies("ann", 4);
        assertTrue(prompt(0).get(0).getString("content").startsWith("You are Demi"));
        assertEquals("You are a pirate.", prompt(1).get(0).getString("content"));
        assertEquals("You are a pirate.", prompt(2).get(0).getString("content"), "too large is not used");
        assertTrue(prompt(3).get(0).getString("content").startsWith("You are Demi"), "the one in the jar");
    }

    @Test
    void whoArrivesInMidReplyIsToldWhatWasSaidSoFar() {
        Promise<Void> gate = Promise.promise();
        ollama.play(Script.of(
                ScriptStep.say("Once more unto the breach, dear friend, once more "),
                ScriptStep.gate(gate.future()),
                ScriptStep.say("it is.")));
        start();
        assertEquals(Underway.NOTHING, get(bus.ask(ChatApi.STANDING, new ChatApi.Standing("ann"))));
        say("Hello");
        await().until(() -> told("ann", Delta.class).size() == 1);
        Underway standing = get(bus.ask(ChatApi.STANDING, new ChatApi.Standing("ann")));
        assertTrue(standing.typing());
        assertEquals("Once more unto the breach, dear friend, once more", standing.text());
        assertEquals(0, standing.seq());
        assertEquals(told("ann", Delta.class).get(0).messageId(), standing.messageId());
        gate.complete();
        awaitReplies("ann", 1);
        await().until(() ->
                get(bus.ask(ChatApi.STANDING, new ChatApi.Standing("ann"))).equals(Underway.NOTHING));
    }

    @Test
    void onlyTheOwnerOfAConversationReadsItsMessages() {
        start();
        String said = say("Hello");
        awaitReplies("ann", 1);
        Instant now = clock.instant();
        assertFalse(
                get(bus.ask(ChatApi.READ, new ChatApi.Read("bob", said, now))).found());
        assertTrue(
                get(bus.ask(ChatApi.READ, new ChatApi.Read("ann", said, now))).found());
        assertTrue(get(bus.ask(ChatApi.READ, new ChatApi.Read("ann", said, now.plusSeconds(9))))
                .found());
        assertEquals(Message.Status.READ, kept("ann").get(0).status());
        assertEquals(2, told("ann", ChatApi.ReadReceipt.class).size());
        assertEquals(0, told("bob", ChatApi.ReadReceipt.class).size());
    }

    @Test
    void distressTurnsTheActOffInTheVeryNextReply() {
        start();
        say("I want to kill myself");
        awaitReplies("ann", 1);
        List<JsonObject> prompt = prompt(0);
        assertTrue(prompt.get(prompt.size() - 1).getString("content").contains("Drop the act"));
        EmotionApi.Mood mood = get(bus.ask(EmotionApi.NOW, new EmotionApi.HowAreYou()));
        assertEquals(.5, mood.feelings().get(Emotion.FRUSTRATION), 1e-9, "and it does not hurt her");
    }

    @Test
    void aConversationTheModelNeverReadIsReadFromItsMessages() {
        Instant at = clock.instant().minus(Duration.ofDays(1));
        get(bus.ask(MessageStore.ADD_SAID, new MessageStore.AddSaid("old", "ann", "Do you know Rex?", null, at)));
        get(bus.ask(
                MessageStore.ADD_REPLY,
                new MessageStore.AddReply(
                        "old-reply",
                        "ann",
                        "Your dog, of course.",
                        EmotionLevels.neutral(),
                        false,
                        "old",
                        MessageStore.Thoughts.NONE,
                        MessageStore.TranscriptChange.NONE,
                        at)));
        start();
        say("What is his name?");
        awaitReplies("ann", 1);
        say("And again?");
        awaitReplies("ann", 2);
        assertEquals("Do you know Rex?", prompt(0).get(1).getString("content"));
        assertEquals("Your dog, of course.", prompt(0).get(2).getString("content"));
        assertEquals(prompt(0), prompt(1).subList(0, prompt(0).size()));
        assertNull(kept("ann").get(0).emotions());
    }
}
