package demi.store.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The statements of one connection, each prepared once; the least used are forgotten. Blocking; belongs to one thread. */
public final class StatementCache implements SqlReader.Queries, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StatementCache.class);

    /** Of some there is one for each number of parameters. */
    private static final int MOST = 300;

    private final Connection connection;
    private final boolean numbered;
    private @Nullable Boolean utf8;
    private final Map<String, Prepared> prepared = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Prepared> eldest) {
            boolean tooMany = size() > MOST;
            if (tooMany) {
                StatementCache.close(eldest.getValue().statement());
            }
            return tooMany;
        }
    };

    /** @param arguments which argument each parameter stands for; null: each its own */
    private record Prepared(
            PreparedStatement statement, @Nullable List<Integer> arguments) {

        void set(@Nullable Object[] values) throws SQLException {
            if (arguments == null) {
                for (int i = 0; i < values.length; i++) {
                    statement.setObject(i + 1, Sql.kept(values[i]));
                }
                return;
            }
            for (int i = 0; i < arguments.size(); i++) {
                statement.setObject(i + 1, NulText.kept(Sql.kept(values[arguments.get(i)])));
            }
        }
    }

    /** Of a driver that knows numbered parameters itself. */
    public StatementCache(Connection connection) {
        this(connection, false);
    }

    private StatementCache(Connection connection, boolean numbered) {
        this.connection = connection;
        this.numbered = numbered;
    }

    /** Of a driver that knows plain question marks only, and a database that cannot keep U+0000 in texts. */
    public static StatementCache numbered(Connection connection) {
        return new StatementCache(connection, true);
    }

    private Prepared prepare(String sql) throws SQLException {
        if (!numbered) {
            return new Prepared(connection.prepareStatement(sql), null);
        }
        NumberedParameters parameters = NumberedParameters.of(sql);
        return new Prepared(connection.prepareStatement(parameters.sql()), parameters.arguments());
    }

    private interface Execution<T> {
        T of(PreparedStatement statement) throws SQLException;
    }

    /** A statement is kept for the next time, unless it fails: the driver closes most of those that do. */
    private <T> T with(String sql, @Nullable Object[] arguments, Execution<T> execution) throws SQLException {
        Prepared statement = prepared.get(sql);
        if (statement == null) {
            statement = prepare(sql);
            prepared.put(sql, statement);
        }
        try {
            statement.set(arguments);
            return execution.of(statement.statement());
        } catch (SQLException e) {
            prepared.remove(sql);
            close(statement.statement());
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

    @Override
    public <T> List<T> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) throws SQLException {
        return with(sql, arguments, statement -> rows(statement, mapper));
    }

    private <T> List<T> rows(PreparedStatement statement, Function<SqlRow, T> mapper) throws SQLException {
        List<T> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery()) {
            int width = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                @Nullable String[] texts = new @Nullable String[width];
                for (int i = 0; i < width; i++) {
                    texts[i] = text(rows, i + 1);
                }
                found.add(mapper.apply(column -> texts[column]));
            }
        }
        return found;
    }

    private @Nullable String text(ResultSet rows, int column) throws SQLException {
        if (numbered) {
            return NulText.read(rows.getString(column));
        }
        if (!keepsUtf8()) {
            return rows.getString(column);
        }
        byte[] bytes = rows.getBytes(column);
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
    }

    /** Nearly all of SQLite's files do; the driver makes a text of the bytes by a longer way. Those that others made may not. */
    private boolean keepsUtf8() throws SQLException {
        if (utf8 == null) {
            try (Statement statement = connection.createStatement();
                    ResultSet encoding = statement.executeQuery("PRAGMA encoding")) {
                utf8 = encoding.next() && "UTF-8".equals(encoding.getString(1));
            }
        }
        return utf8;
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
