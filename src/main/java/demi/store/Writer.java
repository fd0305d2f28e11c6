package demi.store;

import demi.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.sql.SQLException;
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
final class Writer {

    private static final Logger LOG = LoggerFactory.getLogger(Writer.class);
    private static final long PROBE_MS = 2_000;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final WriteConnection connection;
    private final StoreSettings settings;
    private final Runnable onChange;
    private final ArrayDeque<QueuedWrite<?>> queue = new ArrayDeque<>();
    private final Promise<Void> idle = Promise.promise();
    private @Nullable String trouble;
    private boolean committing;
    private boolean closing;
    private long commits;
    private long writes;

    /** @param onChange called whenever {@link #trouble} has changed */
    Writer(Vertx vertx, WorkerExecutor worker, WriteConnection connection, StoreSettings settings, Runnable onChange) {
        this.vertx = vertx;
        this.worker = worker;
        this.connection = connection;
        this.settings = settings;
        this.onChange = onChange;
    }

    /** Done once the write is durable; fails UNAVAILABLE, at once, when it cannot be taken. */
    <R> Future<R> write(Write<R> write) {
        if (closing) {
            return unavailable("Demi is stopping.");
        }
        if (trouble != null) {
            return unavailable(trouble);
        }
        if (queue.size() >= settings.queueLimit()) {
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
        List<QueuedWrite<?>> batch = new ArrayList<>();
        while (batch.size() < settings.batchLimit() && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        worker.executeBlocking(() -> {
                    connection.commit(batch);
                    return batch.size();
                })
                .onSuccess(size -> committed(batch))
                .onFailure(thrown -> failed(batch, thrown))
                .onComplete(either -> {
                    committing = false;
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
        Failure why = thrown instanceof SQLException sql
                ? Trouble.unavailable(sql)
                : new Failure(Failure.Code.INTERNAL, "Something went wrong inside Demi.");
        LOG.error("A commit of {} writes failed: {}", batch.size(), why.sentence(), thrown);
        batch.forEach(write -> write.refuse(why));
        if (thrown instanceof SQLException) {
            down(why);
        }
    }

    private void down(Failure why) {
        trouble = why.sentence();
        queue.forEach(write -> write.refuse(why));
        queue.clear();
        onChange.run();
        vertx.setTimer(PROBE_MS, timer -> probe());
    }

    private void probe() {
        if (closing) {
            return;
        }
        worker.executeBlocking(() -> {
                    connection.probe();
                    return true;
                })
                .onSuccess(works -> {
                    LOG.info("The database can be written again");
                    trouble = null;
                    onChange.run();
                })
                .onFailure(thrown -> {
                    LOG.debug("The database still cannot be written", thrown);
                    vertx.setTimer(PROBE_MS, timer -> probe());
                });
    }

    /** Whether another process has written since this was last asked. */
    Future<Boolean> changedElsewhere() {
        return trouble == null && !closing
                ? worker.executeBlocking(connection::changedElsewhere)
                : Future.succeededFuture(false);
    }

    /** What is wrong, for a person; null when all is well. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** Transactions that reached the disk. */
    long commits() {
        return commits;
    }

    /** Writes that those commits held. */
    long writes() {
        return writes;
    }

    int waiting() {
        return queue.size();
    }

    /** Takes nothing more; done when all that is queued is finished. */
    Future<Void> drain() {
        closing = true;
        finishIfIdle();
        return idle.future();
    }

    /** After {@link #drain}. */
    Future<Void> close() {
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
