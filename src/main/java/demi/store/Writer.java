package demi.store;

import demi.contract.Failure;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
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
    private static final String HANGS = "The disk with the database does not answer.";

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final WriteConnection connection;
    private final StoreSettings settings;
    private final Duration patience;
    private final WayBack back;
    private final Runnable onChange;
    private final ArrayDeque<QueuedWrite<?>> queue = new ArrayDeque<>();
    private final Promise<Void> idle = Promise.promise();
    private @Nullable String trouble;
    private boolean damaged;
    private boolean looking;
    /** When the worker was given what it is at. */
    private long began;

    private boolean committing;
    private boolean closing;
    private long commits;
    private long writes;
    private long probes;

    /**
     * @param patience how long the disk may take before it counts as hanging
     * @param back told of in the log when the file turns out to be damaged
     * @param onChange called whenever {@link #trouble} has changed
     */
    Writer(
            Vertx vertx,
            WorkerExecutor worker,
            WriteConnection connection,
            StoreSettings settings,
            Duration patience,
            WayBack back,
            Runnable onChange) {
        this.vertx = vertx;
        this.patience = patience;
        this.back = back;
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
        began = System.nanoTime();
        List<QueuedWrite<?>> batch = new ArrayList<>();
        while (batch.size() < settings.batchLimit() && !queue.isEmpty()) {
            batch.add(queue.remove());
        }
        worker.executeBlocking(() -> {
                    connection.commit(batch);
                    return batch.size();
                })
                .onComplete(done -> {
                    committing = false;
                    answersAgain();
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
        LOG.error("A commit of {} writes failed: {}", batch.size(), Trouble.sentence(thrown), thrown);
        Throwable why = Trouble.isOfTheFile(thrown) ? Trouble.unavailable(thrown) : thrown;
        batch.forEach(write -> write.refuse(why));
        broken(thrown);
    }

    /** Takes no writes for now, where what was {@code thrown} is about the file. */
    private void broken(Throwable thrown) {
        if (Trouble.isDamage(thrown)) {
            damaged();
        } else if (Trouble.isOfTheFile(thrown) && trouble == null) {
            down(Trouble.sentence(thrown));
            if (thrown instanceof Failure) {
                rescue();
            }
            probeLater();
        }
    }

    /** What was acknowledged is not to go with this process. */
    private void rescue() {
        worker.executeBlocking(() -> connection.rescue(Instant.now()))
                .onSuccess(copy -> LOG.error(
                        "The database was taken away. All that she had is kept as {}. Put the database back, or stop Demi and: {}",
                        copy,
                        back.command(copy)))
                .onFailure(thrown -> LOG.error("The database was taken away, and cannot be copied", thrown));
    }

    /** What was read is not what was written; in another file under the same name that says nothing of this one. */
    void suspected() {
        worker.executeBlocking(() -> {
                    connection.refuseIfGone();
                    return true;
                })
                .onSuccess(here -> damaged())
                .onFailure(this::broken);
    }

    /** Nothing is written any more: what a damaged file holds would only become less. */
    private void damaged() {
        if (damaged || closing) {
            return;
        }
        damaged = true;
        down("The database file is damaged. Stop her and restore a backup; the log says how.");
        worker.executeBlocking(() -> back.sentence(Migrations.NEWEST))
                .onSuccess(way -> LOG.error("The database file is damaged. Stop Demi. {}", way))
                .onFailure(thrown -> LOG.error("The database file is damaged, and its backups cannot be read", thrown));
    }

    private void down(String why) {
        trouble = why;
        queue.forEach(write -> write.refuse(new Failure(Failure.Code.UNAVAILABLE, why)));
        queue.clear();
        onChange.run();
    }

    private void probe() {
        if (closing || damaged) {
            return;
        }
        probes++;
        worker.executeBlocking(() -> {
                    connection.probe();
                    return true;
                })
                .onComplete(probed -> {
                    if (damaged) {
                        return;
                    }
                    if (probed.failed()) {
                        LOG.debug("The database still cannot be written", probed.cause());
                        still(probed.cause());
                        return;
                    }
                    LOG.info("The database can be written again");
                    trouble = null;
                    onChange.run();
                });
    }

    /** It may be for another reason by now. */
    private void still(Throwable thrown) {
        if (Trouble.isDamage(thrown)) {
            damaged();
            return;
        }
        String why = Trouble.sentence(thrown);
        if (!why.equals(trouble)) {
            trouble = why;
            onChange.run();
        }
        probeLater();
    }

    private void probeLater() {
        vertx.setTimer(PROBE_MS, timer -> probe());
    }

    /**
     * Looks whether a write could be kept, also while nobody writes.
     *
     * @return whether another process has written since the last look
     */
    Future<Boolean> look() {
        if ((committing || looking) && trouble == null && System.nanoTime() - began > patience.toNanos()) {
            LOG.error(HANGS);
            down(HANGS);
        }
        if (trouble != null || closing || looking || committing) {
            return Future.succeededFuture(false);
        }
        looking = true;
        began = System.nanoTime();
        return worker.executeBlocking(connection::look).transform(looked -> {
            looking = false;
            answersAgain();
            if (looked.failed() && !closing && trouble == null) {
                LOG.warn("Nothing can be written just now: {}", Trouble.sentence(looked.cause()));
                broken(looked.cause());
            }
            return Future.succeededFuture(looked.succeeded() && looked.result());
        });
    }

    /** What hung has come to an end, whichever. */
    private void answersAgain() {
        if (HANGS.equals(trouble)) {
            LOG.info("The disk answers again");
            trouble = null;
            onChange.run();
        }
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

    /** How often it was tried whether writing works again. */
    long probes() {
        return probes;
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
