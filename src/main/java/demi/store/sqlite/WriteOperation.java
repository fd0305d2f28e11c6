package demi.store.sqlite;

import java.sql.SQLException;

/** One write: all of it happens, or nothing. Runs on the writer's thread, inside a transaction that others share. */
@FunctionalInterface
public interface WriteOperation<R> {
    R on(WriteConnection db) throws SQLException;
}
