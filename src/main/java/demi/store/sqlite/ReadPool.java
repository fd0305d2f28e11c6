package demi.store.sqlite;

import demi.bus.Failure;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;
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
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections that only read, beside the writer. Each query sees all that was committed before it. */
public final class ReadPool {

    private static final Logger LOG = LoggerFactory.getLogger(ReadPool.class);

    private final Pool pool;
    private final Runnable onDamage;

    /**
     * @param queueLimit how many queries may wait for a connection
     * @param onDamage called when what is read is not what was written
     */
    public ReadPool(Vertx vertx, Path database, int connections, int queueLimit, Runnable onDamage) {
        this.onDamage = onDamage;
        // open_mode 1: read only.
        String url = "jdbc:sqlite:" + database.toAbsolutePath() + "?open_mode=1&busy_timeout=5000";
        pool = JDBCPool.pool(
                vertx,
                new JDBCConnectOptions().setJdbcUrl(url),
                new PoolOptions().setMaxSize(connections).setMaxWaitQueueSize(queueLimit));
    }

    /** All rows; fails UNAVAILABLE when the database cannot be read. */
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

    /** The first row, null when there is none. */
    public <T> Future<@Nullable T> row(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) {
        return rows(sql, mapper, arguments).map(found -> found.isEmpty() ? null : found.get(0));
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

    /** Checks the whole file, beside everything else, and tells of damage; what is wrong with the index of words only, apart. */
    public void lookThrough(Runnable onDamagedWords) {
        pool.query(DatabaseInspector.QUICK_CHECK)
                .execute()
                .map(found -> mapped(found, row -> row.textOr(0, "")))
                .onSuccess(found -> {
                    if (!found.equals(DatabaseInspector.ALL_IS_WELL)) {
                        LOG.error("The database was looked through: {}", found);
                        (DatabaseInspector.isOfWordsOnly(found) ? onDamagedWords : onDamage).run();
                    }
                })
                .onFailure(thrown -> {
                    LOG.debug("The database could not be looked through", thrown);
                    if (SqliteErrors.isDamage(thrown)) {
                        onDamage.run();
                    }
                });
    }

    private <T> Future<T> unreadable(Throwable thrown) {
        LOG.error("Reading the database failed", thrown);
        if (SqliteErrors.isDamage(thrown)) {
            onDamage.run();
        }
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "The database cannot be read."));
    }

    public Future<Void> close() {
        return pool.close();
    }
}
