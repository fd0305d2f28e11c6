package demi.matrix.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event as it came, as far as it holds what every event has.
 *
 * @param id empty in the stripped state that comes with an invite
 * @param stateKey null where it is no state
 */
record RoomEvent(
        String type, String id, String sender, @Nullable String stateKey, JsonObject content, long sentAt) {

    static final String MESSAGE = "m.room.message";
    static final String MEMBER = "m.room.member";
    static final String ENCRYPTED = "m.room.encrypted";
    static final String ENCRYPTION = "m.room.encryption";
    static final String NAME = "m.room.name";
    static final String STICKER = "m.sticker";

    /** Those that are events; what else is between them is left out. */
    static List<RoomEvent> list(@Nullable Object values, boolean stripped) {
        List<RoomEvent> events = new ArrayList<>();
        if (values instanceof JsonArray array) {
            for (Object value : array) {
                RoomEvent event = of(value, stripped);
                if (event != null) {
                    events.add(event);
                }
            }
        }
        return events;
    }

    /** Null where it is none. */
    static @Nullable RoomEvent of(JsonObject event) {
        return of(event, false);
    }

    private static @Nullable RoomEvent of(@Nullable Object value, boolean stripped) {
        if (!(value instanceof JsonObject event)
                || !(event.getValue("type") instanceof String type)
                || !(event.getValue("sender") instanceof String sender)
                || !(event.getValue("content") instanceof JsonObject content)
                || !Homeserver.isId(sender)) {
            return null;
        }
        String id = event.getValue("event_id") instanceof String given && Homeserver.isId(given) ? given : "";
        String stateKey = event.getValue("state_key") instanceof String key ? key : null;
        if (id.isEmpty() && !stripped) {
            return null;
        }
        long at = event.getValue("origin_server_ts") instanceof Number time ? time.longValue() : 0;
        return new RoomEvent(type, id, sender, stateKey, content, at);
    }

    boolean isState(String ofType) {
        return stateKey != null && type.equals(ofType);
    }

    /** Whether it says so of that user's membership. */
    boolean makes(String user, String membership) {
        return isState(MEMBER) && user.equals(stateKey) && membership.equals(content.getValue("membership"));
    }

    /** Empty where it is missing or no text. */
    String text(String key) {
        return content.getValue(key) instanceof String text ? text : "";
    }
}
