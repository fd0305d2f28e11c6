package demi.store.postgres;

import demi.bus.Failure;
import demi.store.sql.Dialect;
import demi.store.sql.ReadConnections;
import demi.store.sql.ReadPool;
import demi.store.sql.StatementCache;
import demi.store.sql.WriteOperation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that read, each with a thread while it does; a connection that was cut is opened anew. */
final class PostgresReadPool implements ReadPool {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresReadPool.class);

    /** While a server cannot be reached nobody waits for it again and again. */
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Connections connections;
    private final ReadConnections pool;
    private final Runnable onCorrupt;
    private volatile long refusedAt;
    private volatile boolean refused;

    /**
     * @param readers how many connections there are
     * @param queueLimit how many queries may wait for one
     * @param onCorrupt called when what is read is not what was written
     */
    PostgresReadPool(Vertx vertx, Connections connections, int readers, int queueLimit, Runnable onCorrupt) {
        this.connections = connections;
        this.pool = new ReadConnections(vertx, readers, queueLimit);
        this.onCorrupt = onCorrupt;
    }

    @Override
    public Dialect dialect() {
        return PostgresDialect.DIALECT;
    }

    @Override
    public <T> Future<T> read(ReadOperation<T> reading) {
        return pool.run(() -> readOver(reading)).recover(this::unreadable);
    }

    private <T> T readOver(ReadOperation<T> reading) throws SQLException {
        StatementCache kept = pool.take();
        if (kept != null) {
            try {
                return readOver(kept, reading);
            } catch (SQLException e) {
                if (!PostgresErrors.ERRORS.isUnreachable(e) && !PostgresErrors.ERRORS.isRace(e)) {
                    throw e;
                }
                LOG.debug("Reading over a new connection", e);
            }
        }
        return readOver(opened(), reading);
    }

    /** The connection goes back where it came from, unless it is broken. */
    private <T> T readOver(StatementCache over, ReadOperation<T> reading) throws SQLException {
        boolean broken = false;
        try {
            return reading.on(over);
        } catch (SQLException e) {
            broken = PostgresErrors.ERRORS.isUnreachable(e);
            throw e;
        } finally {
            if (broken) {
                over.close();
            } else {
                pool.giveBack(over);
            }
        }
    }

    private StatementCache opened() throws SQLException {
        if (refused && System.nanoTime() - refusedAt < PAUSE_NANOS) {
            throw new SQLException("the server could not be reached a moment ago", "08001");
        }
        try {
            StatementCache opened = StatementCache.numbered(connections.open());
            refused = false;
            return opened;
        } catch (SQLException e) {
            refusedAt = System.nanoTime();
            refused = true;
            throw e;
        }
    }

    private <T> Future<T> unreadable(Throwable thrown) {
        if (thrown instanceof Failure) {
            return Future.failedFuture(thrown);
        }
        if (thrown instanceof SQLException sql && PostgresErrors.ERRORS.isUnreachable(sql)) {
            LOG.warn("Could not read the database: {}", PostgresErrors.ERRORS.sentence(thrown));
        } else {
            LOG.error("Could not read the database", thrown);
        }
        if (PostgresErrors.ERRORS.isCorrupt(thrown)) {
            onCorrupt.run();
        }
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, ReadConnections.UNREADABLE));
    }

    /** The server does that itself. */
    @Override
    public void inspect(Consumer<WriteOperation<?>> repair) {}

    @Override
    public Future<Void> close() {
        return pool.close();
    }
}
