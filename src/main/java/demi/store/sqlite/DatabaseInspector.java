package demi.store.sqlite;

import demi.bus.Failure;
import demi.store.sql.SchemaVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Looks at a database file without changing it. Blocking. */
public final class DatabaseInspector {

    /**
     * By any of these tables, with these columns, a database is known as Demi's; the Python server may not have made all of
     * them.
     */
    private static final Map<String, Set<String>> OURS = Map.of(
            "android_messages", Set.of("message_id", "conversation_id", "sender", "content"),
            "android_checkins", Set.of("checkin_id", "user_id", "trigger"),
            "discord_rambles", Set.of("ramble_id", "channel_id", "content"),
            "emotional_state", Set.of("loneliness", "defensiveness", "momentum_json"),
            "interaction_log", Set.of("interaction_type", "state_before_json", "state_after_json"));

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    /** Up to this size a file is checked whole before each start, which takes some tenths of a second; a larger one after it. */
    public static final long CHECKED_WHOLE = 64L << 20;

    private static final String DAMAGED = "is damaged";

    static final String QUICK_CHECK = "PRAGMA quick_check(9)";
    static final List<String> QUICK_CHECK_OK = List.of("ok");
    private static final Pattern WORDS = Pattern.compile("(?is).*\\bfts5\\b.*\\b(?:memory|message)_words\\b.*");

    private DatabaseInspector() {}

    /**
     * What a database file holds.
     *
     * @param empty there is nothing in it at all
     * @param version of the last migration, 0 where there has been none
     * @param complete no migration is half done
     * @param words the indexes of words are as they should be; if not, they can be made again
     * @param unfinished not everything is there yet that is to be copied here
     */
    public record Found(boolean empty, long version, boolean complete, boolean words, boolean unfinished) {}

    /** Looks at the file at a start; refuses with a {@link Failure} what is no sound database of Demi's. */
    public static Found atStart(Path file, RestoreAdvice back) throws IOException {
        return inspect(
                file, back, Files.size(file) <= CHECKED_WHOLE ? DatabaseInspector::quickly : statement -> List.of());
    }

    /** As {@link #atStart}, but checks everything that can be, which takes longer, however large the file. */
    public static Found checkIntegrity(Path file, RestoreAdvice back) throws IOException {
        return inspect(file, back, DatabaseInspector::thoroughly);
    }

    /** What is wrong, nothing where all is well. */
    private interface Check {
        List<String> of(Statement statement) throws SQLException;
    }

    private static Found inspect(Path file, RestoreAdvice back, Check check) throws IOException {
        if (Files.size(file) == 0) {
            return new Found(true, 0, true, true, false);
        }
        try (InputStream in = Files.newInputStream(file)) {
            if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
                throw unfit(file, "is not an SQLite database", back);
            }
        }
        try (Connection connection = DriverManager.getConnection(url(file));
                Statement statement = connection.createStatement()) {
            List<String> wrong = check.of(statement);
            if (!wrong.isEmpty() && !isFullTextIndexOnly(wrong)) {
                throw unfit(file, DAMAGED, back);
            }
            return contents(file, statement, wrong.isEmpty());
        } catch (SQLException e) {
            throw SqliteErrors.ERRORS.isCorrupt(e)
                    ? unfit(file, DAMAGED, back)
                    : invalid(
                            file + " cannot be opened: " + SqliteErrors.ERRORS.sentence(e) + " It was left as it is.");
        }
    }

    private static Found contents(Path file, Statement statement, boolean words) throws SQLException {
        Map<String, Set<String>> tables = tables(statement);
        // A first start that was killed may have left the history alone.
        boolean migrated = tables.remove(Migrations.HISTORY) != null;
        if (!tables.isEmpty() && OURS.keySet().stream().noneMatch(tables::containsKey)) {
            throw invalid(file + " is an SQLite database, but not one of Demi's. It was left as it is.");
        }
        for (Map.Entry<String, Set<String>> ours : OURS.entrySet()) {
            if (!tables.getOrDefault(ours.getKey(), ours.getValue()).containsAll(ours.getValue())) {
                throw invalid(file + " has a table " + ours.getKey()
                        + " that is not Demi's: it is the database of something else. It was left as it is.");
            }
        }
        if (!migrated || tables.isEmpty()) {
            return new Found(tables.isEmpty(), 0, true, words, false);
        }
        try (ResultSet row = statement.executeQuery(
                "SELECT COALESCE(max(CAST(version AS INTEGER)), 0), min(success) FROM " + Migrations.HISTORY)) {
            row.next();
            boolean unfinished = tables.containsKey(SchemaVersion.UNFINISHED_COPY);
            return new Found(false, row.getLong(1), row.getBoolean(2), words, unfinished);
        }
    }

    /** With their columns. */
    private static Map<String, Set<String>> tables(Statement statement) throws SQLException {
        Map<String, Set<String>> tables = new HashMap<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c"
                        + " WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")) {
            while (rows.next()) {
                tables.computeIfAbsent(rows.getString(1), name -> new HashSet<>())
                        .add(rows.getString(2));
            }
        }
        return tables;
    }

    private static List<String> quickly(Statement statement) throws SQLException {
        return wrong(statement, QUICK_CHECK);
    }

    /** Indexes, too. */
    private static List<String> thoroughly(Statement statement) throws SQLException {
        return wrong(statement, "PRAGMA integrity_check(9)");
    }

    private static List<String> wrong(Statement statement, String pragma) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(pragma)) {
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
        }
        return lines.equals(QUICK_CHECK_OK) ? List.of() : lines;
    }

    /** Of what {@link #QUICK_CHECK} finds: whether it is an index of words and nothing that it is made from. */
    static boolean isFullTextIndexOnly(List<String> wrong) {
        return wrong.stream()
                .allMatch(line -> line != null && WORDS.matcher(line).matches());
    }

    private static Failure unfit(Path file, String why, RestoreAdvice back) {
        return invalid((file + " " + why + ". It was left as it is. " + back.sentence(Long.MAX_VALUE)).strip());
    }

    /**
     * Never makes a file. Read and write where it can be, since what was not finished in a rollback journal has to be undone; only
     * to read where there is a log, which would else be moved into the file.
     */
    public static String url(Path file) {
        if (file.toString().indexOf('?') >= 0) {
            throw invalid(file + " has a question mark in its name, which SQLite's driver does not take.");
        }
        return "jdbc:sqlite:" + file + "?busy_timeout=5000&open_mode=" + (SidecarFile.LOG.hasContent(file) ? 1 : 2);
    }

    public static Failure invalid(String sentence) {
        return new Failure(Failure.Code.INVALID, sentence);
    }
}
