package demi.matrix;

import demi.api.HealthApi;
import demi.api.HealthApi.Status;
import demi.bus.Failure;
import demi.matrix.client.MatrixClient;
import demi.matrix.client.MatrixFault;
import demi.matrix.client.MatrixMessage;
import demi.matrix.client.SyncListener;
import demi.matrix.client.SyncLoop;
import demi.matrix.message.MatrixNetworkClient;
import demi.matrix.message.QuotedMessages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Her session at the homeserver: how it is, and what comes of it. */
final class MatrixConnection implements SyncListener {

    private static final Logger LOG = LoggerFactory.getLogger(MatrixConnection.class);
    private static final String NAME = "matrix";
    /** After that, what comes first may be of long ago. */
    private static final Duration LONG_OUTAGE = Duration.ofMinutes(10);

    /** Told on the room's context. */
    interface Listener {
        /** She is on Matrix, for the first time or again. */
        void connected(MatrixNetworkClient client, boolean isNew);

        /** @param late whether it may have been said while she was away */
        Future<Void> heard(MatrixMessage message, boolean late);

        /** All before that sync token was heard. */
        void reached(String since);

        /** Somebody says something in that room that she cannot read. */
        void unreadable(String room, String sender);

        void healthChanged();
    }

    private final Vertx vertx;
    private final MatrixSettings settings;
    private final MatrixClient client;
    private final QuotedMessages quoted;
    private final Listener listener;
    private final SyncLoop loop;
    private final Promise<Void> settled = Promise.promise();
    private HealthApi.ComponentHealth health =
            HealthApi.ComponentHealth.of(NAME, Status.DEGRADED, "Connecting to Matrix.");
    private @Nullable MatrixNetworkClient networkClient;
    private String self = "";
    private boolean late;
    private boolean anew;
    private long troubleSince;
    private boolean troubled;

    MatrixConnection(
            Vertx vertx, MatrixSettings settings, MatrixClient client, QuotedMessages quoted, Listener listener) {
        this.vertx = vertx;
        this.settings = settings;
        this.client = client;
        this.quoted = quoted;
        this.listener = listener;
        this.loop = new SyncLoop(vertx, client, this, SyncLoop.Limits.USUAL);
    }

    /** @param since where an earlier process was; null: she begins now */
    void open(@Nullable String since) {
        late = since != null;
        loop.start(since);
    }

    /** Logs in to see whether that works, and neither hears nor says anything. */
    void look() {
        client.whoAmI().onSuccess(this::on).onFailure(thrown -> {
            if (thrown instanceof MatrixFault fault && fault.kind() == MatrixFault.Kind.TOKEN) {
                ended(fault);
            } else if (thrown instanceof MatrixFault fault) {
                trouble(fault);
            }
        });
    }

    private void on(String id) {
        self = id;
        tell(Status.UP, "On Matrix as " + id + ".");
    }

    @Override
    public Future<Void> message(MatrixMessage message) {
        return listener.heard(message, late);
    }

    @Override
    public Future<Void> reached(String since) {
        late = false;
        listener.reached(since);
        return Future.succeededFuture();
    }

    @Override
    public boolean accepts(String room, String inviter, boolean direct) {
        // Known since the login, of which it is the first thing that is asked.
        return client.whoAmI()
                .map(id -> settings.accepts(id, room, inviter, direct))
                .otherwise(false)
                .result();
    }

    @Override
    public void unreadable(String room, String sender) {
        LOG.info("Could not read an encrypted room: room={}", room);
        listener.unreadable(room, sender);
    }

    @Override
    public void left(String room, boolean banned) {
        LOG.info("Left a room: room={} banned={}", room, banned);
    }

    @Override
    public void missed(String room) {
        LOG.info("Missed messages, there were too many at once: room={}", room);
    }

    @Override
    public void startedAnew() {
        anew = true;
    }

    @Override
    public void connected() {
        client.whoAmI().onSuccess(id -> {
            LOG.info("{} Matrix: user={}", self.isEmpty() ? "Connected to" : "Reconnected to", id);
            late |= troubled && System.nanoTime() - troubleSince > LONG_OUTAGE.toNanos();
            troubled = false;
            MatrixNetworkClient now = new MatrixNetworkClient(vertx, client, loop, quoted, id);
            networkClient = now;
            on(id);
            listener.connected(now, anew);
            anew = false;
        });
    }

    @Override
    public void trouble(MatrixFault fault) {
        if (!troubled) {
            troubled = true;
            troubleSince = System.nanoTime();
        }
        lose(what(fault) + " She tries again.");
    }

    private String what(MatrixFault fault) {
        return switch (fault.kind()) {
            case UNREACHABLE -> "The homeserver " + settings.homeserver() + " cannot be reached.";
            case UNRECOGNIZED -> "At " + settings.homeserver() + " no Matrix homeserver answers.";
            default -> "The homeserver does not do what it is asked (" + fault.reason() + ").";
        };
    }

    @Override
    public void ended(MatrixFault fault) {
        lose("Matrix refuses " + settings.tokenName() + ", since " + fault.reason() + ".");
    }

    private void lose(String why) {
        networkClient = null;
        if (!why.equals(health.detail())) {
            LOG.warn(why);
        }
        tell(Status.DEGRADED, why);
    }

    private void tell(Status status, String detail) {
        HealthApi.ComponentHealth before = health;
        health = HealthApi.ComponentHealth.of(NAME, status, detail);
        settled.tryComplete();
        if (!health.equals(before)) {
            listener.healthChanged();
        }
    }

    /** How it is, once that is known. */
    Future<HealthApi.ComponentHealth> settled() {
        return settled.future().map(known -> health);
    }

    HealthApi.ComponentHealth health() {
        return health;
    }

    /** Fails UNAVAILABLE while the homeserver is not there. */
    Future<MatrixNetworkClient> networkClient() {
        MatrixNetworkClient now = networkClient;
        return now == null
                ? Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, "She is not on Matrix."))
                : Future.succeededFuture(now);
    }

    /** Nothing more is heard. */
    void stop() {
        loop.stop();
    }
}
