package demi.matrix.client;

import demi.matrix.client.SyncBatch.Joined;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rooms that she is in. */
final class RoomRegistry {

    private final MatrixClient client;
    private final String self;
    private final Map<String, RoomState> rooms = new HashMap<>();
    private final Set<String> direct = new HashSet<>();

    RoomRegistry(MatrixClient client, String self) {
        this.client = client;
        this.self = self;
    }

    /** Takes over what the whole state is. */
    void learn(SyncBatch batch) {
        rooms.clear();
        markDirect(batch);
        batch.joined().forEach(room -> {
            RoomState state = enter(room.room());
            room.state().forEach(state::apply);
            room.timeline().forEach(state::apply);
            state.settle();
        });
    }

    void markDirect(SyncBatch batch) {
        if (batch.direct() != null) {
            direct.clear();
            direct.addAll(batch.direct());
            rooms.forEach((id, room) -> room.markDirect(direct.contains(id)));
        }
    }

    void markDirect(String room) {
        direct.add(room);
    }

    /** Whether she was in it before the batch that is being told. */
    boolean wasIn(String room) {
        RoomState state = rooms.get(room);
        return state != null && state.isSettled();
    }

    /** All of that batch is told, and not read again. */
    void settle(SyncBatch batch) {
        batch.joined().forEach(room -> enter(room.room()).settle());
    }

    RoomState enter(String room) {
        return rooms.computeIfAbsent(room, id -> {
            RoomState state = new RoomState();
            state.markDirect(direct.contains(id));
            return state;
        });
    }

    void leave(String room) {
        rooms.remove(room);
        direct.remove(room);
    }

    /** Asks who is in those rooms in which something was said; fails where that may be asked again. */
    Future<Void> loadMembers(SyncBatch batch) {
        List<Future<Void>> asked = new ArrayList<>();
        for (Joined room : batch.joined()) {
            RoomState state = enter(room.room());
            if (!state.membersKnown() && room.timeline().stream().anyMatch(this::mayBeMessage)) {
                asked.add(load(room.room(), state));
            }
        }
        return Future.all(asked).mapEmpty();
    }

    /** Whether she is in that room with nobody but that user. */
    Future<Boolean> isAloneWith(String room, String user) {
        RoomState state = rooms.get(room);
        if (state == null) {
            return Future.succeededFuture(false);
        }
        return state.membersKnown()
                ? Future.succeededFuture(state.isAloneWith(user))
                : load(room, state).map(loaded -> state.isAloneWith(user));
    }

    private boolean mayBeMessage(RoomEvent event) {
        return event.stateKey() == null && !event.sender().equals(self);
    }

    private Future<Void> load(String room, RoomState state) {
        return client.members(room)
                .<Void>map(members -> {
                    state.members(members);
                    return null;
                })
                .recover(thrown -> {
                    if (thrown instanceof MatrixFault fault && fault.isOfThisRequest()) {
                        state.crowd();
                        return Future.succeededFuture();
                    }
                    return Future.failedFuture(thrown);
                });
    }
}
