package demi.store.sql;

import java.sql.SQLException;

/** One write: all of it happens, or nothing. Runs on the writer's thread, inside a transaction that others share. */
@FunctionalInterface
public interface WriteOperation<R> {
    R on(SqlSession db) throws SQLException;
}
