package demi.store.sql;

import io.vertx.core.Future;
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

    <T> Future<List<T>> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments);

    /** The first row, null when there is none. */
    default <T> Future<@Nullable T> row(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) {
        return rows(sql, mapper, arguments).map(found -> found.isEmpty() ? null : found.get(0));
    }
}
