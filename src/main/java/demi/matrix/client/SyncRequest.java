package demi.matrix.client;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The query of one question to {@code /sync}. */
final class SyncRequest {

    private static final JsonObject NOTHING = new JsonObject().put("not_types", new JsonArray().add("*"));
    private static final JsonArray STATE =
            new JsonArray().add(RoomEvent.MEMBER).add(RoomEvent.ENCRYPTION).add(RoomEvent.NAME);
    private static final JsonArray TIMELINE =
            STATE.copy().add(RoomEvent.MESSAGE).add(RoomEvent.ENCRYPTED).add(RoomEvent.STICKER);

    private SyncRequest() {}

    /** @param messages of a room at most */
    static String query(@Nullable String since, Duration longPoll, int messages) {
        return "timeout=" + longPoll.toMillis()
                + (since == null ? "" : "&since=" + Homeserver.encoded(since))
                + "&filter="
                + Homeserver.encoded(filter(messages).encode());
    }

    private static JsonObject filter(int messages) {
        return new JsonObject()
                .put("presence", NOTHING)
                .put("account_data", new JsonObject().put("types", new JsonArray().add("m.direct")))
                .put(
                        "room",
                        new JsonObject()
                                // Only members who say something.
                                .put(
                                        "state",
                                        new JsonObject().put("types", STATE).put("lazy_load_members", true))
                                .put(
                                        "timeline",
                                        new JsonObject()
                                                .put("types", TIMELINE)
                                                .put("lazy_load_members", true)
                                                .put("limit", messages))
                                .put("ephemeral", NOTHING)
                                .put("account_data", NOTHING));
    }
}
