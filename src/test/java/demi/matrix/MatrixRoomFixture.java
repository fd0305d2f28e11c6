package demi.matrix;

import static org.awaitility.Awaitility.await;

import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.app.RunningApplication;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole house, on a homeserver and with an Ollama that do what the test says. */
abstract class MatrixRoomFixture {

    static final String REPLY = "Oh, it is you. What did you break this time?";

    @TempDir
    Path directory;

    final Vertx vertx = Vertx.vertx();
    final List<ChatApi.Event> events = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeMatrix matrix;

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeOllama ollama;

    String model = "llama3.2:1b";
    String token = FakeMatrix.TOKEN;
    String burstPause = "100ms";

    @Nullable
    RunningApplication house;

    @BeforeEach
    void startServers() throws Exception {
        matrix = FakeMatrix.start(vertx);
        ollama = get(FakeOllama.start(vertx, 0, Script.saying(REPLY)));
    }

    @AfterEach
    void stopServers() throws Exception {
        close();
        matrix.close();
        get(vertx.close());
    }

    void close() {
        if (house != null) {
            house.close();
            house = null;
        }
    }

    /** Opens the house, with these settings of the room's beside the usual ones, and waits until she is on Matrix. */
    RunningApplication open(String... settings) throws IOException {
        RunningApplication opened = openWithoutWaiting(settings);
        await().atMost(Duration.ofSeconds(60)).until(() -> health(opened).status() == HealthApi.Status.UP);
        return opened;
    }

    RunningApplication openWithoutWaiting(String... settings) throws IOException {
        Path yaml = Files.writeString(
                directory.resolve("demi.yaml"),
                """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s", model: "%s", probe_every: 500ms, probe_every_when_down: 200ms, breaker_reset: 500ms}
                conductor: {thinks_over: false, learns: false, follow_up_after: 10ms}
                matrix:
                  homeserver: %s
                  access_token: %s
                  burst_pause: %s
                """.formatted(directory.resolve("data"), ollama.baseUrl(), model, matrix.address(), token, burstPause)
                        + indented(settings));
        RunningApplication opened = RunningApplication.open(yaml);
        house = opened;
        RunningApplication.await(opened.bus().subscribe(ChatApi.EVENTS, events::add));
        return opened;
    }

    private static String indented(String... settings) {
        StringBuilder text = new StringBuilder();
        for (String line : settings) {
            text.append("  ").append(line).append('\n');
        }
        return text.toString();
    }

    static HealthApi.ComponentHealth health(RunningApplication opened) throws Exception {
        return get(opened.bus().request(NetworkApi.status("matrix"), new NetworkApi.GetStatus()));
    }

    /** Waits until she has said so much in a room; what events hold. */
    List<JsonObject> posted(String room, int many) {
        await().atMost(Duration.ofSeconds(60)).until(() -> hers(room).size() >= many);
        return hers(room);
    }

    List<String> texts(String room, int many) {
        return posted(room, many).stream()
                .map(content -> content.getString("body"))
                .toList();
    }

    List<JsonObject> hers(String room) {
        return matrix.said(room).stream()
                .filter(event -> event.getString("sender").equals(FakeMatrix.DEMI))
                .map(event -> event.getJsonObject("content"))
                .toList();
    }

    /** What the model has read as the newest words of somebody, without the note. */
    List<String> asked() {
        return ollama.chats().stream()
                .map(body -> newest(body).getString("content").split("\n\n\\[", 2)[0])
                .toList();
    }

    static JsonObject newest(String body) {
        JsonArray messages = new JsonObject(body).getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1);
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
