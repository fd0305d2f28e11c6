package demi.autonomy;

import demi.api.AutonomyApi;
import demi.api.AutonomyApi.Decision;
import demi.api.ChatApi;
import demi.api.OpenDevices;
import demi.api.store.AccountStore;
import demi.api.store.MessageStore;
import demi.api.value.Holding;
import demi.api.value.MemoryKind;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.RequestAddress;
import demi.conductor.ConductorSettings;
import demi.conductor.ConductorVerticle;
import demi.emotion.EmotionSettings;
import demi.emotion.EmotionVerticle;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.notifications.NotificationSettings;
import demi.notifications.NotificationsVerticle;
import demi.rehearse.FakeOllama;
import demi.rehearse.Script;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The real rooms, a played Ollama, and a clock that is moved by hand. */
final class ProactiveFixture implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(5);
    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx);
    final FakeOllama ollama;
    /** Who has a device open. */
    final Set<String> present = ConcurrentHashMap.newKeySet();

    private final Path database;
    private final AutonomySettings settings;
    private final String channelId;
    private final NotificationSettings notifications;
    private volatile Instant now;
    private final AtomicLong steady = new AtomicLong();
    private String store = "";
    private String emotion = "";
    private String model = "";
    private String conductor = "";
    private String room = "";
    private String phones = "";

    ProactiveFixture(Path folder, Instant start, String channelId, NotificationSettings notifications) {
        this.database = folder.resolve("demi.sqlite");
        this.settings = AutonomySettings.defaults();
        this.channelId = channelId;
        this.notifications = notifications;
        this.now = start;
        AtomicInteger count = new AtomicInteger();
        ollama = get(FakeOllama.start(vertx, 0, Script.saying("")));
        ollama.play(request -> demi.rehearse.ScriptStep.words(word(count.incrementAndGet())));
        get(bus.handle(
                OpenDevices.HAS_OPEN_DEVICE,
                asked -> Future.succeededFuture(new OpenDevices.OpenDevice(present.contains(asked.userId())))));
        open();
    }

    /** Never like the ones before. */
    private static String word(int count) {
        return Integer.toString(count * 7919, 36).repeat(3) + " " + Integer.toString(count * 104729, 36) + ".";
    }

    void open() {
        store = get(vertx.deployVerticle(new StoreVerticle(bus, () -> now, StoreSettings.defaults(database))));
        emotion = get(vertx.deployVerticle(new EmotionVerticle(bus, () -> now, EmotionSettings.defaults())));
        model = get(vertx.deployVerticle(new ModelVerticle(bus, TestSettings.of(2_048, ollama.baseUrl()))));
        String memory = get(vertx.deployVerticle(new MemoryVerticle(bus, () -> now, MemorySettings.defaults())));
        conductor = get(vertx.deployVerticle(new ConductorVerticle(
                bus,
                () -> now,
                new ConductorSettings(
                        database.resolveSibling("persona.md"),
                        7,
                        Duration.ofMinutes(1),
                        5,
                        1_000,
                        false,
                        false,
                        Duration.ofHours(1),
                        Duration.ofHours(1)),
                new ConductorVerticle.PromptSettings(2_048, 64, ZONE))));
        opened = List.of(conductor, memory, model, emotion, store);
        enter();
    }

    private List<String> opened = List.of();

    void enter() {
        room = get(vertx.deployVerticle(new AutonomyVerticle(bus, () -> now, steady::get, settings, ZONE, channelId)));
        phones = get(vertx.deployVerticle(new NotificationsVerticle(bus, () -> now, notifications, false)));
    }

    void leave() {
        get(vertx.undeploy(phones));
        get(vertx.undeploy(room));
    }

    /** The process ends and starts again, all of it. */
    void restart() {
        leave();
        opened.forEach(id -> get(vertx.undeploy(id)));
        open();
    }

    void add(String user) {
        ask(
                AccountStore.ADD_USER,
                new AccountStore.AddUser(user, user + "@example.org", user, new Secret("x"), now, false));
    }

    Instant now() {
        return now;
    }

    void pass(Duration time) {
        now = now.plus(time);
        steady.addAndGet(time.toNanos());
    }

    /** Somebody sets the clock. */
    void setClock(Duration by) {
        now = now.plus(by);
    }

    /** Says something and waits for the answer. */
    void say(String user, String text) {
        int before = messages(user).size();
        ask(ChatApi.SAY, new ChatApi.Say(user, text, null, now));
        Awaitility.await().pollInterval(POLL).until(() -> messages(user).size() == before + 2);
        Awaitility.await()
                .pollInterval(POLL)
                .until(() -> ask(ChatApi.TURN_STATUS, new ChatApi.GetTurnStatus(user))
                        .equals(ChatApi.TurnStatus.NOTHING));
    }

    void look() {
        ask(AutonomyApi.RUN_NOW, new AutonomyApi.RunNow());
    }

    List<Message> messages(String user) {
        return ask(MessageStore.HISTORY, new MessageStore.GetHistory(user, 10_000, 0, null))
                .messages();
    }

    String newestMessage(String user) {
        List<Message> all = messages(user);
        return all.get(all.size() - 1).content();
    }

    /** What has been learned of somebody, told now. */
    void know(String user, String id, MemoryKind kind, String content, Holding holds) {
        write(
                "INSERT INTO memory (memory_id, user_id, content, created_at, updated_at, kind, holds_from, holds_until,"
                        + " holds_at, yearly) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                id,
                user,
                content,
                now.toString(),
                now.toString(),
                kind.key(),
                Objects.toString(holds.from(), null),
                Objects.toString(holds.until(), null),
                Objects.toString(holds.at(), null),
                holds.yearly() ? "1" : "0");
    }

    void write(String sql, @Nullable String... arguments) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database + "?busy_timeout=5000");
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < arguments.length; i++) {
                statement.setString(i + 1, arguments[i]);
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Of which somebody is still to be told, or is being told. */
    int notifications() {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = connection.createStatement();
                ResultSet count = statement.executeQuery("SELECT count(*) FROM notification")) {
            return count.getInt(1);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    /** Oldest first. */
    List<Decision> decisions(String user) {
        List<Decision> newestFirst = ask(AutonomyApi.DECISIONS, new AutonomyApi.ListDecisions(user, 10_000, 0))
                .decisions();
        return newestFirst.stream()
                .sorted(java.util.Comparator.comparingLong(Decision::place))
                .toList();
    }

    Decision newest(String user) {
        List<Decision> all = decisions(user);
        return all.get(all.size() - 1);
    }

    <Q extends Record, R> R ask(RequestAddress<Q, R> ask, Q question) {
        return get(bus.request(ask, question));
    }

    static <T> T get(Future<T> future) {
        return StoreFixture.get(future);
    }

    @Override
    public void close() {
        get(vertx.close());
    }
}
