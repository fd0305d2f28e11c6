package demi.store.backup;

import demi.bus.Failure;
import demi.store.sqlite.BackupFolder;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.Migrations;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SidecarFile;
import demi.store.sqlite.SqliteErrors;
import demi.util.OwnerOnlyFiles;
import demi.util.WallTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a backup in the place of the database. Blocking; fails with a {@link Failure} for a person to read. */
@WallTime("names of copies")
public final class Restore {

    private static final Logger LOG = LoggerFactory.getLogger(Restore.class);

    private Restore() {}

    /**
     * Puts a copy of {@code backup} in the place of {@code given}, which must not be in use. What was there before
     * is kept, byte for byte, and {@code backup} stays as it is.
     *
     * @return where what was there before is kept; null when there was nothing
     */
    public static @Nullable Path of(Path backup, Path given) {
        Path database = SidecarFile.behind(given);
        try {
            Backup.refuseMissing(backup);
            failIfUnusable(backup);
            failIfPlaceUnusable(backup, database);
            OwnerOnlyFiles.ensure(SidecarFile.folder(database));
            return Backup.copied(backup, database, part -> {
                        Optional<Path> kept = setAside(database);
                        Files.move(part, database, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
                        OwnerOnlyFiles.giveToOwnerOfFolder(database);
                        return kept;
                    })
                    .orElse(null);
        } catch (IOException e) {
            throw Backup.failed(database, e);
        }
    }

    private static void failIfUnusable(Path backup) {
        DatabaseInspector.Found found;
        try {
            found = DatabaseInspector.checkIntegrity(backup, RestoreAdvice.NONE);
        } catch (IOException e) {
            throw DatabaseInspector.invalid(backup + " cannot be read (" + SqliteErrors.reason(e) + ").");
        }
        if (found.empty()) {
            throw DatabaseInspector.invalid(backup + " is empty.");
        }
        if (found.version() > Migrations.NEWEST) {
            throw DatabaseInspector.invalid(backup + " was written by a newer Demi.");
        }
    }

    private static void failIfPlaceUnusable(Path backup, Path database) throws IOException {
        if (Files.isDirectory(database)) {
            throw DatabaseInspector.invalid(database + " is a folder. Move it away first.");
        }
        if (Files.exists(database) && Files.isSameFile(backup, database)) {
            throw DatabaseInspector.invalid(backup + " is the database itself.");
        }
    }

    /**
     * Keeps the present database and clears its place: the log of one database beside another would be taken for that one's.
     *
     * @return where it is kept; empty where there was nothing
     */
    private static Optional<Path> setAside(Path database) throws IOException {
        boolean isThere = Files.exists(database);
        if (!isThere && SidecarFile.THAT_COUNT.stream().noneMatch(side -> Files.exists(side.of(database)))) {
            return Optional.empty();
        }
        Path kept = BackupFolder.of(database).place(BackupFolder.BEFORE_RESTORE, Instant.now());
        try {
            // Before it is opened: that alone can change a file that was not closed in order.
            keep(database, kept);
            for (SidecarFile side : SidecarFile.THAT_COUNT) {
                keep(side.of(database), side.of(kept));
            }
            if (isThere && isInUse(database)) {
                throw new Failure(Failure.Code.UNAVAILABLE, database + " is in use. Stop Demi first, then restore.");
            }
        } catch (IOException | Failure e) {
            for (Path copy : new Path[] {kept, SidecarFile.LOG.of(kept), SidecarFile.JOURNAL.of(kept)}) {
                Files.deleteIfExists(copy);
            }
            throw e;
        }
        for (SidecarFile side : SidecarFile.values()) {
            Files.deleteIfExists(side.of(database));
        }
        return Optional.of(kept);
    }

    private static void keep(Path file, Path copy) throws IOException {
        if (Files.exists(file)) {
            Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            OwnerOnlyFiles.restrict(copy);
            OwnerOnlyFiles.giveToOwnerOfFolder(copy);
            Backup.force(copy);
        }
    }

    private static boolean isInUse(Path database) throws IOException {
        if (Files.size(database) == 0) {
            return false;
        }
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=2&busy_timeout=0");
                Statement statement = connection.createStatement()) {
            // In WAL mode an exclusive lock is to be had only while nobody else has the file open.
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
            return false;
        } catch (SQLException e) {
            LOG.debug("The present database cannot be opened", e);
            return SqliteErrors.ERRORS.isBusy(e);
        }
    }
}
