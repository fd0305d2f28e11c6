package demi.discord;

import static org.awaitility.Awaitility.await;

import demi.api.ChatApi;
import demi.app.RunningApplication;
import demi.discord.standin.DiscordStandIn;
import demi.discord.standin.DiscordStandInTest.JdaLog;
import demi.discord.standin.PostedMessage.Posted;
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
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole house, on a Discord and with an Ollama that do what the test says. */
public abstract class DiscordFixture {

    public static final String REPLY = "Oh, it is you. What did you break this time?";

    /** A long text that says nothing twice: what goes round in circles is cut off. */
    static String numbered(String sentence, int times) {
        return IntStream.range(0, times)
                .mapToObj(i -> sentence + " " + Integer.toString(1_000 + i, 36) + ". ")
                .collect(Collectors.joining());
    }

    @TempDir
    Path directory;

    final Vertx vertx = Vertx.vertx();
    public final List<ChatApi.Event> events = new CopyOnWriteArrayList<>();
    public final JdaLog log = new JdaLog();

    @SuppressWarnings("NullAway.Init") // started before each test
    public DiscordStandIn discord;

    @SuppressWarnings("NullAway.Init") // started before each test
    public FakeOllama ollama;

    @SuppressWarnings("NullAway.Init") // started before each test
    public String ann;

    boolean learns;
    int messagesPerMinute = 50;
    String burstPause = "100ms";
    String model = "llama3.2:1b";
    public String token = DiscordStandIn.TOKEN;

    @Nullable
    public RunningApplication house;

    @BeforeEach
    void startServers() throws Exception {
        discord = get(DiscordStandIn.start(vertx, 0));
        ollama = get(FakeOllama.start(vertx, 0, Script.saying(REPLY)));
        ann = discord.person("Ann");
        log.attach();
    }

    @AfterEach
    void stopServers() throws Exception {
        if (house != null) {
            house.close();
        }
        log.detach();
        get(vertx.close());
    }

    /** Opens the house, with these settings of the bridge's beside the usual ones, and waits until she is on Discord. */
    public RunningApplication open(String... settings) throws IOException {
        int before = discord.identified();
        RunningApplication opened = openWithoutWaiting(settings);
        await().until(() -> discord.identified() > before && !discord.commands().isEmpty());
        return opened;
    }

    public RunningApplication openWithoutWaiting(String... settings) throws IOException {
        Path yaml = Files.writeString(
                directory.resolve("demi.yaml"),
                """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0, messages_per_minute: %d}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s", model: "%s", probe_every: 500ms, probe_every_when_down: 200ms, breaker_reset: 500ms}
                conductor: {thinks_over: false, learns: %s, follow_up_after: 10ms}
                discord:
                  bot_token: %s
                  api_base_url: %s
                  burst_pause: %s
                """.formatted(
                                        directory.resolve("data"),
                                        messagesPerMinute,
                                        ollama.baseUrl(),
                                        model,
                                        learns,
                                        token,
                                        discord.apiBaseUrl(),
                                        burstPause)
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

    /** Waits for so many messages in a channel. */
    public List<Posted> posted(String channel, int many) {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> discord.posted(channel).size() >= many);
        return discord.posted(channel);
    }

    public String mention() {
        return "<@" + discord.bot() + ">";
    }

    /** What the model has read as the newest words of somebody, without the note. */
    public List<String> asked() {
        return ollama.chats().stream().map(DiscordFixture::newest).toList();
    }

    static String newest(String body) {
        JsonArray messages = new JsonObject(body).getJsonArray("messages");
        String content = messages.getJsonObject(messages.size() - 1).getString("content");
        return content.split("\n\n\\[", 2)[0];
    }

    public static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
