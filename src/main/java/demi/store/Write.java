package demi.store;

import java.sql.SQLException;

/** One write: all of it happens, or nothing. Runs on the writer's thread, inside a transaction that others share. */
@FunctionalInterface
interface Write<R> {
    R on(WriteConnection db) throws SQLException;
}
