package demi.store.postgres;

import demi.api.store.NodeStore.Claimed;
import demi.api.store.NodeStore.Replaced;
import demi.api.store.NodeStore.View;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.store.sql.StorageEngine.Nodes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.Callable;

/** A node's place among those that share a database, on a thread and a connection of its own: no write is waited for. */
final class PostgresNodes implements Nodes {

    private final WorkerExecutor thread;
    private final NodeLease lease;

    private PostgresNodes(WorkerExecutor thread, NodeLease lease) {
        this.thread = thread;
        this.lease = lease;
    }

    /** Fails with a {@link Failure} where a Demi is at work that is none of these nodes. */
    static Future<Nodes> enter(Vertx vertx, Connections connections, String node) {
        PostgresNodes nodes = new PostgresNodes(
                vertx.createSharedWorkerExecutor("demi-store-node", 1), new NodeLease(connections, node));
        return nodes.run(() -> {
                    nodes.lease.enter();
                    return nodes;
                })
                .onFailure(thrown -> nodes.thread.close())
                .map(entered -> entered);
    }

    private <R> Future<R> run(Callable<R> work) {
        return thread.executeBlocking(work)
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof SQLException e ? PostgresErrors.ERRORS.unavailable(e) : thrown));
    }

    @Override
    public Future<View> renew() {
        return run(lease::renew);
    }

    @Override
    public Future<Replaced> replace(String node, boolean isGone) {
        return run(() -> new Replaced(lease.replace(node, isGone)));
    }

    @Override
    public Future<Claimed> claim(List<String> shares) {
        return run(() -> new Claimed(lease.claim(shares)));
    }

    @Override
    public Future<Ack> release(List<String> shares) {
        return run(() -> {
            lease.release(shares);
            return Ack.DONE;
        });
    }

    @Override
    public Future<Void> leave() {
        Future<Void> left = run(() -> {
            lease.leave();
            return null;
        });
        return left.eventually(thread::close);
    }
}
