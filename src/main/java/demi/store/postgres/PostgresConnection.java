package demi.store.postgres;

import demi.bus.Failure;
import demi.store.commit.QueuedWrite;
import demi.store.commit.WriteConnection;
import demi.store.sql.Dialect;
import demi.store.sql.StatementCache;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One of the connections that write: a transaction for each write, which holds the lock of the person it is about, so that
 * what is looked at there does not change before it is written. The server joins commits by itself.
 */
final class PostgresConnection extends WriteConnection {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresConnection.class);

    private static final int TRIES = 5;
    private static final String LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(?, 0))";
    /** Nothing of a node is written whose row the others have taken away; they wait for the end of what has found it. */
    private static final String LOCK_OF_NODE = "WITH own AS (SELECT 1 FROM leases WHERE name = ? FOR KEY SHARE)"
            + " SELECT (SELECT count(*) FROM own), pg_advisory_xact_lock(hashtextextended(?, 0))";
    /** Of what is about nobody, or about all. */
    private static final String EVERYBODY = "";

    private final Connections connections;
    private final @Nullable SoleUse alone;
    private final @Nullable String row;
    /** Whether the server may have committed although it did not say so. */
    private boolean inDoubt;

    /**
     * @param alone looked at now and then, and closed with this; null where others may be at work as well
     * @param node that writes, of several; null: it is none of several
     */
    PostgresConnection(Connections connections, @Nullable SoleUse alone, @Nullable String node) throws SQLException {
        super(PostgresErrors.ERRORS, statements(connections));
        this.connections = connections;
        this.alone = alone;
        this.row = node == null ? null : NodeLease.row(node);
    }

    private static StatementCache statements(Connections connections) throws SQLException {
        return StatementCache.numbered(connections.open());
    }

    /** What has gathered is committed together; where one of them keeps the others from it, each alone. */
    @Override
    protected void commit(List<QueuedWrite<?>> batch) throws SQLException {
        if (batch.size() == 1 || !commitTogether(batch)) {
            for (QueuedWrite<?> write : batch) {
                commit(write);
            }
        }
    }

    private boolean commitTogether(List<QueuedWrite<?>> batch) throws SQLException {
        try {
            transact(batch);
            return true;
        } catch (SQLException e) {
            if (inDoubt) {
                throw e;
            }
            LOG.debug("Doing {} writes one by one (SQLSTATE {})", batch.size(), e.getSQLState());
            return false;
        } catch (RuntimeException e) {
            LOG.debug("Doing {} writes one by one", batch.size(), e);
            return false;
        }
    }

    private void commit(QueuedWrite<?> write) throws SQLException {
        for (int left = TRIES - 1; ; left--) {
            try {
                transact(List.of(write));
                return;
            } catch (SQLException e) {
                if (left == 0 || !mayBeDoneAgain(e, left == TRIES - 1)) {
                    settle(write, e);
                    return;
                }
                LOG.debug("Doing a write again (SQLSTATE {})", e.getSQLState());
            } catch (RuntimeException e) {
                write.fail(e);
                return;
            }
        }
    }

    private void transact(List<QueuedWrite<?>> batch) throws SQLException {
        inDoubt = false;
        // In one order, so that two nodes do not wait for each other.
        Set<String> people = new TreeSet<>();
        batch.forEach(write -> people.add(Objects.requireNonNullElse(write.person(), EVERYBODY)));
        try {
            statements().run("BEGIN");
            for (String person : people) {
                begin(person);
            }
            for (QueuedWrite<?> write : batch) {
                write.run(this);
            }
            inDoubt = true;
            statements().run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void begin(String person) throws SQLException {
        if (row == null) {
            lock(person);
        } else if (rows(LOCK_OF_NODE, found -> found.number(0), row, person).contains(0L)) {
            throw new Failure(Failure.Code.UNAVAILABLE, NodeLease.GIVEN_UP);
        }
    }

    /** Never where it may have been done: what was asked with an id is asked again by whoever wants it, and found then. */
    private boolean mayBeDoneAgain(SQLException e, boolean first) throws SQLException {
        if (PostgresErrors.ERRORS.isUnreachable(e) && !inDoubt) {
            reconnect();
            return true;
        }
        return PostgresErrors.ERRORS.isRace(e) || (first && PostgresErrors.ERRORS.isTaken(e));
    }

    /** An error of this write alone is its answer; any other is everybody's. */
    private static void settle(QueuedWrite<?> write, SQLException e) throws SQLException {
        PostgresErrors errors = PostgresErrors.ERRORS;
        if (errors.isRace(e)) {
            write.fail(errors.unavailable(e));
        } else if (errors.isMissingParent(e)) {
            write.fail(new Failure(Failure.Code.NOT_FOUND, "There is no such account."));
        } else if (errors.isOfThisWriteOnly(e)) {
            write.fail(e);
        } else {
            throw e;
        }
    }

    private void reconnect() throws SQLException {
        StatementCache fresh = statements(connections);
        statements().close();
        use(fresh);
    }

    /** Another node's writes do not count as another process': the nodes tell each other what they do. */
    @Override
    protected boolean detectExternalChange() throws SQLException {
        confirmAlone();
        refuseReadOnly();
        return false;
    }

    private void confirmAlone() throws SQLException {
        if (alone != null) {
            alone.confirm();
        }
    }

    private void refuseReadOnly() throws SQLException {
        String answer = row("SELECT current_setting('transaction_read_only')", row -> row.textOr(0, ""));
        if ("on".equals(answer)) {
            throw new SQLException("the server only reads", PostgresErrors.READ_ONLY);
        }
    }

    @Override
    protected void probe() throws SQLException {
        confirmAlone();
        // Always anew: what this one is connected to may be no primary any more.
        reconnect();
        refuseReadOnly();
        // A small write that changes nothing, for a disk that is full.
        statements().run("BEGIN");
        try {
            update("UPDATE users SET is_active = is_active WHERE seq = (SELECT min(seq) FROM users)");
            statements().run("COMMIT");
        } catch (SQLException e) {
            rollback();
            throw e;
        }
    }

    @Override
    protected String restoreAdvice() {
        return "Its own log says where; restore a backup that was made with pg_dump, or your provider's.";
    }

    @Override
    public void lock(String what) throws SQLException {
        rows(LOCK, row -> true, what);
    }

    @Override
    public long nextSeq() throws SQLException {
        Long next = row("SELECT nextval('android_messages_seq')", row -> row.number(0));
        return Objects.requireNonNull(next);
    }

    @Override
    public Dialect dialect() {
        return PostgresDialect.DIALECT;
    }

    @Override
    public void close() throws SQLException {
        super.close();
        if (alone != null) {
            alone.close();
        }
    }

    void closeQuietly() {
        statements().close();
    }

    /** What is empty has nothing to do here. */
    @Override
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return sql.isEmpty() ? 0 : super.update(sql, arguments);
    }
}
