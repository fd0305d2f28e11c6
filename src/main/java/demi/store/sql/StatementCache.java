package demi.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements of one connection, each prepared once. Blocking; belongs to one thread. */
public final class StatementCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatementCache.class);

    private final Connection connection;
    private final Map<String, PreparedStatement> prepared = new HashMap<>();

    public StatementCache(Connection connection) {
        this.connection = connection;
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** A statement is kept for the next time, unless it fails: the driver closes most of those that do. */
    private <T> T with(String sql, @Nullable Object[] arguments, Execution<T> execution) throws SQLException {
        PreparedStatement statement = prepared.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            prepared.put(sql, statement);
        }
        try {
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, Sql.kept(arguments[i]));
            }
            return execution.of(statement);
        } catch (SQLException e) {
            prepared.remove(sql);
            close(statement);
            throw e;
        }
    }

    public void run(String sql) throws SQLException {
        with(sql, new @Nullable Object[0], PreparedStatement::execute);
    }

    /** For what is not done again; nothing of it is kept. */
    public void once(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Tells how many rows have changed. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return with(sql, arguments, PreparedStatement::executeUpdate);
    }

    public <T> List<T> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) throws SQLException {
        return with(sql, arguments, statement -> rows(statement, mapper));
    }

    private static <T> List<T> rows(PreparedStatement statement, Function<SqlRow, T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                @Nullable String[] texts = new @Nullable String[width];
                for (int i = 0; i < width; i++) {
                    texts[i] = rows.getString(i + 1);
                }
                found.add(mapper.apply(column -> texts[column]));
            }
        }
        return found;
    }

    /** The number in the first row, 0 where there is none. */
    public long one(String sql) throws SQLException {
        List<Long> found = rows(sql, cells -> cells.number(0));
        return found.isEmpty() ? 0 : found.get(0);
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (Exception e) {
            LOG.debug("Closing failed", e);
        }
    }

    /** With the connection; never fails. */
    @Override
    public void close() {
        prepared.clear();
        close(connection);
    }
}
