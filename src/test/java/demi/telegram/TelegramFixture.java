package demi.telegram;

import static org.awaitility.Awaitility.await;

import demi.api.AccountsApi;
import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.app.RunningApplication;
import demi.bus.Bus;
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
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The whole house, on a Telegram and with an Ollama that do what the test says. */
abstract class TelegramFixture {

    static final String REPLY = "Oh, it is you. What did you break this time?";

    private static final Pattern COMMAND = Pattern.compile("^/\\w+(@\\w+)?");
    private static final Pattern MENTION = Pattern.compile("(?<![/\\w])@\\w+");
    private static final String EMAIL = "ann@example.org";

    @TempDir
    Path directory;

    final Vertx vertx = Vertx.vertx();
    final List<ChatApi.Event> events = new CopyOnWriteArrayList<>();

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeTelegram telegram;

    @SuppressWarnings("NullAway.Init") // started before each test
    FakeOllama ollama;

    @SuppressWarnings("NullAway.Init") // started before each test
    JsonObject ann;

    String model = "llama3.2:1b";
    String burstPause = "100ms";

    private @Nullable RunningApplication house;

    @BeforeEach
    void startServers() throws Exception {
        telegram = get(FakeTelegram.start(vertx));
        ollama = get(FakeOllama.start(vertx, 0, Script.saying(REPLY)));
        ann = telegram.person("Ann");
    }

    @AfterEach
    void stopServers() throws Exception {
        close();
        get(vertx.close());
    }

    /** Opens the house, with these settings of the bridge's beside the usual ones, and waits until she is on Telegram. */
    Bus open(String... settings) throws IOException {
        Bus bus = openWithoutWaiting(settings);
        await().until(() -> telegram.isPolled() || telegram.unconfirmed() > 0);
        return bus;
    }

    Bus openWithoutWaiting(String... settings) throws IOException {
        Path yaml = Files.writeString(directory.resolve("demi.yaml"), """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0, messages_per_minute: 50}
                management: {port: 0}
                accounts: {bcrypt_cost: 4}
                ollama: {base_url: "%s", model: "%s", probe_every: 500ms, probe_every_when_down: 200ms, breaker_reset: 500ms}
                conductor: {thinks_over: false, learns: false, follow_up_after: 10ms}
                telegram:
                  bot_token: "%s"
                  api_base_url: %s
                  burst_pause: %s
                %s""".formatted(
                        directory.resolve("data"),
                        ollama.baseUrl(),
                        model,
                        FakeTelegram.TOKEN,
                        telegram.address(),
                        burstPause,
                        indented(settings)));
        RunningApplication opened = RunningApplication.open(yaml);
        house = opened;
        RunningApplication.await(opened.bus().subscribe(ChatApi.EVENTS, events::add));
        return opened.bus();
    }

    private static String indented(String... settings) {
        StringBuilder text = new StringBuilder();
        for (String line : settings) {
            text.append("  ").append(line).append('\n');
        }
        return text.toString();
    }

    void close() {
        if (house != null) {
            house.close();
            house = null;
        }
    }

    /** A message with the entities that Telegram finds in a text. */
    JsonObject message(JsonObject from, JsonObject chat, String text) {
        return telegram.message(from, chat).put("text", text).put("entities", entities(text));
    }

    static JsonArray entities(String text) {
        JsonArray entities = new JsonArray();
        find(entities, COMMAND.matcher(text), "bot_command");
        find(entities, MENTION.matcher(text), "mention");
        return entities;
    }

    private static void find(JsonArray entities, Matcher found, String type) {
        while (found.find()) {
            entities.add(new JsonObject()
                    .put("type", type)
                    .put("offset", found.start())
                    .put("length", found.end() - found.start()));
        }
    }

    /** Somebody writes in a chat. */
    JsonObject say(JsonObject from, JsonObject chat, String text) {
        JsonObject message = message(from, chat, text);
        telegram.deliver(message);
        return message;
    }

    /** Somebody writes to her. */
    JsonObject direct(JsonObject from, String text) {
        return say(from, chatOf(from), text);
    }

    static JsonObject chatOf(JsonObject person) {
        return new JsonObject()
                .put("id", person.getLong("id"))
                .put("first_name", person.getString("first_name"))
                .put("type", "private");
    }

    /** What she has sent to a chat, or to a person. */
    List<JsonObject> sent(JsonObject chat) {
        return telegram.sent.stream()
                .filter(sent -> sent.getLong("chat_id").equals(chat.getLong("id")))
                .toList();
    }

    /** Waits for so many. */
    List<String> texts(JsonObject chat, int many) {
        await().atMost(Duration.ofSeconds(60)).until(() -> sent(chat).size() >= many);
        return sent(chat).stream().map(sent -> sent.getString("text")).toList();
    }

    /** What the model has read as the newest words of somebody, without the note; once where it was asked for another reply. */
    List<String> asked() {
        return ollama.chats().stream()
                .map(TelegramFixture::newest)
                .map(message -> message.getString("content").split("\n\n\\[", 2)[0])
                .distinct()
                .toList();
    }

    /** How many messages the model has read. */
    int length(int request) {
        return new JsonObject(ollama.chats().get(request))
                .getJsonArray("messages")
                .size();
    }

    static JsonObject newest(String body) {
        JsonArray messages = new JsonObject(body).getJsonArray("messages");
        return messages.getJsonObject(messages.size() - 1);
    }

    static HealthApi.ComponentHealth status(Bus bus) throws Exception {
        return get(bus.request(NetworkApi.status("telegram"), new NetworkApi.GetStatus()));
    }

    /** Makes Ann's account; its user's id. */
    static String account(Bus bus) throws Exception {
        get(bus.request(
                AccountsApi.MANAGE,
                new AccountsApi.ManageAccount(
                        AccountsApi.Action.ADD, EMAIL, "Ann", new Secret("correct horse battery"))));
        return Objects.requireNonNull(get(bus.request(AccountStore.FIND_USER, new AccountStore.FindUser(EMAIL)))
                        .user())
                .userId();
    }

    static String code(Bus bus, String userId) throws Exception {
        return Objects.requireNonNull(
                        get(bus.request(AccountsApi.CREATE_LINK_CODE, new AccountsApi.CreateLinkCode(userId)))
                                .code())
                .value();
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }
}
