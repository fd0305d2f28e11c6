package demi.store.sqlite;

import demi.bus.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/**
 * Which files a connection has open. A file that is removed or replaced while it is open can be written on, and everything
 * written is lost with the process. Blocking.
 */
final class OpenFileGuard {

    private final Path database;
    private final Path log;
    private final Object databaseKey;
    private Object logKey;

    /** Of a connection that has been opened just now and has read. */
    OpenFileGuard(Path database) throws IOException {
        this.database = database;
        this.log = SidecarFile.LOG.of(database);
        this.databaseKey = key(database);
        this.logKey = key(log);
    }

    /** After another connection to the same database has been opened, which may have begun a new log. */
    void reopened() throws IOException {
        refuseIfGone(databaseKey, database);
        logKey = key(log);
    }

    /** Fails UNAVAILABLE where what would be written would not be found by the next process. */
    void refuseIfGone() {
        if (isEmptied()) {
            throw gone(database);
        }
        refuseIfGone(databaseKey, database);
        refuseIfGone(logKey, log);
    }

    /** Whether there is nothing under the database's name, or nothing in it. */
    boolean isEmptied() {
        return database.toFile().length() == 0;
    }

    private static void refuseIfGone(Object key, Path file) {
        try {
            if (key.equals(key(file))) {
                return;
            }
        } catch (IOException e) {
            // It cannot even be looked at.
        }
        throw gone(file);
    }

    private static Failure gone(Path file) {
        return new Failure(
                Failure.Code.UNAVAILABLE,
                "The database's file " + file.getFileName()
                        + " was removed, emptied or replaced while she runs. Put it back, or stop her and restore a backup; the log"
                        + " says how.");
    }

    /** Where a file system has no such thing, that it is there has to do. */
    private static Object key(Path file) throws IOException {
        @Nullable
        Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
        return key == null ? file : key;
    }
}
