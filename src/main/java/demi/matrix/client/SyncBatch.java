package demi.matrix.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one answer to {@code /sync} holds. A room or an event that is malformed is left out; the rest counts.
 *
 * @param next the token to go on from
 * @param direct rooms that the account holds to be direct; null where that has not changed
 */
record SyncBatch(
        String next,
        List<Joined> joined,
        List<Invite> invites,
        List<Left> left,
        @Nullable Set<String> direct) {

    /** @param limited whether earlier events were left out */
    record Joined(String room, boolean limited, List<RoomEvent> state, List<RoomEvent> timeline) {}

    record Invite(String room, String inviter, boolean direct) {}

    record Left(String room, boolean banned) {}

    /** Null where it is no answer to {@code /sync}. */
    static @Nullable SyncBatch of(@Nullable JsonObject answer, String self) {
        if (answer == null || !(answer.getValue("next_batch") instanceof String next) || next.isEmpty()) {
            return null;
        }
        SyncBatch batch = new SyncBatch(next, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), direct(answer));
        JsonObject rooms = object(answer, "rooms");
        each(rooms, "join", (id, room) -> batch.joined.add(joined(id, room)));
        each(rooms, "invite", (id, room) -> batch.addInvite(id, room, self));
        each(rooms, "leave", (id, room) -> batch.left.add(new Left(id, isBanned(room, self))));
        return batch;
    }

    private static Joined joined(String id, JsonObject room) {
        JsonObject timeline = object(room, "timeline");
        return new Joined(
                id,
                Boolean.TRUE.equals(timeline.getValue("limited")),
                RoomEvent.list(object(room, "state").getValue("events"), false),
                RoomEvent.list(timeline.getValue("events"), false));
    }

    private void addInvite(String id, JsonObject room, String self) {
        RoomEvent.list(object(room, "invite_state").getValue("events"), true).stream()
                .filter(event -> event.makes(self, "invite"))
                .reduce((earlier, later) -> later)
                .ifPresent(event -> invites.add(new Invite(
                        id, event.sender(), Boolean.TRUE.equals(event.content().getValue("is_direct")))));
    }

    private static boolean isBanned(JsonObject room, String self) {
        List<RoomEvent> events = RoomEvent.list(object(room, "state").getValue("events"), false);
        events.addAll(RoomEvent.list(object(room, "timeline").getValue("events"), false));
        return events.stream()
                .filter(event -> event.isState(RoomEvent.MEMBER) && self.equals(event.stateKey()))
                .reduce((earlier, later) -> later)
                .map(event -> event.makes(self, "ban"))
                .orElse(false);
    }

    private static @Nullable Set<String> direct(JsonObject answer) {
        if (!(object(answer, "account_data").getValue("events") instanceof JsonArray events)) {
            return null;
        }
        Set<String> found = null;
        for (Object value : events) {
            if (value instanceof JsonObject event && "m.direct".equals(event.getValue("type"))) {
                found = directRooms(object(event, "content"));
            }
        }
        return found;
    }

    /** @param content user to list of rooms */
    static Set<String> directRooms(JsonObject content) {
        Set<String> rooms = new HashSet<>();
        for (String user : content.fieldNames()) {
            if (content.getValue(user) instanceof JsonArray ids) {
                ids.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(rooms::add);
            }
        }
        return rooms;
    }

    private static void each(JsonObject rooms, String kind, BiConsumer<String, JsonObject> take) {
        JsonObject all = object(rooms, kind);
        for (String id : all.fieldNames()) {
            if (Homeserver.isId(id) && all.getValue(id) instanceof JsonObject room) {
                take.accept(id, room);
            }
        }
    }

    private static JsonObject object(JsonObject in, String key) {
        return in.getValue(key) instanceof JsonObject object ? object : new JsonObject();
    }
}
