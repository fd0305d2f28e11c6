package demi.store;

import java.nio.file.Path;

/**
 * The database.
 *
 * @param file the SQLite file, absolute
 * @param readers connections that read beside the one writer
 * @param batchLimit writes that may share one commit
 * @param queueLimit writes that may wait
 */
public record StoreSettings(Path file, int readers, int batchLimit, int queueLimit) {}
