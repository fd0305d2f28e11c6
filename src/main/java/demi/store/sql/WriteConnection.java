package demi.store.sql;

import demi.bus.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one connection that writes, with the transactions of group commit. What is left to an engine: how a transaction begins,
 * where messages get their places, and how it is found out whether writing works. Blocking; belongs to the writer's thread.
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

    /** Begins a transaction in which nobody else can write; fails UNAVAILABLE where what it writes would be lost. */
    protected abstract void begin() throws SQLException;

    /**
     * Fails where a write would, and writes nothing if that can be told without.
     *
     * @return whether another process has written since this was last asked
     */
    protected abstract boolean detectExternalChange() throws SQLException, IOException;

    /** Tries a small write that changes nothing, over a new connection where the old one cannot. */
    protected abstract void probe() throws SQLException, IOException;

    /** Fails UNAVAILABLE where what would be written would not be found by the next process. */
    protected abstract void refuseIfGone();

    /**
     * Saves what the next process would not find.
     *
     * @return what the owner can do with it, for the log
     */
    protected abstract String rescue(Instant now) throws SQLException, IOException;

    /** What the owner can do about a database that is corrupt, for the log. */
    protected abstract String restoreAdvice();

    /**
     * Does all of {@code batch} in one transaction and settles each: one that fails on its own account leaves no trace
     * and takes nobody along. When this throws, nothing of the batch was kept.
     */
    final void commit(List<QueuedWrite<?>> batch) throws SQLException {
        try {
            begin();
            if (!allSucceed(batch)) {
                statements.run("ROLLBACK");
                begin();
                retryWithSavepoints(batch);
            }
            statements.run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw e;
        }
    }

    /** Without savepoints, which would cost as much as the writes themselves; failures are rare. */
    private boolean allSucceed(List<QueuedWrite<?>> batch) throws SQLException {
        for (QueuedWrite<?> write : batch) {
            try {
                write.run(this);
            } catch (SQLException e) {
                if (!errors.isOfThisWriteOnly(e)) {
                    throw e;
                }
                return false;
            } catch (RuntimeException e) {
                LOG.debug("Retrying {} writes one by one", batch.size(), e);
                return false;
            }
        }
        return true;
    }

    private void retryWithSavepoints(List<QueuedWrite<?>> batch) throws SQLException {
        for (QueuedWrite<?> write : batch) {
            statements.run("SAVEPOINT one");
            try {
                write.run(this);
            } catch (SQLException e) {
                if (!errors.isOfThisWriteOnly(e)) {
                    throw e;
                }
                undo(write, e);
            } catch (RuntimeException e) {
                undo(write, e);
            }
            statements.run("RELEASE SAVEPOINT one");
        }
    }

    private void undo(QueuedWrite<?> write, Exception why) throws SQLException {
        statements.run("ROLLBACK TO SAVEPOINT one");
        write.fail(
                why instanceof SQLException sql && errors.isMissingParent(sql)
                        ? new Failure(Failure.Code.NOT_FOUND, "There is no such account.")
                        : why);
    }

    protected final void rollback() {
        try {
            statements.run("ROLLBACK");
        } catch (SQLException e) {
            // After some errors a database has rolled back by itself.
            LOG.debug("Nothing to roll back", e);
        }
    }

    @Override
    public final int update(String sql, @Nullable Object... arguments) throws SQLException {
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
