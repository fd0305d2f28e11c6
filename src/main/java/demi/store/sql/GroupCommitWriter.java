package demi.store.sql;

import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: while one commit is under way writes wait, and all that wait share the next. Belongs to the verticle's
 * context; the connection belongs to the one thread of {@code worker}.
 */
public final class GroupCommitWriter {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    private final WorkerExecutor worker;
    private final WriteConnection connection;
    private final Bounds bounds;
    private final WriterHealth health;
    private final ArrayDeque<QueuedWrite<?>> queue = new ArrayDeque<>();
    private final Promise<Void> idle = Promise.promise();
    private boolean committing;
    private boolean closing;
    private long commits;
    private long writes;

    /**
     * @param queue how many writes may wait
     * @param batch how many of them share one commit at most
     */
    public record Bounds(int queue, int batch) {}

    /**
     * @param patience how long the disk may take before it counts as hanging
     * @param onChange called whenever the trouble of {@link #health} has changed
     */
    public GroupCommitWriter(
            Vertx vertx,
            WorkerExecutor worker,
            WriteConnection connection,
            Bounds bounds,
            Duration patience,
            Runnable onChange) {
        this.worker = worker;
        this.connection = connection;
        this.bounds = bounds;
        this.health = new WriterHealth(vertx, worker, connection, patience, trouble -> {
            if (trouble != null) {
                refuseAll(trouble);
            }
            onChange.run();
        });
    }

    public WriterHealth health() {
        return health;
    }

    /** Done once the write is durable; fails UNAVAILABLE, at once, when it cannot be taken. */
    public <R> Future<R> write(WriteOperation<R> write) {
        if (closing) {
            return unavailable("Demi is stopping.");
        }
        String trouble = health.trouble();
        if (trouble != null) {
            return unavailable(trouble);
        }
        if (queue.size() >= bounds.queue()) {
            return unavailable("Too many messages wait for the disk.");
        }
        QueuedWrite<R> queued = new QueuedWrite<>(write);
        queue.add(queued);
        commitNext();
        return queued.answer();
    }

    private void commitNext() {
        if (committing || queue.isEmpty()) {
            return;
        }
        committing = true;
        health.commitStarted();
        List<QueuedWrite<?>> batch = new ArrayList<>();
        while (batch.size() < bounds.batch() && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        worker.executeBlocking(() -> {
                    connection.commit(batch);
                    return batch.size();
                })
                .onComplete(done -> {
                    committing = false;
                    health.commitEnded();
                    if (done.succeeded()) {
                        committed(batch);
                    } else {
                        failed(batch, done.cause());
                    }
                    commitNext();
                    finishIfIdle();
                });
    }

    private void committed(List<QueuedWrite<?>> batch) {
        commits++;
        writes += batch.size();
        batch.forEach(QueuedWrite::settle);
    }

    private void failed(List<QueuedWrite<?>> batch, Throwable thrown) {
        SqlErrors errors = connection.errors();
        LOG.error("Could not commit {} writes: {}", batch.size(), errors.sentence(thrown), thrown);
        Throwable why = errors.isOfTheDatabase(thrown) ? errors.unavailable(thrown) : thrown;
        batch.forEach(write -> write.refuse(why));
        health.broken(thrown);
    }

    private void refuseAll(String why) {
        queue.forEach(write -> write.refuse(new Failure(Failure.Code.UNAVAILABLE, why)));
        queue.clear();
    }

    /** Transactions that reached the disk. */
    public long commits() {
        return commits;
    }

    /** Writes that those commits held. */
    public long writes() {
        return writes;
    }

    public int waiting() {
        return queue.size();
    }

    /** Takes nothing more; done when all that is queued is finished. */
    public Future<Void> drain() {
        closing = true;
        health.close();
        finishIfIdle();
        return idle.future();
    }

    /** After {@link #drain}. */
    public Future<Void> close() {
        return worker.executeBlocking(() -> {
            connection.close();
            return null;
        });
    }

    private void finishIfIdle() {
        if (closing && !committing && queue.isEmpty()) {
            idle.tryComplete();
        }
    }

    private static <R> Future<R> unavailable(String sentence) {
        return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, sentence));
    }
}
