package demi.store;

import demi.contract.Failure;
import demi.contract.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a database ready: there, closed to others, sound, backed up where it changes shape, and of this version. Blocking. */
final class Opening {

    private static final Logger LOG = LoggerFactory.getLogger(Opening.class);

    private Opening() {}

    /** Fails with a {@link Failure} for a person to read; then the file is as it was. */
    static WriteConnection open(Path given, WayBack back, Instant now, int busyMillis) {
        Path file = given.toAbsolutePath();
        try {
            prepare(file);
            Inspection.Found found = Inspection.atStart(file, back);
            refuseNewer(file, found, back);
            if (found.version() < Migrations.NEWEST || !found.complete()) {
                migrate(file, found, now);
            }
            WriteConnection connection = new WriteConnection(file, busyMillis);
            PrivateFiles.restrict(file.resolveSibling(file.getFileName() + "-wal"));
            PrivateFiles.restrict(file.resolveSibling(file.getFileName() + "-shm"));
            return connection;
        } catch (IOException e) {
            LOG.debug("Opening failed", e);
            throw Inspection.invalid(file + " cannot be used as the database: " + e + ".");
        } catch (SQLException e) {
            LOG.debug("Opening failed", e);
            throw new Failure(Failure.Code.UNAVAILABLE, file + " cannot be opened: " + Trouble.sentence(e));
        }
    }

    /** Of a newer database this version does not know what it may do to it. */
    static void refuseNewer(Path file, Inspection.Found found, WayBack back) {
        if (found.version() > Migrations.NEWEST) {
            throw Inspection.invalid(file + " was written by a newer Demi (database version " + found.version()
                    + ", this one knows " + Migrations.NEWEST
                    + "). It was left as it is. Start the newer one. Or go back: "
                    + back.sentence(Migrations.NEWEST));
        }
    }

    private static void prepare(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw Inspection.invalid(file + " is a folder, not a database.");
        }
        if (Files.exists(file)) {
            PrivateFiles.restrict(file);
        } else {
            PrivateFiles.ensure(folder(file));
            PrivateFiles.create(file);
        }
    }

    private static void migrate(Path file, Inspection.Found found, Instant now) throws IOException {
        if (found.empty()) {
            Migrations.run(file);
            return;
        }
        Path backup = BackupFolder.of(file).place(BackupFolder.BEFORE_MIGRATION, now);
        Backup.to(file, backup);
        LOG.info("The database changes shape. As it was before it is kept as {}", backup);
        LOG.info("The way back: stop Demi, and with the jar that you had before: {}", WayBack.command(backup));
        try {
            Migrations.run(file);
        } catch (Failure failure) {
            // Nothing has changed, and the next try would leave another one.
            Files.deleteIfExists(backup);
            throw failure;
        }
    }

    private static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }
}
