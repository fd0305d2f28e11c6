package demi.matrix.client;

import demi.bus.BaseVerticle;
import demi.bus.Timers;
import demi.matrix.client.MatrixFault.Kind;
import demi.util.BoundedHttpClient.Answer;
import demi.util.HttpExchange;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears what is said in the rooms of an account, for as long as it runs. At its start it learns what rooms there are; what was said in
 * them before is told only from {@code since} on. Belongs to one context.
 */
public final class SyncLoop {

    private static final Logger LOG = LoggerFactory.getLogger(SyncLoop.class);
    /** How many messages of a room are asked for; fewer after an answer that was too long. */
    private static final List<Integer> MESSAGES = List.of(50, 10, 1);

    /**
     * @param longPoll how long the server waits for something to tell
     * @param answer what its answer may take beyond that
     * @param pause before the first new try; each further one is twice as long
     * @param longestPause at most
     * @param longestAnswer in bytes
     */
    public record Limits(Duration longPoll, Duration answer, Duration pause, Duration longestPause, int longestAnswer) {
        public static final Limits USUAL = new Limits(
                Duration.ofSeconds(30), Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(1), 16 << 20);
    }

    private final Vertx vertx;
    private final MatrixClient client;
    private final SyncListener listener;
    private final Limits limits;
    private @Nullable BatchHandler handler;
    private @Nullable HttpExchange<Answer> asking;
    private @Nullable String since;
    private boolean learned;
    private boolean connected;
    private boolean stopped;
    private int failures;
    private int step;
    private long timer = Timers.NONE;

    public SyncLoop(Vertx vertx, MatrixClient client, SyncListener listener, Limits limits) {
        this.vertx = vertx;
        this.client = client;
        this.listener = listener;
        this.limits = limits;
    }

    /** @param since as last {@link SyncListener#reached}; null to hear only what is said from now on */
    public void start(@Nullable String since) {
        this.since = since;
        round();
    }

    /** Nothing is told any more. */
    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
        if (asking != null) {
            asking.fail(new CancellationException());
        }
    }

    /** Whether she is in that room with nobody but that user; fails with {@link MatrixFault} where that is not known now. */
    public Future<Boolean> isAloneWith(String room, String user) {
        BatchHandler made = handler;
        return made == null || !learned
                ? Future.failedFuture(new MatrixFault(Kind.UNREACHABLE, "Matrix: not connected yet"))
                : made.isAloneWith(room, user);
    }

    private boolean isStopped() {
        return stopped || BaseVerticle.isClosing();
    }

    private void round() {
        if (isStopped()) {
            return;
        }
        handler()
                .compose(made -> learned ? listen(made) : learn(made))
                .onSuccess(done -> succeeded())
                .onFailure(this::failed);
    }

    private Future<BatchHandler> handler() {
        BatchHandler made = handler;
        if (made != null) {
            return Future.succeededFuture(made);
        }
        return client.whoAmI()
                .compose(self -> client.displayName().map(name -> {
                    BatchHandler fresh = new BatchHandler(vertx, client, listener, self, name, limits.pause());
                    handler = fresh;
                    return fresh;
                }));
    }

    /** What rooms there are, and what they are like; nothing of what was said in them. */
    private Future<Void> learn(BatchHandler made) {
        return ask(made, null, Duration.ZERO, 1)
                .compose(batch -> {
                    made.learn(batch);
                    return since == null ? reached(batch.next()) : Future.succeededFuture();
                })
                .map(done -> {
                    learned = true;
                    return null;
                });
    }

    private Future<Void> listen(BatchHandler made) {
        return ask(made, since, connected ? limits.longPoll() : Duration.ZERO, MESSAGES.get(step))
                .compose(batch -> made.take(batch, this::isStopped)
                        .compose(done -> reached(batch.next()))
                        .onSuccess(done -> made.settle(batch)));
    }

    private Future<Void> reached(String next) {
        if (isStopped()) {
            return Future.succeededFuture();
        }
        return listener.reached(next).map(done -> {
            since = next;
            return null;
        });
    }

    private Future<SyncBatch> ask(BatchHandler made, @Nullable String from, Duration wait, int messages) {
        HttpExchange<Answer> exchange = client.beginSync(
                SyncRequest.query(from, wait, messages), wait.plus(limits.answer()), limits.longestAnswer());
        asking = exchange;
        return client.syncAnswer(exchange).compose(answer -> {
            SyncBatch batch = SyncBatch.of(answer, made.self());
            return batch == null ? Future.failedFuture(FaultReader.noMatrix("sync")) : Future.succeededFuture(batch);
        });
    }

    private void succeeded() {
        if (isStopped()) {
            return;
        }
        failures = 0;
        step = 0;
        if (!connected) {
            connected = true;
            listener.connected();
        }
        // Not at once on this stack: an answer may be there already.
        again(1);
    }

    private void failed(Throwable thrown) {
        if (isStopped()) {
            return;
        }
        if (!(thrown instanceof MatrixFault fault)) {
            LOG.warn("Could not keep what was said; reading it again: {}", thrown.getMessage());
            again(backOff());
            return;
        }
        connected = false;
        if (fault.kind() == Kind.TOKEN) {
            stopped = true;
            listener.ended(fault);
            return;
        }
        if (learned && fault.kind() == Kind.TOO_LARGE && step + 1 < MESSAGES.size()) {
            step++;
            again(1);
            return;
        }
        if (learned && (fault.kind() == Kind.TOO_LARGE || fault.kind() == Kind.REJECTED)) {
            startAnew(fault);
        }
        listener.trouble(fault);
        long pause = backOff();
        again(fault.retryAfter().map(Duration::toMillis).orElse(pause));
    }

    private long backOff() {
        long doubled = limits.pause().toMillis() << Math.min(failures, 10);
        failures++;
        return Math.min(doubled, limits.longestPause().toMillis());
    }

    /** The server does not know {@link #since}, or has more to tell from there than can be read. */
    private void startAnew(MatrixFault fault) {
        LOG.warn("Cannot go on from the last sync token; messages since then are missed: {}", fault.getMessage());
        since = null;
        learned = false;
        listener.startedAnew();
    }

    private void again(long millis) {
        timer = Timers.after(vertx, Math.max(1, millis), now -> round());
    }
}
