package demi.store.sql;

import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Queries beside the writer. Each sees all that was committed before it. Parameters are those of {@link SqlSession}; futures
 * fail with a {@link demi.bus.Failure} UNAVAILABLE and nothing else.
 */
public interface SqlReader {

    /** What this database says differently from others. */
    Dialect dialect();

    /** Several queries, one after the other on one thread: what belongs together goes there and back once. */
    <T> Future<T> read(ReadOperation<T> reading);

    /** What a thread asks of one connection; blocking. */
    interface Queries {
        <T> List<T> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) throws SQLException;

        /** The first row, null when there is none. */
        default <T> @Nullable T row(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments)
                throws SQLException {
            List<T> found = rows(sql, mapper, arguments);
            return found.isEmpty() ? null : found.get(0);
        }
    }

    /** May be done again, over another connection, where one was cut. */
    interface ReadOperation<T> {
        T on(Queries db) throws SQLException;
    }

    default <T> Future<List<T>> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) {
        return read(db -> db.rows(sql, mapper, arguments));
    }

    /** The first row, null when there is none. */
    default <T> Future<@Nullable T> row(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) {
        return rows(sql, mapper, arguments).map(found -> found.isEmpty() ? null : found.get(0));
    }
}
