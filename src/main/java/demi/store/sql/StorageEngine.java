package demi.store.sql;

import demi.api.store.NodeStore;
import demi.bus.Ack;
import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.List;

/** A database that everything can be kept in. */
public interface StorageEngine {

    /** Its name in health and metrics. */
    String name();

    /**
     * Makes the database ready and opens what writes. Fails with a {@link demi.bus.Failure} for a person to read, and then
     * leaves the database as it was.
     */
    Future<StoreWriter> open(WriterSetup setup, Instant now);

    /** What is asked of a database that several nodes share; each on a thread that may wait. */
    interface Nodes {

        /** Where there are none. */
        Nodes NONE = new Nodes() {};

        /** Fails NOT_FOUND where this node is among them no more. */
        default Future<NodeStore.View> renew() {
            return unavailable();
        }

        /** Takes a node's place away that is gone. */
        default Future<NodeStore.Replaced> replace(String node, boolean isGone) {
            return unavailable();
        }

        /** Takes those of these shares that no node has. */
        default Future<NodeStore.Claimed> claim(List<String> shares) {
            return unavailable();
        }

        default Future<Ack> release(List<String> shares) {
            return unavailable();
        }

        /** After the last write. */
        default Future<Void> leave() {
            return Future.succeededFuture();
        }

        private static <R> Future<R> unavailable() {
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "This database has no nodes."));
        }
    }

    /** After {@link #open}: this node is one of several from now on, where it is one. */
    default Future<Nodes> enter(Vertx vertx) {
        return Future.succeededFuture(Nodes.NONE);
    }

    /**
     * Opens the connections that read, after {@link #open}.
     *
     * @param onCorrupt called when what is read is not what was written
     */
    ReadPool read(Vertx vertx, Runnable onCorrupt);
}
