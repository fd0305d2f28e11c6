package demi.store.sqlite;

import demi.bus.Failure;
import demi.store.sql.SqlRow;
import demi.store.sql.StatementCache;
import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that writes. Blocking; belongs to the writer's thread. */
public final class WriteConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WriteConnection.class);

    /** With less than this on the disk, it is tried whether it is enough. */
    private static final long LITTLE_SPACE = 1L << 20;

    private static final String CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)";

    private final Path database;
    private final String url;
    private final OpenFileGuard files;
    private StatementCache statements;
    private long version;
    private long seq;
    private boolean changedElsewhere;

    public WriteConnection(Path database, int busyMillis) throws SQLException, IOException {
        this.database = database;
        // open_mode 2: read and write, but never make a file where there should be one.
        url = "jdbc:sqlite:" + database
                + "?open_mode=2&journal_mode=WAL&synchronous=FULL&foreign_keys=true&jdbc.get_generated_keys=false&cache_size=-16000&busy_timeout="
                + busyMillis;
        statements = new StatementCache(DriverManager.getConnection(url));
        begun();
        files = new OpenFileGuard(database);
    }

    private void begun() throws SQLException {
        // Four times the default: a third more writes a second, for a log of at most 16 MB or so.
        statements.one("PRAGMA wal_autocheckpoint = 4000");
        version = statements.one("PRAGMA data_version");
        seq = newestSeq();
    }

    private long newestSeq() throws SQLException {
        return statements.one("SELECT COALESCE(max(seq), 0) FROM android_messages");
    }

    /**
     * Does all of {@code batch} in one transaction and settles each: one that fails on its own account leaves no trace
     * and takes nobody along. When this throws, nothing of the batch was kept.
     */
    void commit(List<QueuedWrite<?>> batch) throws SQLException {
        try {
            begin();
            if (!allSucceed(batch)) {
                statements.run("ROLLBACK");
                begin();
                eachByItself(batch);
            }
            statements.run("COMMIT");
        } catch (SQLException | RuntimeException e) {
            rollback();
            throw e;
        }
    }

    private void begin() throws SQLException {
        files.refuseIfGone();
        statements.run("BEGIN IMMEDIATE");
        noticeOthers();
    }

    /** Without savepoints, which would cost as much as the writes themselves; failures are rare. */
    private boolean allSucceed(List<QueuedWrite<?>> batch) throws SQLException {
        for (QueuedWrite<?> write : batch) {
            try {
                write.run(this);
            } catch (SQLException e) {
                if (!SqliteErrors.ofThisWriteOnly(e)) {
                    throw e;
                }
                return false;
            } catch (RuntimeException e) {
                LOG.debug("Each of {} writes by itself", batch.size(), e);
                return false;
            }
        }
        return true;
    }

    private void eachByItself(List<QueuedWrite<?>> batch) throws SQLException {
        for (QueuedWrite<?> write : batch) {
            statements.run("SAVEPOINT one");
            try {
                write.run(this);
            } catch (SQLException e) {
                if (!SqliteErrors.ofThisWriteOnly(e)) {
                    throw e;
                }
                undo(write, e);
            } catch (RuntimeException e) {
                undo(write, e);
            }
            statements.run("RELEASE one");
        }
    }

    private void undo(QueuedWrite<?> write, Exception why) throws SQLException {
        statements.run("ROLLBACK TO one");
        write.fail(
                why instanceof SQLException sql && SqliteErrors.isMissingParent(sql)
                        ? new Failure(Failure.Code.NOT_FOUND, "There is no such account.")
                        : why);
    }

    private void rollback() {
        try {
            statements.run("ROLLBACK");
        } catch (SQLException e) {
            // After some errors SQLite has rolled back by itself.
            LOG.debug("Nothing to roll back", e);
        }
    }

    private void noticeOthers() throws SQLException {
        long now = statements.one("PRAGMA data_version");
        if (now != version) {
            version = now;
            changedElsewhere = true;
            seq = newestSeq();
        }
    }

    /**
     * Fails where a write would: the file is gone, somebody else keeps it locked, the disk is full. Writes nothing while there is space.
     *
     * @return whether another process has written since this was last asked
     */
    boolean look() throws SQLException, IOException {
        try {
            begin();
        } finally {
            rollback();
        }
        if (database.toFile().getUsableSpace() < LITTLE_SPACE) {
            touch();
        }
        boolean changed = changedElsewhere;
        changedElsewhere = false;
        return changed;
    }

    /** Moves what a process that was killed has left in the log into the file: the log would only grow from there. */
    public void emptyLog() {
        try {
            statements.once(CHECKPOINT);
        } catch (SQLException e) {
            LOG.debug("The log stays as it is", e);
        }
    }

    /** The index of words, from the memories that it is of. */
    public void makeWordsAgain() throws SQLException {
        update("INSERT INTO memory_words (memory_words) VALUES ('rebuild')");
        LOG.warn("The index of words was damaged, and has been made again; nothing is lost");
    }

    /** Fails UNAVAILABLE where what would be written would not be found by the next process. */
    void refuseIfGone() {
        files.refuseIfGone();
    }

    /** Tries a small write that changes nothing, over a new connection where the old one cannot. */
    void probe() throws SQLException, IOException {
        // Before anything is opened: this database's log, which is still there, would be taken for that of another
        // file.
        files.refuseIfGone();
        try {
            touch();
        } catch (SQLException e) {
            LOG.debug("Connecting anew", e);
            statements.close();
            statements = new StatementCache(DriverManager.getConnection(url));
            begun();
            files.reopened();
            changedElsewhere = true;
            touch();
        }
    }

    /**
     * Saves what the next process would not find: moves the log into the file that is open, wherever that is now, so that
     * it cannot be taken for another one's, and makes a copy of it all. The log of a file that was emptied is all that there is left,
     * and stays.
     *
     * @return the copy
     */
    Path rescue(Instant now) throws SQLException, IOException {
        if (!files.isEmptied()) {
            statements.once(CHECKPOINT);
        }
        Path copy = BackupFolder.of(database).place(BackupFolder.RESCUED, now);
        OwnerOnlyFiles.create(copy);
        try {
            update("VACUUM INTO ?", copy.toString());
            return copy;
        } catch (SQLException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
    }

    private void touch() throws SQLException {
        statements.run("BEGIN IMMEDIATE");
        try {
            update("UPDATE users SET is_active = is_active WHERE rowid = (SELECT min(rowid) FROM users)");
            statements.once("PRAGMA user_version = " + statements.one("PRAGMA user_version"));
            statements.run("COMMIT");
        } catch (SQLException e) {
            rollback();
            throw e;
        }
    }

    /** The next place in the order of all messages. */
    public long nextSeq() {
        return ++seq;
    }

    /** Runs a changing statement; tells how many rows it changed. */
    public int update(String sql, @Nullable Object... arguments) throws SQLException {
        return statements.update(sql, arguments);
    }

    public <T> List<T> rows(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments) throws SQLException {
        return statements.rows(sql, mapper, arguments);
    }

    /** The first row, null when there is none. */
    public <T> @Nullable T row(String sql, Function<SqlRow, T> mapper, @Nullable Object... arguments)
            throws SQLException {
        List<T> found = rows(sql, mapper, arguments);
        return found.isEmpty() ? null : found.get(0);
    }

    /** Moves everything into the main file and closes. */
    @Override
    public void close() throws SQLException {
        try {
            statements.once(CHECKPOINT);
        } finally {
            statements.close();
        }
    }
}
