package demi.store.commit;

import demi.bus.Failure;
import demi.store.sql.SqlErrors;
import demi.store.sql.StatementCache;
import java.sql.SQLException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that commits several writes at once: the transactions of group commit. */
public abstract class BatchConnection extends WriteConnection {

    private static final Logger LOG = LoggerFactory.getLogger(BatchConnection.class);

    protected BatchConnection(SqlErrors errors, StatementCache statements) {
        super(errors, statements);
    }

    /** Begins a transaction in which nobody else can write; fails UNAVAILABLE where what it writes would be lost. */
    protected abstract void begin() throws SQLException;

    /** Nobody else writes. */
    @Override
    public final void lock(String what) {}

    @Override
    protected final void commit(List<QueuedWrite<?>> batch) throws SQLException {
        try {
            begin();
            if (!allSucceed(batch)) {
                statements().run("ROLLBACK");
                begin();
                retryWithSavepoints(batch);
            }
            statements().run("COMMIT");
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
                if (!errors().isOfThisWriteOnly(e)) {
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
            statements().run("SAVEPOINT one");
            try {
                write.run(this);
            } catch (SQLException e) {
                if (!errors().isOfThisWriteOnly(e)) {
                    throw e;
                }
                undo(write, e);
            } catch (RuntimeException e) {
                undo(write, e);
            }
            statements().run("RELEASE SAVEPOINT one");
        }
    }

    private void undo(QueuedWrite<?> write, Exception why) throws SQLException {
        statements().run("ROLLBACK TO SAVEPOINT one");
        write.fail(failure(why));
    }

    /** What whoever asked for the write is told. */
    private Exception failure(Exception why) {
        return why instanceof SQLException sql && errors().isMissingParent(sql)
                ? new Failure(Failure.Code.NOT_FOUND, "There is no such account.")
                : why;
    }
}
