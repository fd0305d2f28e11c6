package demi.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The files that SQLite keeps beside a database. */
public enum SidecarFile {
    /** Has what was committed and is not in the database yet. */
    LOG("-wal", 0),
    /** Has what was in the database before a change that was not finished. */
    JOURNAL("-journal", 4096),
    /** Says where in the log things are; can be made again. */
    INDEX("-shm", 0);

    /** Those without which the database is another one. */
    public static final List<SidecarFile> THAT_COUNT = List.of(LOG, JOURNAL);

    private static final int MOST_LINKS = 40;

    private final String suffix;
    private final long header;

    /** @param header at most so many bytes are no content; a journal of a database's first change has no more */
    SidecarFile(String suffix, long header) {
        this.suffix = suffix;
        this.header = header;
    }

    public Path of(Path database) {
        Path file = behind(database);
        return file.resolveSibling(file.getFileName() + suffix);
    }

    /** The file itself where {@code database} is a link: SQLite keeps its own files beside that. */
    public static Path behind(Path database) {
        Path file = database.toAbsolutePath();
        try {
            for (int i = 0; i < MOST_LINKS && Files.isSymbolicLink(file); i++) {
                file = file.resolveSibling(Files.readSymbolicLink(file));
            }
        } catch (IOException e) {
            // Whoever opens it will hear of it.
        }
        return file;
    }

    /** The folder that a file is in. */
    public static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? Path.of("/") : parent;
    }

    public boolean hasContent(Path database) {
        try {
            return Files.size(of(database)) > header;
        } catch (IOException e) {
            return false;
        }
    }
}
