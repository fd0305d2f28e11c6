package demi.store.sqlite;

import demi.bus.Failure;
import demi.store.sql.Dialect;
import demi.store.sql.ReadPool;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;
import demi.store.sql.WriteOperation;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCConnectOptions;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that only read an SQLite file, beside the writer. */
public final class SqliteReadPool implements ReadPool {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteReadPool.class);

    private final Vertx vertx;
    private final Path database;
    private final Pool pool;
    private final Runnable onDamage;

    /**
     * @param queueLimit how many queries may wait for a connection
     * @param onDamage called when what is read is not what was written
     */
    public SqliteReadPool(Vertx vertx, Path database, int connections, int queueLimit, Runnable onDamage) {
        this.vertx = vertx;
        this.database = database;
        this.onDamage = onDamage;
        // open_mode 1: read only.
        String url = "jdbc:sqlite:" + database.toAbsolutePath() + "?open_mode=1&busy_timeout=5000";
        pool = JDBCPool.pool(
                vertx,
                new JDBCConnectOptions().setJdbcUrl(url),
                new PoolOptions().setMaxSize(connections).setMaxWaitQueueSize(queueLimit));
    }

    @Override
    public <T> Future<List<T>> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) {
        Tuple tuple = Tuple.tuple();
        for (Object argument : arguments) {
            tuple.addValue(Sql.kept(argument));
        }
        return pool.preparedQuery(sql)
                .execute(tuple)
                .map(found -> mapped(found, mapper))
                .recover(this::unreadable);
    }

    @Override
    public Dialect dialect() {
        return SqliteDialect.DIALECT;
    }

    private static <T> List<T> mapped(RowSet<Row> found, Function<SqlRow, T> mapper) {
        List<T> mapped = new ArrayList<>(found.size());
        for (Row row : found) {
            mapped.add(mapper.apply(column -> {
                Object value = row.getValue(column);
                return value == null ? null : value.toString();
            }));
        }
        return mapped;
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

    private void verify(Consumer<WriteOperation<?>> repair) {
        pool.query(DatabaseInspector.QUICK_CHECK)
                .execute()
                .map(found -> mapped(found, row -> row.textOr(0, "")))
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
                });
    }

    private <T> Future<T> unreadable(Throwable thrown) {
        LOG.error("Could not read the database", thrown);
        if (SqliteErrors.ERRORS.isCorrupt(thrown)) {
            onDamage.run();
        }
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "The database cannot be read."));
    }

    @Override
    public Future<Void> close() {
        return pool.close();
    }
}
