package demi.matrix.client;

import demi.bus.Timers;
import demi.matrix.client.SyncBatch.Invite;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Joins rooms that she is invited to, or declines. What fails for now is tried again a few times; then the next start does. */
final class Invites {

    private static final Logger LOG = LoggerFactory.getLogger(Invites.class);
    private static final int TRIES = 6;
    private static final int MOST = 1_000;

    private final Vertx vertx;
    private final MatrixClient client;
    private final RoomRegistry rooms;
    private final SyncListener listener;
    private final Duration pause;
    private final Set<String> underWay = new HashSet<>();

    Invites(Vertx vertx, MatrixClient client, RoomRegistry rooms, SyncListener listener, Duration pause) {
        this.vertx = vertx;
        this.client = client;
        this.rooms = rooms;
        this.listener = listener;
        this.pause = pause;
    }

    void take(Invite invite) {
        if (underWay.size() < MOST && underWay.add(invite.room())) {
            boolean accepted = listener.accepts(invite.room(), invite.inviter(), invite.direct());
            answer(invite, accepted, 1);
        }
    }

    private void answer(Invite invite, boolean accepted, int attempt) {
        var answered = accepted ? client.join(invite.room()) : client.leave(invite.room());
        answered.onSuccess(done -> {
                    underWay.remove(invite.room());
                    LOG.info("{} an invite: room={}", accepted ? "Accepted" : "Declined", invite.room());
                    if (accepted && invite.direct()) {
                        markDirect(invite);
                    }
                })
                .onFailure(thrown -> {
                    if (thrown instanceof MatrixFault fault && fault.isTemporary() && attempt < TRIES) {
                        long millis = fault.retryAfter()
                                .orElse(pause.multipliedBy(1L << attempt))
                                .toMillis();
                        Timers.after(vertx, Math.max(1, millis), again -> answer(invite, accepted, attempt + 1));
                    } else {
                        underWay.remove(invite.room());
                        LOG.warn("Could not answer an invite: room={}: {}", invite.room(), thrown.getMessage());
                    }
                });
        if (accepted && invite.direct()) {
            rooms.markDirect(invite.room());
        }
    }

    private void markDirect(Invite invite) {
        client.markDirect(invite.room(), invite.inviter())
                .onFailure(thrown ->
                        LOG.warn("Could not mark a room as direct: room={}: {}", invite.room(), thrown.getMessage()));
    }
}
