package demi.store.backup;

import demi.bus.Failure;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.Migrations;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SidecarFile;
import demi.store.sqlite.SqliteErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Looks at a database from outside, and changes nothing. Every method blocks. */
public final class DatabaseCheck {

    private DatabaseCheck() {}

    /**
     * What a sound database of Demi's is like.
     *
     * @param ready whether it is as this version needs it; if not, the next start sees to that
     * @param open whether it has a log, which is so while it is open, or has been until a process was killed
     * @param sentence for a person
     */
    public record Result(boolean ready, boolean open, String sentence) {}

    /**
     * Checks all of the file; fails with a {@link Failure} for a person to read where a start would be refused.
     *
     * @param backups the folder that the owner chose for them; null: the one beside the database
     */
    public static Result of(Path database, @Nullable Path backups) {
        RestoreAdvice back = RestoreAdvice.of(database, backups);
        try {
            DatabaseOpener.failIfMissing(database.toAbsolutePath(), back);
        } catch (IOException e) {
            throw unreadable(database, e);
        }
        if (!Files.exists(database)) {
            return new Result(false, false, database + " is not there yet; the first start makes it");
        }
        try {
            DatabaseInspector.Found found = DatabaseInspector.checkIntegrity(database.toAbsolutePath(), back);
            DatabaseOpener.failIfNewer(database.toAbsolutePath(), found, back);
            boolean ready = found.version() == Migrations.NEWEST && found.complete();
            return new Result(
                    ready,
                    SidecarFile.LOG.hasContent(database),
                    ready
                            ? database + " is sound"
                            : database + " is sound, of version " + found.version()
                                    + "; the next start brings it to version " + Migrations.NEWEST
                                    + ", after a backup");
        } catch (IOException e) {
            throw unreadable(database, e);
        }
    }

    private static Failure unreadable(Path database, IOException e) {
        return new Failure(
                Failure.Code.UNAVAILABLE,
                database + " cannot be read (" + SqliteErrors.reason(e) + "); give it to the user that runs Demi.");
    }

    /** Fails with a {@link Failure} where a write could not be begun, such as while another program keeps the database locked. */
    public static void refuseUnwritable(Path database) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=2&busy_timeout=3000");
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            throw SqliteErrors.ERRORS.unavailable(e);
        }
    }

    /** When the newest of the scheduled backups was made. */
    public static Optional<Instant> newestBackup(Path database, @Nullable Path backups) throws IOException {
        return BackupFolder.of(database, backups).all(BackupFolder.SCHEDULED).stream()
                .map(BackupFolder.Kept::at)
                .findFirst();
    }
}
