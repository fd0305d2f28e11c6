package demi.store.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Python server's moods come along from the file beside the database. */
class LegacyMoodsCallbackTest {

    private static final String NINE = "loneliness REAL, excitement REAL, frustration REAL, jealousy REAL,"
            + " vulnerability REAL, confidence REAL, curiosity REAL, affection REAL, defensiveness REAL";

    @TempDir
    Path folder;

    private void sql(String file, String... statements) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(file));
                Statement statement = connection.createStatement()) {
            for (String each : statements) {
                statement.execute(each);
            }
        }
    }

    private String rows(String select) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("demi.db"));
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(select)) {
            StringBuilder all = new StringBuilder();
            while (found.next()) {
                all.append(found.getString(1)).append(' ');
            }
            return all.toString().strip();
        }
    }

    private static String table(String id) {
        return "CREATE TABLE emotional_state (id " + id + ", timestamp TEXT NOT NULL UNIQUE, " + NINE
                + ", momentum_json TEXT, notes TEXT)";
    }

    private static String mood(String time, double loneliness) {
        return "INSERT INTO emotional_state (timestamp, loneliness, excitement, frustration, jealousy, vulnerability,"
                + " confidence, curiosity, affection, defensiveness) VALUES ('" + time + "', " + loneliness
                + ", .5, .5, .5, .5, .5, .5, .5, .5)";
    }

    private void emotions() throws SQLException {
        sql(
                "emotions.db",
                table("INTEGER PRIMARY KEY AUTOINCREMENT"),
                "CREATE TABLE interaction_log (id INTEGER PRIMARY KEY AUTOINCREMENT, timestamp TEXT,"
                        + " interaction_type TEXT, user_message TEXT)",
                mood("2025-01-01T10:00:00.250000", .75),
                mood("2025-01-02T10:00:00+01:00", .875),
                "INSERT INTO interaction_log (timestamp, interaction_type) VALUES ('2025-01-01T10:00:00', 'long_idle')");
    }

    /** As a start does, which makes an empty file first. */
    private void migrate() throws IOException {
        Path database = folder.resolve("demi.db");
        if (!Files.exists(database)) {
            Files.createFile(database);
        }
        Migrations.run(database);
        try (var files = Files.list(folder)) {
            assertFalse(files.anyMatch(each -> each.toString().contains("reading")), "the copy that was read");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "INTEGER PRIMARY KEY AUTOINCREMENT", "TEXT PRIMARY KEY NOT NULL"})
    void theyComeAlongOnceWhetherOrNotTheTableIsThere(String id) throws Exception {
        emotions();
        if (!id.isEmpty()) {
            sql("demi.db", table(id));
        }
        byte[] before = Files.readAllBytes(folder.resolve("emotions.db"));
        migrate();
        assertArrayEquals(before, Files.readAllBytes(folder.resolve("emotions.db")));
        assertEquals("0.75 0.875", rows("SELECT loneliness FROM emotional_state ORDER BY rowid"));
        assertEquals("long_idle", rows("SELECT interaction_type FROM interaction_log"));
        assertEquals("2025-01-02T09:00:00", rows("SELECT MAX(substr(timestamp, 1, 19)) FROM emotional_state"));
        sql("demi.db", "DELETE FROM emotional_state");
        migrate();
        assertEquals("", rows("SELECT loneliness FROM emotional_state"));
    }

    @Test
    void whatIsInTheMainFileIsNotMixedWithIt() throws Exception {
        emotions();
        sql("demi.db", table("INTEGER PRIMARY KEY AUTOINCREMENT"), mood("2025-03-01T10:00:00", .25));
        migrate();
        assertEquals("0.25", rows("SELECT loneliness FROM emotional_state"));
    }

    @Test
    void whatItsServerHadNotYetWrittenIntoItComesAlong() throws Exception {
        Path other = Files.createDirectory(folder.resolve("other"));
        sql("other/emotions.db", "PRAGMA journal_mode = WAL", table("INTEGER PRIMARY KEY"));
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + other.resolve("emotions.db"));
                Statement statement = connection.createStatement()) {
            statement.execute(mood("2025-01-01T10:00:00", .75));
            // As kill -9 leaves them.
            for (String part : List.of("emotions.db", "emotions.db-wal")) {
                Files.copy(other.resolve(part), folder.resolve(part));
            }
        }
        migrate();
        assertEquals("0.75", rows("SELECT loneliness FROM emotional_state"));
        assertTrue(Files.exists(folder.resolve("emotions.db-wal")));
    }

    @Test
    void aFileThatIsNoneDoesNotStopTheMigration() throws Exception {
        Files.writeString(folder.resolve("emotions.db"), "not a database at all".repeat(100));
        migrate();
        assertEquals("", rows("SELECT loneliness FROM emotional_state"));
    }

    @Test
    void ofADamagedOneNothingIsTakenAndNothingChanged() throws Exception {
        emotions();
        Path file = folder.resolve("emotions.db");
        byte[] bytes = Files.readAllBytes(file);
        // The second table's page.
        Arrays.fill(bytes, bytes.length - 4_096, bytes.length, (byte) 0x5A);
        Files.write(file, bytes);
        migrate();
        assertEquals("", rows("SELECT loneliness FROM emotional_state"));
        assertArrayEquals(bytes, Files.readAllBytes(file));
    }

    @Test
    void oneOfAnotherShapeDoesNotStopTheMigration() throws Exception {
        sql(
                "emotions.db",
                "CREATE TABLE emotional_state (at TEXT, mood TEXT)",
                "INSERT INTO emotional_state VALUES (1, 2)");
        migrate();
        assertEquals("", rows("SELECT loneliness FROM emotional_state"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"yesterday", "", "1735725600", "2025-13-01T10:00:00"})
    void aRowWhoseTimeCannotBeReadStaysBehind(String time) throws Exception {
        emotions();
        sql("emotions.db", mood(time, .5));
        migrate();
        assertEquals("0.75 0.875", rows("SELECT loneliness FROM emotional_state ORDER BY seq"));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void aRowWithAnInfiniteEmotionStaysBehind(double endless) throws Exception {
        emotions();
        sql("emotions.db", mood("2025-01-03T10:00:00", .5).replace("0.5,", endless > 0 ? "9e999," : "-9e999,"));
        migrate();
        assertEquals("0.75 0.875", rows("SELECT loneliness FROM emotional_state ORDER BY seq"));
    }

    @Test
    void rowsThatLackAnEmotionStayBehind() throws Exception {
        emotions();
        sql(
                "emotions.db",
                "CREATE TABLE loose AS SELECT * FROM emotional_state",
                "DROP TABLE emotional_state",
                "ALTER TABLE loose RENAME TO emotional_state",
                "UPDATE emotional_state SET curiosity = NULL WHERE loneliness = .75");
        migrate();
        assertEquals("0.875", rows("SELECT loneliness FROM emotional_state"));
    }
}
