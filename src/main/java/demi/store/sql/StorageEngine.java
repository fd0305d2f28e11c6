package demi.store.sql;

import io.vertx.core.Vertx;
import java.time.Instant;

/** A database that everything can be kept in. */
public interface StorageEngine {

    /**
     * Makes the database ready and opens the connection that writes. Blocking; fails with a {@link demi.bus.Failure} for a
     * person to read, and then leaves the database as it was.
     */
    WriteConnection open(Instant now);

    /**
     * Opens the connections that read, after {@link #open}.
     *
     * @param onCorrupt called when what is read is not what was written
     */
    ReadPool read(Vertx vertx, Runnable onCorrupt);

    /** The version of the schema. */
    long schema();
}
