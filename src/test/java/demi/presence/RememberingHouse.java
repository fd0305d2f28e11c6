package demi.presence;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Recalled;
import demi.api.store.AccountStore;
import demi.api.store.RecallStore;
import demi.api.value.Secret;
import demi.memory.MemorySettings;
import demi.memory.MemoryVerticle;
import demi.store.StoreFixture;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Store and memory, real, with one person who has told and said much. */
final class RememberingHouse implements AutoCloseable {

    static final String PERSON = "ann";
    private static final int BATCH = 1_000;

    final StoreFixture store;
    private final Path database;
    private final Instant now;
    private int asked;

    /**
     * @param model an embedding model, empty for none; {@code beside} sees to it that it answers
     * @param beside opens what memory needs
     */
    RememberingHouse(Path database, Talk talk, String model, Consumer<StoreFixture> beside) {
        this.database = database;
        now = talk.turns().get(talk.turns().size() - 1).at().plus(Duration.ofDays(30));
        try (StoreFixture first = new StoreFixture(database)) {
            first.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser(
                            PERSON, "ann@example.org", "Ann", new Secret("none"), Instant.EPOCH, false));
        }
        fill(database, talk);
        store = new StoreFixture(database);
        beside.accept(store);
        StoreFixture.get(store.vertx.deployVerticle(new MemoryVerticle(
                store.bus,
                InstantSource.system(),
                new MemorySettings(30, 500, model, Duration.ofSeconds(10), Duration.ofDays(36_500)))));
        int indexed;
        do {
            indexed = store.ask(RecallStore.INDEX, new RecallStore.Index(BATCH)).rows();
        } while (indexed == BATCH);
    }

    /** As rows, since everything was told long ago. */
    private static void fill(Path database, Talk talk) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database)) {
            connection.setAutoCommit(false);
            try (PreparedStatement fact = connection.prepareStatement(
                            "INSERT INTO memory (memory_id, user_id, content, created_at, updated_at) VALUES (?, ?, ?, ?, ?)");
                    PreparedStatement message = connection.prepareStatement(
                            "INSERT INTO android_messages (message_id, conversation_id, user_id, sender, content, status,"
                                    + " created_at, seq) VALUES (?, ?, ?, ?, ?, 'read', ?, ?)")) {
                int number = 0;
                for (Talk.Fact each : talk.facts()) {
                    String at = each.at().toString();
                    set(fact, "fact-" + number++, PERSON, each.text(), at, at);
                }
                long seq = 1;
                for (Talk.Turn turn : talk.turns()) {
                    boolean own = turn.speaker().equals(talk.speakers().get(0));
                    set(
                            message,
                            turn.id(),
                            PERSON,
                            PERSON,
                            own ? "user" : "demi",
                            turn.text(),
                            turn.at().toString(),
                            seq++);
                }
            }
            connection.commit();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void set(PreparedStatement statement, Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.executeUpdate();
    }

    /** A month after the last talk. */
    Instant now() {
        return now;
    }

    Recalled recall(String text) {
        return store.ask(
                MemoryApi.RECALL,
                new MemoryApi.Recall(
                        PERSON, PERSON, new MemoryApi.Said("asked-" + asked++, text, Instant.EPOCH), false, 0));
    }

    /** How many rows there are. */
    long count(String table) {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                ResultSet rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> texts(Recalled recalled) {
        return Stream.concat(
                        recalled.facts().stream().map(fact -> fact.content()),
                        recalled.lines().stream().map(line -> line.content()))
                .toList();
    }

    @Override
    public void close() {
        store.close();
    }
}
