package demi.store.sql;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What writes, whatever the engine. Belongs to the verticle's context. */
public interface StoreWriter {

    /**
     * Done once the write is durable; fails UNAVAILABLE, at once, when it cannot be taken. Writes about one person happen in
     * the order in which they were asked for.
     *
     * @param person whom it is about; null where it is about nobody, or about all
     */
    <R> Future<R> write(@Nullable String person, WriteOperation<R> write);

    /** What is wrong, for a person; null when all is well. */
    @Nullable
    String trouble();

    /**
     * Looks whether a write could be kept, also while nobody writes.
     *
     * @return whether another process has written since the last look, where the engine can tell
     */
    Future<Boolean> poll();

    /** What was read is not what was written. */
    void suspectCorruption();

    /** Transactions that reached the disk. */
    long commits();

    /** Writes that those commits held. */
    long writes();

    /** Writes that are still to begin. */
    int waiting();

    /** How often it was tried whether writing works again. */
    long probes();

    /** Takes nothing more; done when all that is queued is finished. */
    Future<Void> drain();

    /** After {@link #drain}. */
    Future<Void> close();
}
