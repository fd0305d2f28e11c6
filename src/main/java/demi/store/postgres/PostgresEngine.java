package demi.store.postgres;

import demi.store.commit.GroupCommitWriter;
import demi.store.sql.ReadPool;
import demi.store.sql.StorageEngine;
import demi.store.sql.StoreWriter;
import demi.store.sql.WriterSetup;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Everything in a PostgreSQL server. */
public final class PostgresEngine implements StorageEngine {

    /** Connections that write; while one waits for its commit the others go on. */
    private static final int LANES = 8;

    /** Writes of a lane in one transaction: more would keep others of the same people waiting. */
    private static final int TOGETHER = 32;

    private final Connections connections;
    private final boolean alone;
    private final @Nullable String node;
    private final int readers;
    private final int queueLimit;

    /**
     * @param alone whether no other Demi may be at work on it
     * @param node of several that share it, and are all that may be; null: none
     * @param readers connections that read
     * @param queueLimit how many queries may wait for one of them
     */
    public PostgresEngine(PostgresServer server, boolean alone, @Nullable String node, int readers, int queueLimit) {
        this.connections = new Connections(server, node == null ? "demi" : NodeLease.applicationName(node));
        this.alone = alone && node == null;
        this.node = node;
        this.readers = readers;
        this.queueLimit = queueLimit;
    }

    @Override
    public String name() {
        return "postgresql";
    }

    @Override
    public Future<StoreWriter> open(WriterSetup setup, Instant now) {
        List<WorkerExecutor> threads = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            // Migrating may take its time.
            threads.add(setup.vertx().createSharedWorkerExecutor(setup.name() + "-" + lane, 1, 10, TimeUnit.MINUTES));
        }
        return threads.get(0)
                .executeBlocking(() -> {
                    SoleUse claimed = claim();
                    try {
                        PostgresOpener.open(connections);
                        return connect(claimed);
                    } catch (RuntimeException e) {
                        if (claimed != null) {
                            claimed.close();
                        }
                        throw e;
                    }
                })
                .<StoreWriter>map(lanes -> writer(setup, threads, lanes))
                .onFailure(thrown -> threads.forEach(WorkerExecutor::close));
    }

    private @Nullable SoleUse claim() {
        if (!alone) {
            return null;
        }
        SoleUse claimed = new SoleUse(connections);
        try {
            claimed.claim();
            return claimed;
        } catch (SQLException e) {
            throw PostgresOpener.unusable(e);
        }
    }

    private List<PostgresConnection> connect(@Nullable SoleUse claimed) {
        List<PostgresConnection> lanes = new ArrayList<>();
        try {
            while (lanes.size() < LANES) {
                lanes.add(new PostgresConnection(connections, lanes.isEmpty() ? claimed : null, node));
            }
            return lanes;
        } catch (SQLException e) {
            for (PostgresConnection lane : lanes) {
                lane.closeQuietly();
            }
            throw PostgresOpener.unusable(e);
        }
    }

    /** Each lane commits what has gathered; commits of several lanes at once are joined by the server. */
    private static LaneWriter writer(WriterSetup setup, List<WorkerExecutor> threads, List<PostgresConnection> lanes) {
        WriterSetup each = new WriterSetup(
                setup.vertx(),
                setup.name(),
                setup.queue(),
                Math.min(setup.batch(), TOGETHER),
                setup.patience(),
                setup.onChange());
        List<GroupCommitWriter> writers = new ArrayList<>();
        for (int lane = 0; lane < lanes.size(); lane++) {
            writers.add(new GroupCommitWriter(each, threads.get(lane), lanes.get(lane)));
        }
        return new LaneWriter(writers);
    }

    @Override
    public Future<Nodes> enter(Vertx vertx) {
        return node == null ? Future.succeededFuture(Nodes.NONE) : PostgresNodes.enter(vertx, connections, node);
    }

    @Override
    public ReadPool read(Vertx vertx, Runnable onCorrupt) {
        return new PostgresReadPool(vertx, connections, readers, queueLimit, onCorrupt);
    }
}
