package demi.store;

import demi.api.value.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The store's settings.
 *
 * @param readers connections that read at the same time
 * @param batchLimit most writes that share a commit, where Demi joins them
 * @param queueLimit writes that may wait; more are refused
 */
public record StoreSettings(Database database, int readers, int batchLimit, int queueLimit) {

    /** Of an SQLite file. */
    public StoreSettings(Path file, int readers, int batchLimit, int queueLimit) {
        this(new Database.File(file), readers, batchLimit, queueLimit);
    }

    /** What serves a home server. */
    public static StoreSettings defaults(Path file) {
        return defaults(new Database.File(file));
    }

    public static StoreSettings defaults(Database database) {
        return new StoreSettings(database, 4, 512, 10_000);
    }

    /** The file, where the database is one. */
    public Optional<Path> file() {
        return database instanceof Database.File file ? Optional.of(file.path()) : Optional.empty();
    }

    /** What logs must not show. */
    public @Nullable Secret password() {
        return database instanceof Database.Server server ? server.server().password() : null;
    }
}
