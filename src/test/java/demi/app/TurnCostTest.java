package demi.app;

import static demi.app.RunningApplication.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import demi.api.AccountsApi;
import demi.api.value.Secret;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a turn costs that does not depend on the machine: one person, one socket that is told each word, a reply of twenty of
 * them. The bounds are what verticles.md says of a turn, and a little more.
 */
class TurnCostTest {

    /** In which all is read and loaded that is read and loaded once. */
    private static final int BEFORE = 30;

    private static final int TURNS = 30;
    private static final int WORDS = 20;

    private static final double MOST_QUESTIONS = 17;
    /** Of streams and events, for each word; and beside them. */
    private static final double MOST_TOLD_A_WORD = 2.4;

    private static final double MOST_TOLD = 12;
    private static final double MOST_QUESTIONS_TO_STORE = 11;
    private static final double MOST_WRITES = 3.2;
    private static final double MOST_KILOBYTES = 2_000;

    @TempDir
    Path directory;

    private final Vertx elsewhere = Vertx.vertx();
    /** Nobody else holds on to it, and it closes when nobody does. */
    private final WebSocketClient client = elsewhere.createWebSocketClient();

    private final Map<String, AtomicInteger> sent = new ConcurrentHashMap<>();
    private volatile Promise<Void> turn = Promise.promise();

    @SuppressWarnings("NullAway.Init") // opened before each test
    private RunningApplication house;

    @SuppressWarnings("NullAway.Init")
    private WebSocket socket;

    @BeforeEach
    void open() throws Exception {
        FakeOllama ollama = await(FakeOllama.start(elsewhere, 0, TurnCostTest::reply));
        Path yaml = Files.writeString(
                directory.resolve("demi.yaml"), """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0, messages_per_minute: 100000}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s"}
                """.formatted(directory.resolve("data"), ollama.baseUrl()));
        house = RunningApplication.open(yaml);
        await(house.bus()
                .request(
                        AccountsApi.MANAGE,
                        new AccountsApi.ManageAccount(
                                AccountsApi.Action.ADD,
                                "ann@example.org",
                                "Ann",
                                new Secret("correct horse battery"))));
        socket = await(client.webSocket()
                .textMessageHandler(this::told)
                .connect(new WebSocketConnectOptions()
                        .setHost("127.0.0.1")
                        .setPort(house.port())
                        .setURI("/api/v1/chat/ws?stream=1&token=" + token())));
    }

    private static List<ScriptStep> reply(Script.Request request) {
        if (request.body().containsKey("format")) {
            return List.of(ScriptStep.say("{}"));
        }
        // Others each time, and the same in each run: what she has just said she does not say again.
        List<String> words = new ArrayList<>();
        for (int word = 0; word < WORDS; word++) {
            words.add("w"
                    + Integer.toString(
                            Math.abs(31 * word + request.lastFromUser().hashCode()) % 46_000, 36));
        }
        return ScriptStep.words(String.join(" ", words));
    }

    private String token() throws IOException, InterruptedException {
        JsonObject login = new JsonObject().put("email", "ann@example.org").put("password", "correct horse battery");
        return new JsonObject(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(
                                                URI.create("http://127.0.0.1:" + house.port() + "/api/v1/auth/login"))
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(login.encode()))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .getString("access_token");
    }

    private void told(String frame) {
        if (frame.startsWith("{\"event\":\"emotion_update\"")) {
            turn.tryComplete();
        }
    }

    @AfterEach
    void close() {
        house.close();
        await(elsewhere.close());
    }

    private void talk(int from, int turns) {
        for (int i = from; i < from + turns; i++) {
            Promise<Void> done = Promise.promise();
            turn = done;
            await(socket.writeTextMessage(new JsonObject()
                    .put("event", "message")
                    .put("data", new JsonObject().put("content", "This is what I tell you as number " + i))
                    .encode()));
            await(done.future());
        }
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long all = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            all += Math.max(0, bytes);
        }
        return all;
    }

    private double count(String regex) {
        return sent.entrySet().stream()
                        .filter(each -> each.getKey().matches(regex))
                        .mapToInt(each -> each.getValue().get())
                        .sum()
                / (double) TURNS;
    }

    @Test
    void aTurnCostsWhatIsKnown() {
        talk(0, BEFORE);
        house.vertx().eventBus().addOutboundInterceptor(delivery -> {
            sent.computeIfAbsent(delivery.message().address(), first -> new AtomicInteger())
                    .incrementAndGet();
            delivery.next();
        });
        long before = allocated();
        talk(BEFORE, TURNS);
        // The stand-in's and the client's are in it.
        double kilobytes = (allocated() - before) / 1e3 / TURNS;

        String events =
                "conductor\\.events|emotion\\.changed|model\\.(measured|queue|state)|store\\.counts|http\\..*|resources\\..*";
        double all = count(".*");
        double replies = count("__vertx\\.reply.*");
        double streams = count("[0-9a-z.]*-.*");
        double toldOfEvents = count(events);
        double questions = all - replies - streams - toldOfEvents;
        double store = count("store\\.(?!counts).*");
        double writes = count("store\\.(message\\.add|reply\\.add|emotion\\.save|.*[sS]ave.*)");
        String figures = String.format(
                Locale.ROOT,
                "a turn: %.1f bus messages (%.1f questions, %.1f replies, %.1f of streams, %.1f events), %.1f to the store,"
                        + " %.1f writes, %.0f kB: %s",
                all,
                questions,
                replies,
                streams,
                toldOfEvents,
                store,
                writes,
                kilobytes,
                sent);
        assertTrue(questions <= MOST_QUESTIONS, figures);
        assertTrue(streams + toldOfEvents <= MOST_TOLD_A_WORD * WORDS + MOST_TOLD, figures);
        assertTrue(store <= MOST_QUESTIONS_TO_STORE, figures);
        assertTrue(writes <= MOST_WRITES, figures);
        assertTrue(kilobytes <= MOST_KILOBYTES, figures);
    }
}
