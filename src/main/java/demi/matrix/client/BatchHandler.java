package demi.matrix.client;

import demi.matrix.client.SyncBatch.Joined;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a listener what a batch holds: in the order in which it was said in each room, one after the other. */
final class BatchHandler {

    private static final Logger LOG = LoggerFactory.getLogger(BatchHandler.class);
    /** Of those told, so that a batch that is read again is not told again. */
    private static final int MOST_TOLD = 2_000;

    private final String self;
    private final String ownName;
    private final SyncListener listener;
    private final RoomRegistry rooms;
    private final Invites invites;
    private final MessageReader reader;
    private final Map<String, Boolean> told = new BoundedMap<>(MOST_TOLD);
    private final Set<String> unreadable = new HashSet<>();

    BatchHandler(Vertx vertx, MatrixClient client, SyncListener listener, String self, String ownName, Duration pause) {
        this.self = self;
        this.ownName = ownName;
        this.listener = listener;
        this.rooms = new RoomRegistry(client, self);
        this.invites = new Invites(vertx, client, rooms, listener, pause);
        this.reader = new MessageReader(self);
    }

    String self() {
        return self;
    }

    Future<Boolean> isAloneWith(String room, String user) {
        return rooms.isAloneWith(room, user);
    }

    void learn(SyncBatch batch) {
        rooms.learn(batch);
        batch.invites().forEach(invites::take);
    }

    /** Fails where something cannot be told now; then all of it is to come again. */
    Future<Void> take(SyncBatch batch, BooleanSupplier stopped) {
        rooms.markDirect(batch);
        batch.invites().forEach(invites::take);
        Set<String> known = new HashSet<>();
        batch.joined().stream().map(Joined::room).filter(rooms::wasIn).forEach(known::add);
        return rooms.loadMembers(batch).compose(loaded -> {
            Deque<Supplier<Future<Void>>> work = new ArrayDeque<>();
            batch.joined().forEach(room -> prepare(room, known.contains(room.room()), work));
            Promise<Void> done = Promise.promise();
            run(work, stopped, done);
            return done.future().onSuccess(all -> batch.left().forEach(this::leave));
        });
    }

    /** What the batch told is kept, and it does not come again. */
    void settle(SyncBatch batch) {
        rooms.settle(batch);
    }

    private void leave(SyncBatch.Left left) {
        if (rooms.wasIn(left.room())) {
            rooms.leave(left.room());
            unreadable.remove(left.room());
            listener.left(left.room(), left.banned());
        }
    }

    private void prepare(Joined room, boolean known, Deque<Supplier<Future<Void>>> work) {
        RoomState state = rooms.enter(room.room());
        room.state().forEach(state::apply);
        if (room.limited() && known) {
            listener.missed(room.room());
        }
        int from = known ? 0 : arrival(room.timeline());
        for (int at = 0; at < room.timeline().size(); at++) {
            RoomEvent event = room.timeline().get(at);
            boolean isOld = at < from;
            work.add(() -> {
                state.apply(event);
                return isOld ? Future.succeededFuture() : tell(room.room(), state, event);
            });
        }
    }

    /** Where she was invited, else where she joined: what comes with a room that she is new to may have been said long before. */
    private int arrival(List<RoomEvent> timeline) {
        int joined = 0;
        for (int at = 0; at < timeline.size(); at++) {
            if (timeline.get(at).makes(self, "invite")) {
                return at;
            } else if (timeline.get(at).makes(self, "join")) {
                joined = at;
            }
        }
        return joined;
    }

    private Future<Void> tell(String room, RoomState state, RoomEvent event) {
        if (event.type().equals(RoomEvent.ENCRYPTED)) {
            state.markEncrypted();
        }
        MatrixMessage message = read(room, state, event);
        boolean isHidden =
                event.type().equals(RoomEvent.ENCRYPTED) && !event.sender().equals(self);
        if (isHidden || (message != null && state.isEncrypted())) {
            // What she would answer there would be in the clear.
            if (unreadable.add(room)) {
                listener.unreadable(room, event.sender());
            }
            return Future.succeededFuture();
        }
        return message == null || told.containsKey(event.id())
                ? Future.succeededFuture()
                : listener.message(message).onSuccess(kept -> told.put(event.id(), true));
    }

    private @Nullable MatrixMessage read(String room, RoomState state, RoomEvent event) {
        try {
            String here = state.name(self);
            return reader.read(room, event, state, here == null ? ownName : here);
        } catch (RuntimeException e) {
            LOG.warn("Could not read an event: room={} event={}", room, event.id(), e);
            return null;
        }
    }

    /** Without a stack that grows with the number of messages. */
    private void run(Deque<Supplier<Future<Void>>> work, BooleanSupplier stopped, Promise<Void> done) {
        while (!work.isEmpty() && !stopped.getAsBoolean()) {
            Future<Void> next;
            try {
                next = work.remove().get();
            } catch (RuntimeException e) {
                done.fail(e);
                return;
            }
            if (!next.isComplete()) {
                next.onSuccess(over -> run(work, stopped, done)).onFailure(done::fail);
                return;
            } else if (next.failed()) {
                done.fail(next.cause());
                return;
            }
        }
        done.complete();
    }
}
