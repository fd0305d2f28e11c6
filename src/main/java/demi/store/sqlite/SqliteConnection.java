package demi.store.sqlite;

import demi.bus.Ack;
import demi.store.commit.BatchConnection;
import demi.store.sql.Dialect;
import demi.store.sql.SqlSession;
import demi.store.sql.StatementCache;
import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one connection that writes to an SQLite file. */
public final class SqliteConnection extends BatchConnection {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteConnection.class);

    /** With less than this on the disk, it is tried whether it is enough. */
    private static final long LITTLE_SPACE = 1L << 20;

    private static final String CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)";

    private final Path database;
    private final String url;
    private final RestoreAdvice back;
    private final OpenFileGuard files;
    private long version;
    private long seq;
    private boolean changedElsewhere;

    /**
     * @param busyMillis how long another process may keep the file locked
     * @param back the backups of this file
     */
    public SqliteConnection(Path database, int busyMillis, RestoreAdvice back) throws SQLException, IOException {
        this(database, url(database, busyMillis), back);
    }

    private SqliteConnection(Path database, String url, RestoreAdvice back) throws SQLException, IOException {
        super(SqliteErrors.ERRORS, new StatementCache(DriverManager.getConnection(url)));
        this.database = database;
        this.url = url;
        this.back = back;
        begun();
        files = new OpenFileGuard(database);
    }

    /**
     * open_mode 2: read and write, but never make a file where there should be one; 0x8000: without a lock around each call, as
     * the driver has its own.
     */
    private static String url(Path database, int busyMillis) {
        return "jdbc:sqlite:" + database
                + "?open_mode=" + (2 | 0x8000)
                + "&journal_mode=WAL&synchronous=FULL&foreign_keys=true&jdbc.get_generated_keys=false&cache_size=-16000&busy_timeout="
                + busyMillis;
    }

    private void begun() throws SQLException {
        // Four times the default: a third more writes a second, for a log of at most 16 MB or so.
        statements().one("PRAGMA wal_autocheckpoint = 4000");
        // What is deleted is overwritten.
        statements().one("PRAGMA secure_delete = ON");
        version = statements().one("PRAGMA data_version");
        seq = lastSequence();
    }

    private long lastSequence() throws SQLException {
        return statements().one("SELECT COALESCE(max(seq), 0) FROM android_messages");
    }

    @Override
    protected void begin() throws SQLException {
        files.refuseIfGone();
        statements().run("BEGIN IMMEDIATE");
        noticeOthers();
    }

    private void noticeOthers() throws SQLException {
        long now = statements().one("PRAGMA data_version");
        if (now != version) {
            version = now;
            changedElsewhere = true;
            seq = lastSequence();
        }
    }

    /**
     * Fails where a write would: the file is gone, somebody else keeps it locked, the disk is full. Writes nothing while there is space.
     *
     * @return whether another process has written since this was last asked
     */
    @Override
    protected boolean detectExternalChange() throws SQLException, IOException {
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
    public void truncateLog() {
        try {
            statements().once(CHECKPOINT);
        } catch (SQLException e) {
            LOG.debug("The log stays as it is", e);
        }
    }

    /** The indexes of words, from what they are of; that of messages is filled again beside the talk. */
    public static Ack rebuildFullTextIndex(SqlSession db) throws SQLException {
        db.update("INSERT INTO memory_words (memory_words) VALUES ('rebuild')");
        // Not a rebuild, which would take in what is to be forgotten.
        db.update("INSERT INTO message_words (message_words) VALUES ('delete-all')");
        db.update("UPDATE android_messages SET recall = NULL WHERE recall = 1");
        LOG.warn("Rebuilt the damaged full-text index; nothing is lost");
        return Ack.DONE;
    }

    @Override
    protected void refuseIfGone() {
        files.refuseIfGone();
    }

    @Override
    protected void probe() throws SQLException, IOException {
        // Before anything is opened: this database's log, which is still there, would be taken for that of another
        // file.
        files.refuseIfGone();
        try {
            touch();
        } catch (SQLException e) {
            LOG.debug("Reconnecting", e);
            statements().close();
            use(new StatementCache(DriverManager.getConnection(url)));
            begun();
            files.reopened();
            changedElsewhere = true;
            touch();
        }
    }

    /**
     * Moves the log into the file that is open, wherever that is now, so that it cannot be taken for another one's, and makes a
     * copy of it all. The log of a file that was emptied is all that there is left, and stays.
     */
    @Override
    protected String rescue(Instant now) throws SQLException, IOException {
        if (!files.isEmptied()) {
            statements().once(CHECKPOINT);
        }
        Path copy = BackupFolder.of(database).place(BackupFolder.RESCUED, now);
        OwnerOnlyFiles.create(copy);
        try {
            update("VACUUM INTO ?", copy.toString());
        } catch (SQLException e) {
            Files.deleteIfExists(copy);
            throw e;
        }
        return "All that she had is kept as " + copy + ". Put the database back, or stop Demi and: "
                + back.command(copy);
    }

    @Override
    protected String restoreAdvice() {
        return back.sentence(Migrations.NEWEST);
    }

    private void touch() throws SQLException {
        statements().run("BEGIN IMMEDIATE");
        try {
            update("UPDATE users SET is_active = is_active WHERE rowid = (SELECT min(rowid) FROM users)");
            statements().once("PRAGMA user_version = " + statements().one("PRAGMA user_version"));
            statements().run("COMMIT");
        } catch (SQLException e) {
            rollback();
            throw e;
        }
    }

    @Override
    public long nextSeq() {
        return ++seq;
    }

    @Override
    public Dialect dialect() {
        return SqliteDialect.DIALECT;
    }

    /** Moves everything into the main file and closes. */
    @Override
    public void close() throws SQLException {
        try {
            statements().once(CHECKPOINT);
        } finally {
            super.close();
        }
    }
}
