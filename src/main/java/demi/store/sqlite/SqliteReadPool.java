package demi.store.sqlite;

import demi.bus.Failure;
import demi.store.sql.Dialect;
import demi.store.sql.ReadConnections;
import demi.store.sql.ReadPool;
import demi.store.sql.StatementCache;
import demi.store.sql.WriteOperation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCConnectOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections that only read an SQLite file, beside the writer, each with a thread while it does. Statements are kept prepared: what a
 * general client asks the driver of each column, again for each query, is nearly half of what a turn would cost.
 */
public final class SqliteReadPool implements ReadPool {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteReadPool.class);

    private final Vertx vertx;
    private final Path database;
    private final String url;
    private final ReadConnections readers;
    private final Runnable onDamage;
    /**
     * @param queueLimit how many queries may wait for a connection
     * @param onDamage called when what is read is not what was written
     */
    public SqliteReadPool(Vertx vertx, Path database, int connections, int queueLimit, Runnable onDamage) {
        this.vertx = vertx;
        this.database = database;
        this.onDamage = onDamage;
        // open_mode 1: read only; 0x8000: without a lock around each call, as the driver has its own.
        this.url = "jdbc:sqlite:" + database.toAbsolutePath() + "?open_mode=" + (1 | 0x8000) + "&busy_timeout=5000";
        this.readers = new ReadConnections(vertx, connections, queueLimit);
    }

    @Override
    public <T> Future<T> read(ReadOperation<T> reading) {
        return readers.run(() -> take(reading)).recover(this::unreadable);
    }

    private <T> T take(ReadOperation<T> operation) throws SQLException {
        StatementCache kept = readers.take();
        StatementCache reading = kept == null ? new StatementCache(DriverManager.getConnection(url)) : kept;
        try {
            return operation.on(reading);
        } finally {
            readers.giveBack(reading);
        }
    }

    @Override
    public Dialect dialect() {
        return SqliteDialect.DIALECT;
    }

    /** Of a file that is looked through as it is opened there is nothing left to look at. */
    @Override
    public void inspect(Consumer<WriteOperation<?>> repair) {
        vertx.fileSystem().props(database.toString()).onSuccess(file -> {
            if (file.size() > DatabaseInspector.CHECKED_WHOLE) {
                verify(repair);
            }
        });
    }

    /** It takes long, on a connection of its own. */
    private void verify(Consumer<WriteOperation<?>> repair) {
        Pool own = JDBCPool.pool(vertx, new JDBCConnectOptions().setJdbcUrl(url), new PoolOptions().setMaxSize(1));
        own.query(DatabaseInspector.QUICK_CHECK)
                .execute()
                .map(found -> {
                    List<String> says = new ArrayList<>(found.size());
                    found.forEach(row -> says.add(String.valueOf(row.getValue(0))));
                    return says;
                })
                .onSuccess(found -> {
                    if (found.equals(DatabaseInspector.QUICK_CHECK_OK)) {
                        return;
                    }
                    LOG.error("Found damage in the database: {}", found);
                    if (DatabaseInspector.isFullTextIndexOnly(found)) {
                        repair.accept(SqliteConnection::rebuildFullTextIndex);
                    } else {
                        onDamage.run();
                    }
                })
                .onFailure(thrown -> {
                    LOG.debug("Could not verify the database", thrown);
                    if (SqliteErrors.ERRORS.isCorrupt(thrown)) {
                        onDamage.run();
                    }
                })
                .onComplete(looked -> own.close());
    }

    private <T> Future<T> unreadable(Throwable thrown) {
        if (thrown instanceof Failure) {
            return Future.failedFuture(thrown);
        }
        LOG.error("Could not read the database", thrown);
        if (SqliteErrors.ERRORS.isCorrupt(thrown)) {
            onDamage.run();
        }
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, ReadConnections.UNREADABLE));
    }

    @Override
    public Future<Void> close() {
        return readers.close();
    }
}
