package demi.store.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rows of one table at one end, in the order of their key. */
final class TableRows {

    /** Pictures are large. */
    private static final int BATCH = 500;

    private final CopyEnd end;
    private final CopiedTable table;
    private final List<String> columns;

    /** @param columns of which there are values; among them the key */
    TableRows(CopyEnd end, CopiedTable table, List<String> columns) {
        this.end = end;
        this.table = table;
        this.columns = List.copyOf(columns);
    }

    private String key() {
        return String.join(", ", table.key());
    }

    /** The key of the last row; empty where there is none. */
    List<Object> last() throws SQLException {
        String backwards = String.join(" DESC, ", table.key()) + " DESC";
        String sql = "SELECT " + key() + " FROM " + table.name() + " ORDER BY " + backwards + " LIMIT 1";
        List<List<@Nullable Object>> found = query(sql, table.key(), List.of());
        List<Object> last = new ArrayList<>();
        for (Object part : found.isEmpty() ? List.<@Nullable Object>of() : found.get(0)) {
            last.add(Objects.requireNonNull(part));
        }
        return last;
    }

    /** The rows that follow a key, some of them; all from the first where it is empty. */
    List<List<@Nullable Object>> after(List<Object> key) throws SQLException {
        String condition = key.isEmpty()
                ? ""
                : " WHERE (" + key() + ") > (" + String.join(", ", Collections.nCopies(key.size(), "?")) + ")";
        return query(
                "SELECT " + String.join(", ", columns) + " FROM " + table.name() + condition + " ORDER BY " + key()
                        + " LIMIT " + BATCH,
                columns,
                key);
    }

    /** The key of a row of {@link #after}. */
    List<Object> keyOf(List<@Nullable Object> row) {
        List<Object> key = new ArrayList<>();
        for (String column : table.key()) {
            key.add(Objects.requireNonNull(row.get(columns.indexOf(column)), column));
        }
        return key;
    }

    private List<List<@Nullable Object>> query(String sql, List<String> selected, List<Object> key)
            throws SQLException {
        List<List<@Nullable Object>> found = new ArrayList<>();
        try (PreparedStatement statement = end.connection().prepareStatement(sql)) {
            for (int i = 0; i < key.size(); i++) {
                statement.setObject(i + 1, end.kept(table.name(), table.key().get(i), key.get(i)));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    List<@Nullable Object> row = new ArrayList<>();
                    for (int i = 0; i < selected.size(); i++) {
                        row.add(end.read(rows.getObject(i + 1)));
                    }
                    found.add(row);
                }
            }
        }
        return found;
    }

    /** All of them or none. */
    void insert(List<List<@Nullable Object>> rows) throws SQLException {
        Connection connection = end.connection();
        String sql = "INSERT INTO " + table.name() + " (" + String.join(", ", columns) + ") VALUES ("
                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")";
        connection.setAutoCommit(false);
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (List<@Nullable Object> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    statement.setObject(i + 1, end.kept(table.name(), columns.get(i), row.get(i)));
                }
                statement.addBatch();
            }
            statement.executeBatch();
            int seq = columns.indexOf("seq");
            if (seq >= 0) {
                end.indexed(
                        table.name(),
                        number(rows.get(0).get(seq)),
                        number(rows.get(rows.size() - 1).get(seq)));
            }
            connection.commit();
        } finally {
            connection.rollback();
            connection.setAutoCommit(true);
        }
    }

    private static long number(@Nullable Object value) {
        return value instanceof Long number ? number : 0;
    }

    /** Reads everything, with what the other end would make of it. */
    TableSum.Result sum(CopyEnd meant) throws SQLException {
        TableSum sum = new TableSum();
        List<Object> from = List.of();
        for (List<List<@Nullable Object>> rows = after(from); !rows.isEmpty(); rows = after(from)) {
            for (List<@Nullable Object> row : rows) {
                for (int i = 0; i < columns.size(); i++) {
                    sum.add(meant.read(meant.kept(table.name(), columns.get(i), row.get(i))));
                }
                sum.endOfRow();
            }
            from = keyOf(rows.get(rows.size() - 1));
        }
        return sum.result();
    }
}
