package demi.store.copy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One of the two databases of a copy, in the words of its engine. */
interface CopyEnd extends AutoCloseable {

    Connection connection();

    /** The columns of a table that can be written. */
    List<String> columns(String table) throws SQLException;

    /** A value as this database takes it; fails where it cannot be kept here. */
    @Nullable
    Object kept(String table, String column, @Nullable Object value);

    /** A value as every database means it: a whole number, a decimal or a text. */
    @Nullable
    Object read(@Nullable Object value);

    /** After a batch of rows: what no trigger does. */
    void indexed(String table, long firstSeq, long lastSeq) throws SQLException;

    /** After the last row: new rows get numbers behind those that are there. */
    void numbersContinue() throws SQLException;

    @Override
    void close() throws SQLException;
}
