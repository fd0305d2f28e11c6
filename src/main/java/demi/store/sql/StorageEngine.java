package demi.store.sql;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;

/** A database that everything can be kept in. */
public interface StorageEngine {

    /** Its name in health and metrics. */
    String name();

    /**
     * Makes the database ready and opens what writes. Fails with a {@link demi.bus.Failure} for a person to read, and then
     * leaves the database as it was.
     */
    Future<StoreWriter> open(WriterSetup setup, Instant now);

    /**
     * Opens the connections that read, after {@link #open}.
     *
     * @param onCorrupt called when what is read is not what was written
     */
    ReadPool read(Vertx vertx, Runnable onCorrupt);
}
