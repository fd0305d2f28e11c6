package demi.conductor;

import static org.awaitility.Awaitility.await;

import demi.api.ChatApi;
import demi.api.ChatApi.Event;
import demi.api.ChatApi.MessageAdded;
import demi.api.ChatApi.Said;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.conductor.prompt.NoteForm;
import demi.emotion.EmotionSettings;
import demi.emotion.EmotionVerticle;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
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
import org.junit.jupiter.api.io.TempDir;

/** The conductor among the real rooms it works with; only Ollama is played. */
abstract class TurnFixture {

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final InstantSource clock = InstantSource.system();
    final List<Event> events = new CopyOnWriteArrayList<>();
    String conductor = "";
    int messagesPerMinute = 1_000;

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeOllama ollama;

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
        get(bus.subscribe(ChatApi.EVENTS, events::add));
    }

    @AfterEach
    void close() {
        get(vertx.close());
    }

    void start() {
        start(2_048, Duration.ofMinutes(1));
    }

    void start(int contextWindow, Duration patience) {
        get(vertx.deployVerticle(new ModelVerticle(bus, TestSettings.of(contextWindow, ollama.baseUrl()))));
        openConductor(contextWindow, patience);
    }

    void openConductor(int contextWindow, Duration patience) {
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

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    Said say(String user, String content, @Nullable String clientId) {
        return get(bus.request(ChatApi.SAY, new ChatApi.Say(user, content, clientId, clock.instant())));
    }

    String say(String content) {
        return say("ann", content, null).messageId();
    }

    <T extends Event> List<T> told(String user, Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.userId().equals(user))
                .toList();
    }

    List<Message> replies(String user) {
        return told(user, MessageAdded.class).stream()
                .map(MessageAdded::message)
                .filter(message -> message.sender() == Message.Sender.DEMI)
                .toList();
    }

    void awaitReplies(String user, int count) {
        await().until(() -> replies(user).size() >= count);
    }

    List<Message> kept(String user) {
        return get(bus.request(MessageStore.HISTORY, new MessageStore.GetHistory(user, 500, 0, null)))
                .messages();
    }

    /** What the person said, without the note in it. */
    static String said(Script.Request request) {
        return NoteForm.words(request.lastFromUser());
    }

    List<JsonObject> prompt(int index) {
        JsonArray messages = new JsonObject(ollama.chats().get(index)).getJsonArray("messages");
        return messages.stream().map(JsonObject.class::cast).toList();
    }

    int openTurns() {
        return get(bus.request(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL))
                .open()
                .size();
    }
}
