package demi.store.copy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An SQLite file. */
final class SqliteEnd implements CopyEnd {

    /** Without those that it computes. */
    private static final String COLUMNS = "SELECT name FROM pragma_table_xinfo(?) WHERE hidden = 0 ORDER BY name";

    private final Connection connection;

    SqliteEnd(Path file, boolean toRead) throws SQLException {
        connection = DriverManager.getConnection("jdbc:sqlite:" + file + "?open_mode=" + (toRead ? "1" : "2")
                + "&busy_timeout=5000&foreign_keys=true&synchronous=FULL");
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public List<String> columns(String table) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setString(1, table);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    columns.add(rows.getString(1));
                }
            }
        }
        return columns;
    }

    @Override
    public @Nullable Object kept(String table, String column, @Nullable Object value) {
        return value;
    }

    @Override
    public @Nullable Object read(@Nullable Object value) {
        return value instanceof Integer number ? Long.valueOf(number) : value;
    }

    /** Its index of messages takes in what becomes to be recalled, and not what is so from the start. */
    @Override
    public void indexed(String table, long firstSeq, long lastSeq) throws SQLException {
        if (table.equals("android_messages")) {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO message_words (rowid, content, who, parts)
                    SELECT seq, content, who, parts FROM android_messages WHERE recall = 1 AND seq BETWEEN ? AND ?""")) {
                statement.setLong(1, firstSeq);
                statement.setLong(2, lastSeq);
                statement.executeUpdate();
            }
        }
    }

    /** It looks at what is there. */
    @Override
    public void numbersContinue() {}

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
