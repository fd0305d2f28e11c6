package demi.store.commit;

import demi.store.sql.SqlErrors;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import demi.store.sql.StatementCache;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that writes. What is left to an engine: its transactions, where messages get their places, and how it is found
 * out whether writing works. Blocking; belongs to the writer's thread.
 */
public abstract class WriteConnection implements SqlSession, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteConnection.class);

    private final SqlErrors errors;
    private StatementCache statements;

    protected WriteConnection(SqlErrors errors, StatementCache statements) {
        this.errors = errors;
        this.statements = statements;
    }

    /** What the errors of this connection mean. */
    public final SqlErrors errors() {
        return errors;
    }

    protected final StatementCache statements() {
        return statements;
    }

    /** Of another connection to the same database; those of before are closed already. */
    protected final void use(StatementCache others) {
        statements = others;
    }

    /**
     * Does all of {@code batch} and settles each: one that fails on its own account leaves no trace and takes nobody along.
     * When this throws, nothing of the batch counts as kept.
     */
    protected abstract void commit(List<QueuedWrite<?>> batch) throws SQLException;

    /**
     * Fails where a write would, and writes nothing if that can be told without.
     *
     * @return whether another process has written since this was last asked
     */
    protected abstract boolean detectExternalChange() throws SQLException, IOException;

    /** Tries a small write that changes nothing, over a new connection where the old one cannot. */
    protected abstract void probe() throws SQLException, IOException;

    /** Fails UNAVAILABLE where what would be written would not be found by the next process. */
    protected void refuseIfGone() {}

    /**
     * Saves what the next process would not find, after a {@link demi.bus.Failure} that said so.
     *
     * @return what the owner can do with it, for the log; empty where nothing has to be saved
     */
    protected String rescue(Instant now) throws SQLException, IOException {
        return "";
    }

    /** What the owner can do about a database that is corrupt, for the log. */
    protected abstract String restoreAdvice();

    protected final void rollback() {
        try {
            statements.run("ROLLBACK");
        } catch (SQLException e) {
            // After some errors a database has rolled back by itself.
            LOG.debug("Nothing to roll back", e);
        }
    }

    @Override
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return statements.update(sql, arguments);
    }

    @Override
    public final <T> List<T> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments)
            throws SQLException {
        return statements.rows(sql, mapper, arguments);
    }

    @Override
    public void close() throws SQLException {
        statements.close();
    }
}
