package demi.store;

import demi.contract.Failure;
import demi.contract.PrivateFiles;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Copies of the database. Every method blocks, and fails with a {@link Failure} for a person to read. */
public final class Backup {

    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

    private Backup() {}

    /**
     * Writes a consistent copy, readable by its owner only, while Demi may be running. The copy is checked before it
     * gets its name; an existing {@code target} is refused.
     */
    public static void to(Path database, Path target) {
        Path part = target.resolveSibling(target.getFileName() + ".part");
        try {
            refuseMissing(database);
            if (Files.exists(target)) {
                throw Inspection.invalid(target + " exists already. It was left as it is.");
            }
            Files.deleteIfExists(part);
            PrivateFiles.create(part);
            copy(database, part);
            Inspection.whole(part, WayBack.NONE);
            Files.move(part, target);
        } catch (IOException e) {
            throw failed(target, e);
        } finally {
            discard(part);
        }
    }

    /**
     * Puts a copy of {@code backup} in the place of {@code database}, which must not be in use. What was there before
     * is kept.
     *
     * @return where what was there before is kept; null when there was nothing
     */
    public static @Nullable Path restore(Path backup, Path database) {
        Path part = database.resolveSibling(database.getFileName() + ".restoring");
        try {
            refuseMissing(backup);
            refuseUnfit(backup);
            Path parent = database.toAbsolutePath().getParent();
            if (parent != null) {
                PrivateFiles.ensure(parent);
            }
            Files.deleteIfExists(part);
            Backup.to(backup, part);
            Path kept = Files.exists(database) ? setAside(database) : null;
            Files.move(part, database, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            return kept;
        } catch (IOException e) {
            throw failed(database, e);
        } finally {
            discard(part);
        }
    }

    private static void refuseMissing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Failure(Failure.Code.NOT_FOUND, file + " does not exist.");
        }
    }

    private static void refuseUnfit(Path backup) throws IOException {
        Inspection.Found found = Inspection.whole(backup, WayBack.NONE);
        if (found.empty()) {
            throw Inspection.invalid(backup + " is empty.");
        }
        if (found.version() > Migrations.NEWEST) {
            throw Inspection.invalid(backup + " was written by a newer Demi.");
        }
    }

    private static void copy(Path database, Path part) throws IOException {
        // A read transaction of its own: it sees one state, however long it takes, and keeps nobody from writing.
        try (Connection connection = DriverManager.getConnection(Inspection.url(database));
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toAbsolutePath().toString());
            statement.execute();
        } catch (SQLException e) {
            LOG.debug("Copying failed", e);
            throw new Failure(Failure.Code.UNAVAILABLE, database + " could not be copied: " + Trouble.sentence(e));
        }
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    /** Keeps the present database, byte for byte where it is damaged, and clears its place. */
    private static Path setAside(Path database) throws IOException {
        refuseInUse(database);
        Path kept = BackupFolder.of(database).place(BackupFolder.BEFORE_RESTORE, Instant.now());
        Files.copy(database, kept, StandardCopyOption.COPY_ATTRIBUTES);
        for (String side : new String[] {"-wal", "-shm"}) {
            Path file = database.resolveSibling(database.getFileName() + side);
            if (Files.exists(file)) {
                Files.move(file, kept.resolveSibling(kept.getFileName() + side));
            }
        }
        return kept;
    }

    private static void refuseInUse(Path database) {
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + database + "?open_mode=2&busy_timeout=0");
                Statement statement = connection.createStatement()) {
            // In WAL mode an exclusive lock is to be had only while nobody else has the file open.
            statement.execute("PRAGMA locking_mode = EXCLUSIVE");
            statement.execute("BEGIN EXCLUSIVE");
            statement.execute("ROLLBACK");
        } catch (SQLException e) {
            if (Trouble.isBusy(e)) {
                throw new Failure(Failure.Code.UNAVAILABLE, database + " is in use. Stop Demi first, then restore.");
            }
            LOG.debug("The present database is unreadable, and kept as it is", e);
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.debug("{} stays behind", part, e);
        }
    }

    private static Failure failed(Path target, IOException e) {
        return new Failure(Failure.Code.UNAVAILABLE, target + " could not be written: " + e + ".");
    }
}
