package demi.store;

import java.nio.file.Path;

/**
 * The store's settings.
 *
 * @param database the SQLite file; made with its folder when it is not there
 * @param readers connections that read at the same time
 * @param batchLimit most writes that share a commit
 * @param queueLimit writes that may wait; more are refused
 */
public record StoreSettings(Path database, int readers, int batchLimit, int queueLimit) {

    /** What serves a home server. */
    public static StoreSettings defaults(Path database) {
        return new StoreSettings(database, 4, 512, 10_000);
    }
}
