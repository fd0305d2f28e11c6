package demi.store.backup;

import demi.bus.Failure;
import demi.store.sqlite.DatabaseInspector;
import demi.store.sqlite.RestoreAdvice;
import demi.store.sqlite.SidecarFile;
import demi.store.sqlite.SqliteErrors;
import demi.util.OwnerOnlyFiles;
import demi.util.WallTime;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteErrorCode;

/** Copies of the database. Every method blocks, and fails with a {@link Failure} for a person to read. */
@WallTime("names of copies, how old they are")
public final class Backup {

    private static final Logger LOG = LoggerFactory.getLogger(Backup.class);

    private Backup() {}

    /**
     * Writes a consistent copy, readable by its owner only, while Demi may be running. The copy is checked before it
     * gets its name; an existing {@code target} is refused.
     */
    public static void to(Path database, Path target) {
        try {
            refuseMissing(database);
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                throw DatabaseInspector.invalid(target + " exists already. It was left as it is.");
            }
            for (SidecarFile side : SidecarFile.THAT_COUNT) {
                if (Files.exists(side.of(target))) {
                    throw DatabaseInspector.invalid(
                            side.of(target) + " is there already, and would be taken for a part of "
                                    + target.getFileName() + ". Nothing was written.");
                }
            }
            copied(database, target, part -> {
                Files.move(part, target);
                return Optional.of(target);
            });
        } catch (IOException e) {
            throw failed(target, e);
        }
    }

    interface Use {
        Optional<Path> of(Path part) throws IOException;
    }

    /** Makes a copy beside {@code target}, checks it, has it used, and leaves nothing else behind. */
    static Optional<Path> copied(Path source, Path target, Use use) throws IOException {
        Path part = OwnerOnlyFiles.createDraft(target);
        // For a command that is stopped. What one that is killed leaves beside the database or among the backups goes
        // at a later start;
        // beside a FILE of somebody's it stays.
        part.toFile().deleteOnExit();
        SidecarFile.JOURNAL.of(part).toFile().deleteOnExit();
        try {
            copy(source, part);
            DatabaseInspector.checkIntegrity(part, RestoreAdvice.NONE);
            Optional<Path> used = use.of(part);
            force(SidecarFile.folder(target));
            return used;
        } finally {
            Files.deleteIfExists(part);
            Files.deleteIfExists(SidecarFile.JOURNAL.of(part));
        }
    }

    /** Deletes what a restore that was killed has left beside the database; one that is under way is younger. */
    static void clearDraftsOf(Path database) throws IOException {
        Pattern name = Pattern.compile(Pattern.quote(database.getFileName() + ".") + "\\d+"
                + Pattern.quote(OwnerOnlyFiles.DRAFT) + "(-journal)?");
        Path folder = SidecarFile.folder(database);
        if (!Files.isDirectory(folder)) {
            return;
        }
        FileTime anHourAgo = FileTime.from(Instant.now().minus(Duration.ofHours(1)));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path draft : files.filter(
                            file -> name.matcher(file.getFileName().toString()).matches())
                    .toList()) {
                if (Files.getLastModifiedTime(draft).compareTo(anHourAgo) < 0) {
                    Files.deleteIfExists(draft);
                }
            }
        }
    }

    static void refuseMissing(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new Failure(
                    Failure.Code.NOT_FOUND, file + (Files.exists(file) ? " is no file." : " does not exist."));
        }
    }

    private static void copy(Path database, Path part) throws IOException {
        // A read transaction of its own: it sees one state, however long it takes, and keeps nobody from writing.
        try (Connection connection = DriverManager.getConnection(DatabaseInspector.url(database));
                PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            statement.setString(1, part.toAbsolutePath().toString());
            statement.execute();
        } catch (SQLException e) {
            LOG.debug("Copying failed", e);
            boolean isFull = (e.getErrorCode() & 0xff) == SQLiteErrorCode.SQLITE_FULL.code;
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    database + " could not be copied: "
                            + (isFull
                                    ? "there is too little space in " + SidecarFile.folder(part) + "."
                                    : SqliteErrors.ERRORS.sentence(e)));
        }
        forgetDeletedWords(part);
        force(part);
    }

    /** An index of words keeps what was deleted until its segments are merged; in a copy nobody waits for that. */
    private static void forgetDeletedWords(Path part) {
        try (Connection connection = DriverManager.getConnection(DatabaseInspector.url(part));
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA secure_delete = ON");
            List<String> indexes = new ArrayList<>();
            try (ResultSet found = statement.executeQuery(
                    "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL TABLE%fts5%'")) {
                while (found.next()) {
                    indexes.add(found.getString(1));
                }
            }
            for (String index : indexes) {
                statement.execute("INSERT INTO " + index + " (" + index + ") VALUES ('optimize')");
            }
        } catch (SQLException e) {
            // The copy is whole all the same.
            LOG.warn("Could not clear deleted words from the indexes of a copy", e);
        }
    }

    /** So that a file, or the names in a folder, are there also after the power has failed. */
    static void force(Path path) throws IOException {
        boolean isFolder = Files.isDirectory(path);
        if (isFolder && path.getFileSystem().getSeparator().equals("\\")) {
            // Windows opens no folders.
            return;
        }
        try (FileChannel channel =
                FileChannel.open(path, isFolder ? StandardOpenOption.READ : StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    static Failure failed(Path target, IOException e) {
        return new Failure(Failure.Code.UNAVAILABLE, target + " could not be written: " + SqliteErrors.reason(e) + ".");
    }
}
