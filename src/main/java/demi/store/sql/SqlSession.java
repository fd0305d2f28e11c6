package demi.store.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What one write sees of the database: statements inside a transaction that it may share with others. It may be run again, when it was rolled back. Blocking; belongs to
 * the writer's thread. Parameters are {@code ?} in order, or {@code ?1}, {@code ?2} where one occurs twice; values are those
 * that {@link Sql#kept} takes.
 */
public interface SqlSession extends SqlReader.Queries {

    /** What this database says differently from others. */
    Dialect dialect();

    /** The next place in the order of all messages. */
    long nextSeq() throws SQLException;

    /**
     * Keeps others who lock the same out until this write is over: for what is looked at and then changed, where other
     * connections could do so at the same time. A person's id locks what is written about that person.
     */
    void lock(String what) throws SQLException;

    /** Runs a changing statement; tells how many rows it changed. */
    int update(String sql, @Nullable Object... arguments) throws SQLException;
}
