package demi.discord.standin;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One session of a bot: numbered events, kept for a RESUME. */
final class GatewaySession {

    private static final int DIRECT_MESSAGES = 1 << 12;
    private static final int MESSAGE_CONTENT = 1 << 15;

    private final String id;
    private final int intents;
    private final List<JsonObject> told = new ArrayList<>();
    private @Nullable ServerWebSocket socket;

    GatewaySession(String id, int intents) {
        this.id = id;
        this.intents = intents;
    }

    String id() {
        return id;
    }

    void attach(ServerWebSocket opened) {
        socket = opened;
    }

    void detach(ServerWebSocket gone) {
        if (socket == gone) {
            socket = null;
        }
    }

    void tell(String event, JsonObject data) {
        boolean direct = event.equals("MESSAGE_CREATE") && !data.containsKey("guild_id");
        if (direct && (intents & DIRECT_MESSAGES) == 0) {
            return;
        }
        JsonObject seen = data;
        if (event.equals("MESSAGE_CREATE") && !direct && (intents & MESSAGE_CONTENT) == 0) {
            seen = data.copy().put("content", "");
        }
        JsonObject frame = new JsonObject()
                .put("op", 0)
                .put("t", event)
                .put("s", told.size() + 1)
                .put("d", seen);
        told.add(frame);
        write(frame);
    }

    void replay(int after) {
        told.subList(Math.min(after, told.size()), told.size()).forEach(this::write);
    }

    void repeat(int last) {
        List.copyOf(told.subList(Math.max(0, told.size() - last), told.size()))
                .forEach(frame -> tell(frame.getString("t"), frame.getJsonObject("d")));
    }

    private void write(JsonObject frame) {
        if (socket != null) {
            socket.writeTextMessage(frame.encode());
        }
    }
}
