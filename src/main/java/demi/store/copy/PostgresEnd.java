package demi.store.copy;

import demi.bus.Failure;
import demi.store.postgres.Connections;
import demi.store.sql.NulText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A database of a PostgreSQL server. */
final class PostgresEnd implements CopyEnd {

    private static final String COLUMNS = """
            SELECT column_name, data_type FROM information_schema.columns
            WHERE table_schema = current_schema() AND table_name = ? ORDER BY column_name COLLATE "C\"""";

    /** Every column that gets its numbers from a sequence. */
    private static final String NUMBERED = """
            SELECT c.relname, a.attname, s.oid::regclass::text FROM pg_depend d
                JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
                JOIN pg_class c ON c.oid = d.refobjid AND c.relnamespace = current_schema()::regnamespace
                JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
            WHERE d.deptype IN ('a', 'i')""";

    private final Connection connection;
    private final Map<String, String> types = new HashMap<>();

    PostgresEnd(Connections connections) throws SQLException {
        connection = connections.open();
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
                    types.put(table + "." + rows.getString(1), rows.getString(2));
                }
            }
        }
        return columns;
    }

    /** SQLite keeps anything in any column. */
    @Override
    public @Nullable Object kept(String table, String column, @Nullable Object value) {
        if (value == null) {
            return null;
        }
        try {
            return switch (types.getOrDefault(table + "." + column, "text")) {
                case "bigint" -> Long.valueOf(whole(value));
                case "integer" -> Integer.valueOf(Math.toIntExact(whole(value)));
                case "double precision" -> Double.valueOf(value.toString());
                default -> NulText.kept(value.toString());
            };
        } catch (ArithmeticException | NumberFormatException e) {
            throw new Failure(
                    Failure.Code.INVALID,
                    "The table " + table + " has something in its column " + column + " that is no number.");
        }
    }

    private static long whole(Object value) {
        return value instanceof Long number ? number : Long.parseLong(value.toString());
    }

    @Override
    public @Nullable Object read(@Nullable Object value) {
        if (value instanceof Integer number) {
            return Long.valueOf(number);
        }
        return value instanceof String text ? NulText.read(text) : value;
    }

    @Override
    public void indexed(String table, long firstSeq, long lastSeq) {}

    @Override
    public void numbersContinue() throws SQLException {
        List<String> changes = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(NUMBERED)) {
            while (rows.next()) {
                changes.add("SELECT setval('%3$s', COALESCE((SELECT max(%2$s) FROM %1$s), 0) + 1, false)"
                        .formatted(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        for (String change : changes) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(change);
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
