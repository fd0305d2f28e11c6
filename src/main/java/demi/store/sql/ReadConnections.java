package demi.store.sql;

import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Threads that read, whatever the engine, and the connections that none of them uses at the moment, with their statements. */
public final class ReadConnections {

    /** What those are told who asked for it. */
    public static final String UNREADABLE = "The database cannot be read.";

    private final WorkerExecutor worker;
    private final int most;
    /** Shared by the threads of the worker. */
    private final ConcurrentLinkedDeque<StatementCache> idle = new ConcurrentLinkedDeque<>();

    private final AtomicInteger asked = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param readers how many read at a time
     * @param queueLimit how many may wait for one
     */
    public ReadConnections(Vertx vertx, int readers, int queueLimit) {
        this.worker = vertx.createSharedWorkerExecutor(
                "demi-reads-" + System.identityHashCode(this), readers, 1, TimeUnit.MINUTES);
        this.most = readers + queueLimit;
    }

    /** Does that on a thread of its own; fails UNAVAILABLE at once where too many wait. */
    public <T> Future<T> run(Callable<T> reading) {
        if (asked.incrementAndGet() > most) {
            asked.decrementAndGet();
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, UNREADABLE));
        }
        return worker.executeBlocking(reading, false).onComplete(done -> asked.decrementAndGet());
    }

    /** One that is open and that nobody uses; null: open another. To be given back, or closed. */
    public @Nullable StatementCache take() {
        return idle.poll();
    }

    public void giveBack(StatementCache connection) {
        idle.push(connection);
        if (closed) {
            closeIdle();
        }
    }

    private void closeIdle() {
        for (StatementCache each = idle.poll(); each != null; each = idle.poll()) {
            each.close();
        }
    }

    /** Those that read come to their end, and their connections close then. */
    public Future<Void> close() {
        closed = true;
        Future<Void> emptied = worker.executeBlocking(
                () -> {
                    closeIdle();
                    return null;
                },
                false);
        return emptied.eventually(worker::close);
    }
}
