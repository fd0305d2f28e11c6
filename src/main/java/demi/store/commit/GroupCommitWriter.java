package demi.store.commit;

import demi.bus.Failure;
import demi.store.sql.SqlErrors;
import demi.store.sql.StoreWriter;
import demi.store.sql.WriteOperation;
import demi.store.sql.WriterSetup;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.WorkerExecutor;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Group commit: while one commit is under way writes wait, and all that wait share the next. Belongs to the verticle's
 * context; the connection belongs to the one thread of {@code worker}.
 */
public final class GroupCommitWriter implements StoreWriter {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommitWriter.class);

    private final WorkerExecutor worker;
    private final WriteConnection connection;
    private final WriterSetup setup;
    private final WriterHealth health;
    private final ArrayDeque<QueuedWrite<?>> queue = new ArrayDeque<>();
    private final Promise<Void> idle = Promise.promise();
    private boolean committing;
    private boolean closing;
    private long commits;
    private long writes;

    /** @param worker has one thread, and is closed with the writer */
    public GroupCommitWriter(WriterSetup setup, WorkerExecutor worker, WriteConnection connection) {
        this.worker = worker;
        this.connection = connection;
        this.setup = setup;
        this.health = new WriterHealth(setup.vertx(), worker, connection, setup.patience(), trouble -> {
            if (trouble != null) {
                refuseAll(trouble);
            }
            setup.onChange().run();
        });
    }

    @Override
    public @Nullable String trouble() {
        return health.trouble();
    }

    @Override
    public Future<Boolean> poll() {
        return health.poll();
    }

    @Override
    public void suspectCorruption() {
        health.suspected();
    }

    @Override
    public long probes() {
        return health.probes();
    }

    @Override
    public <R> Future<R> write(@Nullable String person, WriteOperation<R> write) {
        if (closing) {
            return unavailable("Demi is stopping.");
        }
        String trouble = health.trouble();
        if (trouble != null) {
            return unavailable(trouble);
        }
        if (queue.size() >= setup.queue()) {
            return unavailable("Too many messages wait for the database.");
        }
        QueuedWrite<R> queued = new QueuedWrite<>(person, write);
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
        while (batch.size() < setup.batch() && !queue.isEmpty()) {
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
                        // First the next one, so that the disk does not wait while these are told.
                        commitNext();
                        committed(batch);
                    } else {
                        failed(batch, done.cause());
                        commitNext();
                    }
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

    @Override
    public long commits() {
        return commits;
    }

    @Override
    public long writes() {
        return writes;
    }

    @Override
    public int waiting() {
        return queue.size();
    }

    @Override
    public Future<Void> drain() {
        closing = true;
        health.close();
        finishIfIdle();
        return idle.future();
    }

    @Override
    public Future<Void> close() {
        Future<Void> closed = worker.executeBlocking(() -> {
            connection.close();
            return null;
        });
        return closed.eventually(worker::close);
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
