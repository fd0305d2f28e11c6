package demi.store.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.api.store.AccountStore;
import demi.api.store.EmotionStore;
import demi.api.store.MessageSearchStore;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.RecallStore;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.Secret;
import demi.bus.Failure;
import demi.store.Database;
import demi.store.StoreFixture;
import demi.store.StoreSettings;
import demi.store.postgres.TestPostgres;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A house goes from SQLite to PostgreSQL and back, and is the same. */
class DatabaseCopyTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final int MESSAGES = 1_300;

    @TempDir
    Path folder;

    private String database = "";
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void makeDatabase() {
        assumeTrue(TestPostgres.isAvailable());
        database = TestPostgres.shared().newDatabase();
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private CopyPlace server() {
        return new CopyPlace.Server(TestPostgres.shared().server(database));
    }

    private StoreFixture onServer() {
        return new StoreFixture(
                StoreSettings.defaults(new Database.Server(TestPostgres.shared().server(database))), 5_000);
    }

    private long copy(CopyPlace from, CopyPlace to) {
        told.clear();
        return new DatabaseCopy(from, to, told::add).run(T);
    }

    private void fill(Path file) {
        try (StoreFixture store = new StoreFixture(file)) {
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser("u", "u@x.org", "Ünal", new Secret("hash"), T, false));
            List<Future<MessageStore.Added>> said = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                said.add(store.bus.request(
                        MessageStore.ADD_MESSAGE,
                        new AddMessage(
                                "m" + i, "u", "Grüße \ud83d\ude00 \u0000 number" + i, "c" + i, T.plusSeconds(i))));
            }
            StoreFixture.get(Future.all(said));
            store.ask(RecallStore.INDEX, new RecallStore.Index(1_000));
            store.ask(
                    EmotionStore.SAVE_STATE,
                    new EmotionStore.SaveState(
                            new EmotionStore.State(
                                    T, new EmotionLevels(0.1234567890123, 0, 1, 0.4, 0.5, 0.6, 0.7, 0.8, 1), "{}", ""),
                            List.of(),
                            List.of(),
                            null));
        }
    }

    private static List<Message> messages(StoreFixture store) {
        return store.ask(MessageStore.HISTORY, new MessageStore.GetHistory("u", 100_000, 0, null))
                .messages();
    }

    private static long found(StoreFixture store, String word) {
        return store.ask(
                        MessageSearchStore.FIND,
                        new MessageSearchStore.FindMessages("u", List.of(new RecallStore.Word(List.of(word))), 100, 0))
                .messages()
                .size();
    }

    @Test
    void thereAndBackEverythingIsAsItWas() {
        fill(file("one.sqlite"));
        long rows = copy(new CopyPlace.File(file("one.sqlite")), server());
        List<String> there = List.copyOf(told);
        assertEquals(MESSAGES + 2, rows);
        List<Message> before;
        try (StoreFixture store = new StoreFixture(file("one.sqlite"))) {
            before = messages(store);
        }
        assertEquals(rows, copy(server(), new CopyPlace.File(file("two.sqlite"))));
        assertEquals(there, told, "all sums are the same");

        try (StoreFixture moved = onServer();
                StoreFixture back = new StoreFixture(file("two.sqlite"))) {
            for (StoreFixture store : List.of(moved, back)) {
                assertEquals(before, messages(store));
                assertEquals(1, found(store, "number999"), "what was in the index of words is");
                assertEquals(0, found(store, "number1001"), "what was not is not yet");
                store.ask(RecallStore.INDEX, new RecallStore.Index(1_000));
                assertEquals(1, found(store, "number1001"));
                Message next = store.ask(MessageStore.ADD_MESSAGE, new AddMessage("next", "u", "x", "cx", T))
                        .message();
                assertTrue(next.seq() > before.get(before.size() - 1).seq());
                store.ask(
                        AccountStore.ADD_USER,
                        new AccountStore.AddUser("v", "v@x.org", "V", new Secret("hash"), T, false));
            }
        }
    }

    @Test
    void whatWasCutOffGoesOnAndIsNotUsedBefore() {
        fill(file("one.sqlite"));
        TestPostgres.shared().sql(database, "SELECT 1");
        try (StoreFixture made = onServer()) {
            assertTrue(messages(made).isEmpty());
        }
        // As a copy that was killed leaves it.
        TestPostgres.shared().sql(database, "CREATE TABLE demi_unfinished_copy (source TEXT NOT NULL)");
        TestPostgres.shared().sql(database, "INSERT INTO demi_unfinished_copy VALUES ('" + file("one.sqlite") + "')");
        TestPostgres.shared().sql(database, """
                INSERT INTO users (user_id, email, username, password_hash, created_at, seq)
                VALUES ('u', 'u@x.org', 'Ünal', 'hash', '2026-11-23T10:00:00.000000+00:00', 1)""");

        Failure failure = assertThrows(Failure.class, this::onServer);
        assertTrue(failure.sentence().contains("not finished"), failure.sentence());
        Failure other = assertThrows(Failure.class, () -> {
            fill(file("other.sqlite"));
            copy(new CopyPlace.File(file("other.sqlite")), server());
        });
        assertTrue(other.sentence().contains("unfinished copy of another"), other.sentence());
        assertEquals(MESSAGES + 2, copy(new CopyPlace.File(file("one.sqlite")), server()));
        try (StoreFixture moved = onServer()) {
            assertEquals(MESSAGES, messages(moved).size());
        }
    }

    @Test
    void aTargetWithAnythingInItIsRefused() {
        fill(file("one.sqlite"));
        fill(file("two.sqlite"));
        Failure failure = assertThrows(
                Failure.class,
                () -> copy(new CopyPlace.File(file("one.sqlite")), new CopyPlace.File(file("two.sqlite"))));
        assertTrue(failure.sentence().contains("not empty"), failure.sentence());
        try (StoreFixture two = new StoreFixture(file("two.sqlite"))) {
            assertEquals(MESSAGES, messages(two).size());
        }
        assertThrows(
                Failure.class,
                () -> copy(new CopyPlace.File(file("one.sqlite")), new CopyPlace.File(file("one.sqlite"))));
    }

    /** Every table of both engines is copied, with every column that is not computed. */
    @Test
    void nothingIsForgotten() throws SQLException {
        new StoreFixture(file("one.sqlite")).close();
        onServer().close();
        Set<String> sqlite;
        Set<String> postgres;
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file("one.sqlite"))) {
            sqlite = names(
                    connection,
                    "SELECT t.name || '.' || c.name FROM sqlite_master t, pragma_table_xinfo(t.name) c"
                            + " WHERE t.type = 'table' AND c.hidden = 0 AND t.name NOT LIKE 'sqlite%'"
                            + " AND t.name NOT LIKE '%!_words%' ESCAPE '!' AND t.name NOT LIKE 'flyway%'");
        }
        try (Connection connection = TestPostgres.shared().connect(database)) {
            postgres = names(
                    connection,
                    "SELECT table_name || '.' || column_name FROM information_schema.columns"
                            + " WHERE table_schema = current_schema() AND table_name NOT LIKE '%!_words%' ESCAPE '!'"
                            + " AND table_name NOT LIKE 'flyway%'");
        }
        assertEquals(sqlite, postgres);
        assertFalse(sqlite.isEmpty());
        assertEquals(
                sqlite.stream().map(name -> name.replaceFirst("[.].*", "")).collect(Collectors.toSet()),
                CopiedTable.ALL.stream().map(CopiedTable::name).collect(Collectors.toSet()));
    }

    private static Set<String> names(Connection connection, String sql) throws SQLException {
        Set<String> names = new TreeSet<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }
}
