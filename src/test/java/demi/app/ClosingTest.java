package demi.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import demi.settings.Settings;
import demi.settings.Sources;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Each room is closed in the middle of its work: under the others, and with all of them. */
@Tag("slow")
class ClosingTest {

    /** Longer than it is to the next of any timer here. */
    private static final long A_WHILE_MS = 1_500;

    @TempDir
    Path directory;

    private final Vertx elsewhere = Vertx.vertx();
    private final Map<String, VerticleBase> rooms = new ConcurrentHashMap<>();
    private final Application house = new Application((name, room) -> {
        rooms.put(name, room);
        return room;
    });
    private final Promise<Void> goesOn = Promise.promise();
    private final AtomicInteger pushed = new AtomicInteger();
    private final Faults faults = new Faults();

    private boolean isClosed;

    @SuppressWarnings("NullAway.Init") // started before each test
    private FakeOllama ollama;

    /** What is logged as one. */
    private static final class Faults extends AppenderBase<ILoggingEvent> {
        private final List<String> heard = new CopyOnWriteArrayList<>();
        private final List<String> givenUp = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.ERROR)) {
                heard.add(event.getLoggerName() + ": " + event.getFormattedMessage());
            }
            if (event.getFormattedMessage().startsWith("Turn failed: message=")) {
                givenUp.add(event.getFormattedMessage());
            }
        }
    }

    private static Logger root() {
        return (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    }

    /** A reply that is being made, and everything that has a timer at its work. */
    @BeforeEach
    void open() throws Exception {
        ollama = await(FakeOllama.start(
                elsewhere,
                0,
                Script.of(ScriptStep.say("Oh, "), ScriptStep.gate(goesOn.future()), ScriptStep.say("you."))));
        int monitor = await(elsewhere
                        .createHttpServer()
                        .requestHandler(request -> {
                            pushed.incrementAndGet();
                            request.response().end();
                        })
                        .listen(0))
                .actualPort();
        Path yaml = Files.writeString(directory.resolve("demi.yaml"), """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s", probe_every: 1s, probe_every_when_down: 1s}
                memory: {embedding_model: nomic-embed-text}
                notifications: {url: "http://127.0.0.1:%d/", kind: webhook}
                push: {url: "http://127.0.0.1:%d/push", every: 1s}
                resources: {sample_every: 1s}
                """.formatted(
                        directory.resolve("data"), ollama.baseUrl(), monitor, monitor));
        Settings settings =
                AllSettings.load(Sources.ofThisProcess(Map.of(), yaml)).settings();
        await(house.openAll(settings));
        Bus bus = house.bus();
        await(bus.request(
                AccountsApi.MANAGE,
                new AccountsApi.ManageAccount(
                        AccountsApi.Action.ADD, "ann@example.org", "Ann", new Secret("correct horse battery"))));
        String ann = Objects.requireNonNull(
                        await(bus.request(AccountStore.FIND_USER, new AccountStore.FindUser("ann@example.org")))
                                .user())
                .userId();
        await(bus.request(ChatApi.SAY, new ChatApi.Say(ann, "Who is there?", null, Instant.now())));
        await(ollama.awaitOpen(1));
        faults.setContext(root().getLoggerContext());
        faults.start();
        root().addAppender(faults);
    }

    @AfterEach
    void close() {
        if (!isClosed) {
            await(house.close());
        }
        await(elsewhere.close());
        root().detachAppender(faults);
        assertEquals(List.of(), faults.givenUp, "what was not answered is after the next start");
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    private void aWhile() {
        await(elsewhere.timer(A_WHILE_MS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "push",
                "http",
                "autonomy",
                "conductor",
                "memory",
                "model",
                "emotion",
                "accounts",
                "backups",
                "resources",
                "store",
                "metrics"
            })
    void aRoomThatIsClosedAloneStartsNothingMore(String name) {
        String deployment = Objects.requireNonNull(rooms.get(name)).deploymentID();
        Future<Void> closed = house.vertx().undeploy(deployment);
        // News, and the end of what it waits for, come while it closes.
        house.bus().publish(HealthApi.REQUESTED, new HealthApi.HealthRequested());
        goesOn.complete();
        await(closed);
        long asked = ollama.total();
        int told = pushed.get();
        aWhile();
        if (name.equals("model")) {
            assertEquals(asked, ollama.total(), "no question to Ollama");
        }
        if (name.equals("push")) {
            assertEquals(told, pushed.get(), "no push");
        }
        assertEquals(List.of(), faults.heard);
    }

    @Test
    void allOfThemTogetherStartNothingMore() {
        isClosed = true;
        Future<Void> closed = house.close();
        goesOn.complete();
        await(closed);
        long asked = ollama.total();
        int told = pushed.get();
        aWhile();
        assertEquals(asked, ollama.total(), "no question to Ollama");
        assertEquals(told, pushed.get(), "no push");
        assertEquals(List.of(), faults.heard);
    }

    @Test
    void norDoTheyWhereVertxIsClosedUnderThem() {
        isClosed = true;
        Future<Void> closed = house.vertx().close();
        goesOn.complete();
        await(closed);
        assertEquals(List.of(), faults.heard);
    }
}
