package demi.conductor;

import static org.awaitility.Awaitility.await;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.emotion.EmotionSettings;
import demi.emotion.EmotionVerticle;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The conductor with the real store, emotion and memory rooms; the model room is played, down to how it fails. */
final class ConductorFixture {

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final List<InferenceApi.Generate> requests = new CopyOnWriteArrayList<>();
    final List<ChatApi.Event> events = new CopyOnWriteArrayList<>();
    /** Who was cut off while they waited. */
    final List<InferenceApi.Generate> cancelled = new CopyOnWriteArrayList<>();
    /** An answer that does not come: the request waits until it is cut off. */
    static final Object NEVER = new Object();

    private final InstantSource clock;
    private final Supplier<ConductorVerticle> opening;
    private Duration after;
    private String conductor;
    private volatile Function<InferenceApi.Generate, Object> model = request -> "Oh, it is you.";

    ConductorFixture(Path folder, InstantSource clock, int contextWindow) {
        this(folder, clock, contextWindow, false, Duration.ofHours(1), Duration.ofMinutes(1));
    }

    /** @param thinks whether what was said is thought over {@code after} the talk rests, and notes are made */
    ConductorFixture(
            Path folder, InstantSource clock, int contextWindow, boolean thinks, Duration after, Duration patience) {
        this(folder, clock, contextWindow, thinks, false, after, patience);
    }

    /** @param learns whether facts are learned from it as well */
    ConductorFixture(
            Path folder,
            InstantSource clock,
            int contextWindow,
            boolean thinks,
            boolean learns,
            Duration after,
            Duration patience) {
        this.clock = clock;
        get(vertx.deployVerticle(new StoreVerticle(bus, clock, StoreSettings.defaults(folder.resolve("demi.sqlite")))));
        for (String user : List.of("ann", "bob")) {
            AccountStore.AddUser add =
                    new AccountStore.AddUser(user, user + "@example.org", user, new Secret("x"), Instant.EPOCH, false);
            get(bus.request(AccountStore.ADD_USER, add));
        }
        get(vertx.deployVerticle(new EmotionVerticle(bus, clock, EmotionSettings.defaults())));
        get(vertx.deployVerticle(new MemoryVerticle(bus, clock, MemorySettings.defaults())));
        get(bus.subscribe(ChatApi.EVENTS, events::add));
        get(bus.handle(
                InferenceApi.STATUS,
                asked -> Future.succeededFuture(new InferenceApi.State(
                        true, true, "played", "", false, 0, new InferenceApi.Abilities(true, true, false)))));
        get(bus.serve(InferenceApi.GENERATE, (request, writer) -> {
            requests.add(request);
            Object answer = model.apply(request);
            if (answer == NEVER) {
                writer.onCancel(() -> cancelled.add(request));
            } else if (answer instanceof Failure failure) {
                writer.fail(failure);
            } else {
                writer.write(new InferenceApi.Step(0, answer.toString(), null));
                writer.write(new InferenceApi.Step(0, "", new InferenceApi.Finish("played", -1, 5, false)));
                writer.end();
            }
        }));
        opening = () -> new ConductorVerticle(
                bus,
                clock,
                new ConductorSettings(
                        TestPersona.in(folder), 7, patience, 5, 1_000, thinks, learns, this.after, Duration.ofHours(1)),
                new ConductorVerticle.PromptSettings(contextWindow, 64, ZoneId.of("UTC")),
                Duration.ofMillis(10));
        this.after = after;
        conductor = get(vertx.deployVerticle(opening.get()));
    }

    /** Another process takes up what this one did not come to, and follows up so long after a talk. */
    void restart(Duration followsUpAfter) {
        get(vertx.undeploy(conductor));
        after = followsUpAfter;
        conductor = get(vertx.deployVerticle(opening.get()));
    }

    /** @param answer a {@link Failure}, or words */
    void play(Function<InferenceApi.Generate, Object> answer) {
        model = answer;
    }

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    void say(String user, String content, Message.@Nullable Speaker speaker) {
        ChatApi.Say say = speaker == null
                ? new ChatApi.Say(user, content, null, clock.instant())
                : new ChatApi.Say(user, content, null, clock.instant(), speaker, List.of());
        get(bus.request(ChatApi.SAY, say));
    }

    void say(String user, String content) {
        say(user, content, null);
    }

    /** Says it, and waits for her answer. */
    void talk(String user, String content, Message.@Nullable Speaker speaker) {
        int before = replies(user).size();
        say(user, content, speaker);
        await().until(() -> replies(user).size() > before);
    }

    List<Message> replies(String user) {
        return told(user, ChatApi.MessageAdded.class).stream()
                .map(ChatApi.MessageAdded::message)
                .filter(message -> message.sender() == Message.Sender.DEMI && !message.holding())
                .toList();
    }

    <T extends ChatApi.Event> List<T> told(String user, Class<T> type) {
        return events.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(event -> event.userId().equals(user))
                .toList();
    }

    int openTurns() {
        return get(bus.request(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL))
                .open()
                .size();
    }

    /** What the person said last in a request, with the note. */
    static String last(InferenceApi.Generate request) {
        List<PromptMessage> messages = request.messages();
        return messages.get(messages.size() - 1).content();
    }

    void close() {
        get(vertx.close());
    }
}
