package demi.store.copy;

import demi.bus.Failure;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies everything from one database to an empty one, table by table in the order of keys, so that a copy that was cut off goes
 * on where it was. When all is there both are read whole, and compared.
 */
public final class DatabaseCopy {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCopy.class);

    private final CopyPlace from;
    private final CopyPlace to;
    private final Consumer<String> progress;

    /** @param progress is told a line for each table */
    public DatabaseCopy(CopyPlace from, CopyPlace to, Consumer<String> progress) {
        this.from = from;
        this.to = to;
        this.progress = progress;
    }

    /** Fails with a {@link Failure} for a person to read; run again, it goes on. The rows that there are now. */
    public long run(Instant now) {
        if (from.equals(to) || from.shown().equals(to.shown())) {
            throw new Failure(Failure.Code.INVALID, "Both are the same database.");
        }
        try (CopyEnd source = from.read();
                CopyEnd target = to.write(now)) {
            CopyState.begin(target, from.shown());
            for (CopiedTable table : CopiedTable.ALL) {
                copy(table, source, target);
            }
            target.numbersContinue();
            long rows = verify(source, target);
            CopyState.end(target);
            return rows;
        } catch (SQLException | IOException e) {
            LOG.debug("Copying failed", e);
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    "The copy was cut off" + (e instanceof SQLException sql ? " (" + sql.getSQLState() + ")" : "")
                            + "; the same command goes on where it was.");
        }
    }

    /** Those that both have, without what each numbers by itself. */
    private static List<String> columns(CopiedTable table, CopyEnd source, CopyEnd target) throws SQLException {
        List<String> columns = new ArrayList<>(source.columns(table.name()));
        columns.retainAll(target.columns(table.name()));
        columns.removeAll(table.numbered());
        return columns;
    }

    private static void copy(CopiedTable table, CopyEnd source, CopyEnd target) throws SQLException {
        List<String> columns = columns(table, source, target);
        TableRows reading = new TableRows(source, table, columns);
        TableRows writing = new TableRows(target, table, columns);
        List<Object> from = writing.last();
        for (List<List<@Nullable Object>> rows = reading.after(from); !rows.isEmpty(); rows = reading.after(from)) {
            writing.insert(rows);
            from = reading.keyOf(rows.get(rows.size() - 1));
        }
    }

    private long verify(CopyEnd source, CopyEnd target) throws SQLException {
        long all = 0;
        for (CopiedTable table : CopiedTable.ALL) {
            List<String> columns = columns(table, source, target);
            TableSum.Result there = new TableRows(source, table, columns).sum(target);
            TableSum.Result here = new TableRows(target, table, columns).sum(target);
            if (!there.equals(here)) {
                throw new Failure(
                        Failure.Code.INVALID,
                        "The table " + table.name() + " is not the same in both (" + there.rows() + " and "
                                + here.rows()
                                + " rows). Does somebody write to one of them? Empty the target and begin anew.");
            }
            progress.accept(table.name() + ": " + here.rows() + " rows, SHA-256 "
                    + here.sum().substring(0, 16));
            all += here.rows();
        }
        return all;
    }
}
