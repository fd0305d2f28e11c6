package demi.store.backup;

import demi.bus.Failure;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.Migrations;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SidecarFile;
import demi.store.sqlite.SqliteConnection;
import demi.store.sqlite.SqliteErrors;
import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a database ready: there, closed to others, sound, backed up where it changes shape, and of this version. Blocking. */
public final class DatabaseOpener {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseOpener.class);

    private static final int KEPT_OF_MIGRATIONS = 3;

    private DatabaseOpener() {}

    /** Fails with a {@link Failure} for a person to read; then the file is as it was. */
    public static SqliteConnection open(Path given, RestoreAdvice back, Instant now, int busyMillis) {
        return open(given, back, now, busyMillis, false);
    }

    /** The same of one that everything is to be copied to. */
    public static SqliteConnection openForCopy(Path given, RestoreAdvice back, Instant now, int busyMillis) {
        return open(given, back, now, busyMillis, true);
    }

    private static SqliteConnection open(
            Path given, RestoreAdvice back, Instant now, int busyMillis, boolean isForCopy) {
        Path file = given.toAbsolutePath();
        try {
            failIfMissing(file, back);
            if (!Files.exists(file) && back.hasAny()) {
                back.keepBeforeMigration();
                LOG.warn(
                        "Database {} is missing although there are backups of it; beginning with an empty one, the backups stay. {}",
                        file,
                        back.sentence(Migrations.NEWEST));
            }
            prepare(file);
            DatabaseInspector.Found found = DatabaseInspector.atStart(file, back);
            failIfNewer(file, found, back);
            if (found.unfinished() && !isForCopy) {
                throw DatabaseInspector.invalid(
                        "A copy into " + file + " is not finished. Do it again, with the same command.");
            }
            if (found.version() < Migrations.NEWEST || !found.complete()) {
                migrate(file, found, back, now);
            }
            SqliteConnection connection = new SqliteConnection(file, busyMillis, back);
            connection.truncateLog();
            if (!found.words()) {
                SqliteConnection.rebuildFullTextIndex(connection);
            }
            OwnerOnlyFiles.restrict(SidecarFile.LOG.of(file));
            OwnerOnlyFiles.restrict(SidecarFile.INDEX.of(file));
            return connection;
        } catch (IOException e) {
            LOG.debug("Opening failed", e);
            throw DatabaseInspector.invalid(file + " cannot be used as the database (" + SqliteErrors.reason(e)
                    + "). Does it belong to the user that runs Demi?");
        } catch (SQLException e) {
            LOG.debug("Opening failed", e);
            throw new Failure(Failure.Code.UNAVAILABLE, file + " cannot be opened: " + SqliteErrors.ERRORS.sentence(e));
        }
    }

    /** Of a newer database this version does not know what it may do to it. */
    static void failIfNewer(Path file, DatabaseInspector.Found found, RestoreAdvice back) {
        if (found.version() > Migrations.NEWEST) {
            throw DatabaseInspector.invalid(file + " was written by a newer Demi (database version " + found.version()
                    + ", this one knows " + Migrations.NEWEST
                    + "). It was left as it is. Start the newer one. Or go back: "
                    + back.sentence(Migrations.NEWEST));
        }
    }

    /** Of what is empty or missing and has not always been: beginning anew would let the last traces of it go. */
    static void failIfMissing(Path file, RestoreAdvice back) throws IOException {
        boolean isThere = Files.exists(file);
        if (isThere && (Files.isDirectory(file) || Files.size(file) > 0)) {
            return;
        }
        String is = file + (isThere ? " is empty" : " is not there");
        for (SidecarFile side : SidecarFile.THAT_COUNT) {
            if (side.hasContent(file)) {
                throw DatabaseInspector.invalid(is + ", but " + side.of(file).getFileName()
                        + " beside it holds a part of it. Nothing was changed. " + back.sentence(Migrations.NEWEST));
            }
        }
        if (isThere && back.hasAny()) {
            throw DatabaseInspector.invalid(is + ", although there are backups of it. "
                    + back.sentence(Migrations.NEWEST) + " Or delete it, to begin anew.");
        }
    }

    private static void prepare(Path file) throws IOException {
        Backup.clearDraftsOf(file);
        if (Files.isDirectory(file)) {
            throw DatabaseInspector.invalid(file + " is a folder, not a database.");
        }
        if (Files.exists(file)) {
            OwnerOnlyFiles.restrict(file);
        } else {
            Path behind = SidecarFile.behind(file);
            OwnerOnlyFiles.ensure(SidecarFile.folder(behind));
            OwnerOnlyFiles.create(behind);
        }
    }

    private static void migrate(Path file, DatabaseInspector.Found found, RestoreAdvice back, Instant now)
            throws IOException {
        if (found.empty()) {
            Migrations.run(file);
            return;
        }
        BackupFolder folder = BackupFolder.of(file);
        folder.tidy();
        Path backup = folder.place(BackupFolder.BEFORE_MIGRATION, now);
        Backup.to(file, backup);
        BackupFolder.Kept made = new BackupFolder.Kept(backup, BackupFolder.BEFORE_MIGRATION, now);
        // A start that is killed in the middle, again and again, makes one each time.
        folder.thinOut(made, KEPT_OF_MIGRATIONS);
        LOG.warn("Migrating the database. Backup before migration: {}", backup);
        LOG.warn(
                "The way back: stop Demi, and {}",
                found.version() == 0
                        ? "give that copy to the earlier server"
                        : "with the jar that you had before: " + back.command(backup));
        try {
            Migrations.run(file);
        } catch (Failure failure) {
            // Nothing has changed, and the next try would leave another one.
            Files.deleteIfExists(backup);
            throw failure;
        }
    }
}
