package demi.store.sqlite;

import demi.store.sql.SqlTimes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The Python server kept moods in a file of their own, {@code emotions.db} beside the database. Before V3, which brings all times
 * into one form, they are copied into those tables that have no rows; its table {@code state_snapshots} says nothing more and stays
 * where it is. The file itself is not touched. One that is damaged or of another shape is told of, and nothing of it is taken.
 */
final class LegacyMoodsCallback implements Callback {

    static final String FILE = "emotions.db";

    private static final Logger LOG = LoggerFactory.getLogger(LegacyMoodsCallback.class);
    private static final List<String> TABLES = List.of("emotional_state", "interaction_log");
    /** The file and what SQLite may have left beside it. */
    private static final List<String> PARTS = List.of("", "-wal", "-journal");

    private final Path folder;

    /** @param database the main file */
    LegacyMoodsCallback(Path database) {
        this.folder = SidecarFile.folder(database);
    }

    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.BEFORE_EACH_MIGRATE
                && "3".equals(context.getMigrationInfo().getVersion().getVersion());
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        Path file = folder.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return;
        }
        // To open a database may change it: what was not finished is, and what is beside it goes.
        Path aside = folder.resolve(FILE + ".reading");
        try {
            clear(aside);
            Files.createDirectory(aside);
            for (String part : PARTS) {
                if (Files.exists(folder.resolve(FILE + part))) {
                    Files.copy(
                            folder.resolve(FILE + part),
                            aside.resolve(FILE + part),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
            read(aside.resolve(FILE), context.getConnection());
        } catch (IOException e) {
            LOG.warn("Could not read the earlier server's moods: file={} error={}", file, SqliteErrors.reason(e));
        } finally {
            clear(aside);
        }
    }

    private static void clear(Path aside) {
        try {
            for (String part : List.of("", "-wal", "-journal", "-shm")) {
                Files.deleteIfExists(aside.resolve(FILE + part));
            }
            Files.deleteIfExists(aside);
        } catch (IOException e) {
            LOG.warn(
                    "Could not remove a copy of the earlier server's moods: folder={} error={}",
                    aside,
                    SqliteErrors.reason(e));
        }
    }

    /** All or nothing. */
    private void read(Path copy, Connection database) {
        run(database, "SAVEPOINT old_moods");
        try (Connection old = DriverManager.getConnection("jdbc:sqlite:" + copy)) {
            List<String> wrong = texts(old, "PRAGMA quick_check", 1);
            if (!wrong.equals(List.of("ok"))) {
                throw new SQLException(String.join("; ", wrong));
            }
            for (String table : TABLES) {
                copy(old, database, table);
            }
        } catch (SQLException e) {
            run(database, "ROLLBACK TO old_moods");
            LOG.warn(
                    "Could not read the earlier server's moods, and left them where they are: file={} error={}",
                    folder.resolve(FILE),
                    e.getMessage());
        }
        run(database, "RELEASE old_moods");
    }

    private static void copy(Connection old, Connection database, String table) throws SQLException {
        List<String> there = texts(old, "PRAGMA table_info(" + table + ")", 2);
        List<String> columns = columns(database, table);
        columns.retainAll(there);
        if (there.isEmpty()
                || !texts(database, "SELECT 1 FROM " + table + " LIMIT 1", 1).isEmpty()) {
            return;
        }
        if (!columns.contains("timestamp")) {
            throw new SQLException(table + " is of another shape");
        }
        String names = String.join(", ", columns);
        String places = columns.stream().map(each -> "?").collect(Collectors.joining(", "));
        int copied = 0;
        int read = 0;
        int time = columns.indexOf("timestamp");
        // OR IGNORE: a row that lacks what the table needs, or says what another one says, stays behind.
        try (PreparedStatement insert =
                        prepare(database, "INSERT OR IGNORE INTO %s (%s) VALUES (%s)".formatted(table, names, places));
                Statement select = old.createStatement();
                ResultSet rows = select.executeQuery("SELECT %s FROM %s ORDER BY rowid".formatted(names, table))) {
            while (rows.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = rows.getObject(i + 1);
                }
                read++;
                copied += isUsable(row, time) ? insert(insert, row) : 0;
            }
        }
        LOG.info("Copied the earlier server's moods: table={} rows={} left={}", table, copied, read - copied);
    }

    /** Whether its time can be read, and all of its numbers are some. */
    private static boolean isUsable(Object[] row, int time) {
        return row[time] instanceof String text
                && SqlTimes.parse(text) != null
                && Arrays.stream(row).noneMatch(value -> value instanceof Double number && !Double.isFinite(number));
    }

    /** A failure of the main file's is its own, and ends the migration. */
    private static PreparedStatement prepare(Connection database, String sql) {
        try {
            return database.prepareStatement(sql);
        } catch (SQLException e) {
            throw kept(e);
        }
    }

    private static int insert(PreparedStatement insert, Object[] row) {
        try {
            for (int i = 0; i < row.length; i++) {
                insert.setObject(i + 1, row[i]);
            }
            return insert.executeUpdate();
        } catch (SQLException e) {
            throw kept(e);
        }
    }

    private static void run(Connection database, String sql) {
        try (Statement statement = database.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw kept(e);
        }
    }

    private static FlywayException kept(SQLException cause) {
        return new FlywayException("The earlier moods cannot be kept", cause);
    }

    private static List<String> texts(Connection connection, String sql, int column) throws SQLException {
        List<String> all = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                all.add(rows.getString(column).toLowerCase(Locale.ROOT));
            }
        }
        return all;
    }

    /** But for a number that the database gives by itself. */
    private static List<String> columns(Connection database, String table) throws SQLException {
        List<String> names = new ArrayList<>();
        try (Statement statement = database.createStatement();
                ResultSet found = statement.executeQuery("PRAGMA table_info(" + table + ")")) {
            while (found.next()) {
                boolean given = found.getInt("pk") > 0 && "INTEGER".equalsIgnoreCase(found.getString("type"));
                if (!given) {
                    names.add(found.getString("name").toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    @Override
    public String getCallbackName() {
        return "old moods";
    }
}
