package demi.store.commit;

import demi.bus.Failure;
import demi.bus.Timers;
import demi.store.sql.SqlErrors;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether anything can be written, and what is tried when not: a lock, a full disk or a file that was moved away are waited for, a
 * disk that hangs comes back by itself, damage is for good. Belongs to the verticle's context.
 */
@WallTime("names of copies")
public final class WriterHealth {

    private static final Logger LOG = LoggerFactory.getLogger(WriterHealth.class);
    private static final long PROBE_MS = 2_000;

    private final Vertx vertx;
    private final WorkerExecutor worker;
    private final WriteConnection connection;
    private final Duration patience;
    private final SqlErrors errors;
    private final Consumer<@Nullable String> onChange;
    private @Nullable String trouble;
    private boolean damaged;
    private boolean atWork;
    /** When the worker was given what it is at. */
    private long began;

    private boolean closing;
    private long probes;

    /**
     * @param patience how long a commit may take before the database counts as hanging
     * @param onChange called with what {@link #trouble} is now
     */
    WriterHealth(
            Vertx vertx,
            WorkerExecutor worker,
            WriteConnection connection,
            Duration patience,
            Consumer<@Nullable String> onChange) {
        this.vertx = vertx;
        this.worker = worker;
        this.connection = connection;
        this.patience = patience;
        this.errors = connection.errors();
        this.onChange = onChange;
    }

    /** What is wrong, for a person; null when all is well. */
    @Nullable
    public String trouble() {
        return trouble;
    }

    /** How often it was tried whether writing works again. */
    public long probes() {
        return probes;
    }

    /** Nothing is tried any more. */
    void close() {
        closing = true;
    }

    /** The worker is given something. */
    void commitStarted() {
        atWork = true;
        began = System.nanoTime();
    }

    /** It came back, with whatever. */
    void commitEnded() {
        atWork = false;
        if (errors.hangs().equals(trouble)) {
            LOG.info("The database answers again");
            transitionTo(null);
        }
    }

    private void transitionTo(@Nullable String now) {
        trouble = now;
        onChange.accept(now);
    }

    /** Nothing is to be written for now, where what was {@code thrown} is about the file. */
    void broken(Throwable thrown) {
        if (errors.isCorrupt(thrown)) {
            damaged();
        } else if (errors.isOfTheDatabase(thrown) && trouble == null) {
            transitionTo(errors.sentence(thrown));
            if (thrown instanceof Failure) {
                rescue();
            }
            probeLater();
        }
    }

    /** What was acknowledged is not to go with this process. */
    private void rescue() {
        worker.executeBlocking(() -> connection.rescue(Instant.now()))
                .onSuccess(advice -> {
                    // A server keeps what it has.
                    if (!advice.isEmpty()) {
                        LOG.error("The database was taken away. {}", advice);
                    }
                })
                .onFailure(thrown -> LOG.error("The database was taken away, and cannot be copied", thrown));
    }

    /** What was read is not what was written; in another file under the same name that says nothing of this one. */
    public void suspected() {
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
        transitionTo(errors.damaged());
        worker.executeBlocking(connection::restoreAdvice)
                .onSuccess(advice -> LOG.error("The database is damaged. Stop Demi. {}", advice))
                .onFailure(thrown -> LOG.error("The database is damaged, and its backups cannot be read", thrown));
    }

    private void probeLater() {
        Timers.after(vertx, PROBE_MS, timer -> probe());
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
                    if (probed.succeeded()) {
                        LOG.info("The database can be written again");
                        transitionTo(null);
                    } else {
                        checkSlowCommit(probed.cause());
                    }
                });
    }

    /** It may be for another reason by now. */
    private void checkSlowCommit(Throwable thrown) {
        LOG.debug("The database still cannot be written", thrown);
        if (errors.isCorrupt(thrown)) {
            damaged();
            return;
        }
        String why = errors.sentence(thrown);
        if (!why.equals(trouble)) {
            transitionTo(why);
        }
        probeLater();
    }

    /**
     * Looks whether a write could be kept, also while nobody writes.
     *
     * @return whether another process has written since the last look
     */
    public Future<Boolean> poll() {
        if (atWork && trouble == null && System.nanoTime() - began > patience.toNanos()) {
            LOG.error(errors.hangs());
            transitionTo(errors.hangs());
        }
        if (trouble != null || closing || atWork) {
            return Future.succeededFuture(false);
        }
        commitStarted();
        return worker.executeBlocking(connection::detectExternalChange).transform(looked -> {
            commitEnded();
            if (looked.failed() && !closing && trouble == null) {
                LOG.warn("Cannot write to the database at the moment: {}", errors.sentence(looked.cause()));
                broken(looked.cause());
            }
            return Future.succeededFuture(looked.succeeded() && looked.result());
        });
    }
}
