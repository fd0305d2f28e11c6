package demi.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.OwnAccountsApi.AppPassword;
import demi.api.store.AccountStore;
import demi.api.store.EmotionStore;
import demi.api.store.FactorStore;
import demi.api.value.Secret;
import demi.store.StoreFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database whose order was that of its rows' numbers, as all were before version 14. */
class OrderMigrationTest {

    private static final Instant T = Instant.parse("2026-11-23T10:00:00Z");
    private static final String AT = "'2026-11-23T10:00:00.000000+00:00'";

    /** With the columns that it had. */
    private static final Map<String, String> TABLES = Map.of(
            "users", "user_id, email, username, created_at, is_active, origin",
            "sessions", "session_id, user_id, refresh_token_hash, last_activity, rotation",
            "app_passwords", "app_password_id, user_id, name, created_at",
            "emotional_state", "id, timestamp, loneliness, momentum_json, notes",
            "interaction_log", "id, timestamp, interaction_type, message_id");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("demi.sqlite");
    }

    private Connection connection() throws SQLException {
        return DriverManager.getConnection("jdbc:sqlite:" + file());
    }

    @BeforeEach
    void makeOneOfBefore() throws Exception {
        Files.createFile(file());
        Flyway.configure()
                .configuration(Migrations.flyway(file()).getConfiguration())
                .target("12")
                .load()
                .migrate();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (String row : List.of("9, 'a'", "4, 'c'", "7, 'b'")) {
                String id = row.substring(3);
                statement.execute(
                        "INSERT INTO users (rowid, user_id, email, username, password_hash, created_at) VALUES (" + row
                                + ", " + id + " || '@x.org', 'name', 'hash', " + AT + ")");
                statement.execute(
                        "INSERT INTO sessions (rowid, session_id, user_id, created_at, last_activity, expires_at)"
                                + " VALUES (" + row + ", 'a', " + AT + ", " + AT
                                + ", '2027-01-01T00:00:00.000000+00:00')");
                statement.execute("INSERT INTO app_passwords (rowid, app_password_id, user_id, name, password_hash,"
                        + " created_at) VALUES (" + row + ", 'a', 'name', " + id + ", " + AT + ")");
                statement.execute("INSERT INTO emotional_state VALUES (" + row.charAt(0) + ", '2026-11-2' || "
                        + row.charAt(0) + " || 'T10:00:00.000000+00:00', 1, 0, 0, 0, 0, 0, 0, 0, 0, '{}', " + id + ")");
                statement.execute("INSERT INTO interaction_log (id, timestamp, interaction_type) VALUES ("
                        + row.charAt(0) + ", " + AT + ", " + id + ")");
            }
        }
    }

    private Map<String, List<String>> contents() throws SQLException {
        Map<String, List<String>> contents = new TreeMap<>();
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            for (Map.Entry<String, String> table : TABLES.entrySet()) {
                List<String> rows = new ArrayList<>();
                String columns =
                        table.getValue().replace(", ", " || ' ' || ").replace("message_id", "COALESCE(message_id, '')");
                columns = columns.replace("refresh_token_hash", "COALESCE(refresh_token_hash, '')");
                try (var found =
                        statement.executeQuery("SELECT " + columns + " FROM " + table.getKey() + " ORDER BY rowid")) {
                    while (found.next()) {
                        rows.add(found.getString(1));
                    }
                }
                assertEquals(3, rows.size(), table.getKey());
                contents.put(table.getKey(), rows);
            }
        }
        return contents;
    }

    @Test
    void nothingOfTheContentChanges() throws SQLException {
        Map<String, List<String>> before = contents();
        new StoreFixture(file()).close();
        assertEquals(before, contents());
    }

    @Test
    void theOrderIsTheSameAndWhatIsNewComesAfterIt() {
        try (StoreFixture store = new StoreFixture(file())) {
            store.ask(
                    AccountStore.ADD_USER,
                    new AccountStore.AddUser("0", "0@x.org", "name", new Secret("hash"), T, false));
            assertEquals(
                    List.of("c", "b", "a", "0"),
                    store.ask(AccountStore.USERS, new AccountStore.ListUsers()).users().stream()
                            .map(AccountStore.User::userId)
                            .toList());
            assertEquals(
                    List.of("a", "b", "c"),
                    store.ask(AccountStore.SESSIONS, new AccountStore.ListSessions("a", T)).sessions().stream()
                            .map(AccountStore.Session::sessionId)
                            .toList());
            assertEquals(
                    List.of("c", "b", "a"),
                    store.ask(FactorStore.APP_PASSWORDS, new FactorStore.ListAppPasswords("a")).appPasswords().stream()
                            .map(AppPassword::id)
                            .toList());
            EmotionStore.State newest = store.ask(EmotionStore.NEWEST_STATE, new EmotionStore.GetNewestState())
                    .state();
            assertEquals("a", newest == null ? "" : newest.notes());
            assertEquals(
                    List.of("a", "b", "c"),
                    store.ask(EmotionStore.CAUSES, new EmotionStore.ListCauses(9)).causes().stream()
                            .map(EmotionStore.Cause::type)
                            .toList());
        }
    }
}
