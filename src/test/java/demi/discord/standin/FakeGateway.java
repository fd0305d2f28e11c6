package demi.discord.standin;

import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The sockets: HELLO, IDENTIFY or RESUME, READY, heartbeats, events. Sessions outlive their sockets, as Discord's do. */
final class FakeGateway {

    private static final int MESSAGE_CONTENT = 1 << 15;

    private final FakeGuild world;
    private final String token;
    private final Map<String, GatewaySession> sessions = new HashMap<>();
    /** With what cuts each. */
    private final Map<ServerWebSocket, Runnable> sockets = new LinkedHashMap<>();

    private final List<String> presences = new ArrayList<>();
    private String address = "";
    private boolean contentIntentGranted = true;
    private int refusal;
    private String refusalReason = "";
    private int identified;
    private int resumed;
    private int heartbeats;
    private int heartbeatMillis = 41_250;

    FakeGateway(FakeGuild world, String token) {
        this.world = world;
        this.token = token;
    }

    void address(String url) {
        address = url;
    }

    void grantContentIntent(boolean granted) {
        contentIntentGranted = granted;
    }

    void heartbeatEvery(int millis) {
        heartbeatMillis = millis;
    }

    int identified() {
        return identified;
    }

    int resumed() {
        return resumed;
    }

    int heartbeats() {
        return heartbeats;
    }

    int sockets() {
        return sockets.size();
    }

    List<String> presences() {
        return List.copyOf(presences);
    }

    /** @param cut ends the connection without a word */
    void opened(ServerWebSocket socket, Runnable cut) {
        sockets.put(socket, cut);
        socket.closeHandler(closed -> gone(socket));
        socket.exceptionHandler(broken -> gone(socket));
        socket.textMessageHandler(text -> heard(socket, new JsonObject(text)));
        send(socket, 10, new JsonObject().put("heartbeat_interval", heartbeatMillis));
    }

    private void heard(ServerWebSocket socket, JsonObject frame) {
        switch (frame.getInteger("op")) {
            case 1 -> {
                heartbeats++;
                send(socket, 11, null);
            }
            case 2 -> identify(socket, frame.getJsonObject("d"));
            case 3 -> presences.add(frame.getJsonObject("d").getString("status"));
            case 6 -> resume(socket, frame.getJsonObject("d"));
            default -> {
                // Nothing else is needed here.
            }
        }
    }

    private void identify(ServerWebSocket socket, JsonObject data) {
        if (!token.equals(data.getString("token"))) {
            close(socket, 4004, "Authentication failed.");
        } else if ((data.getInteger("intents") & MESSAGE_CONTENT) != 0 && !contentIntentGranted) {
            close(socket, 4014, "Disallowed intent(s).");
        } else if (refusal != 0) {
            close(socket, refusal, refusalReason);
        } else {
            identified++;
            JsonObject presence = data.getJsonObject("presence");
            if (presence != null) {
                presences.add(presence.getString("status"));
            }
            GatewaySession session = new GatewaySession(UUID.randomUUID().toString(), data.getInteger("intents"));
            sessions.put(session.id(), session);
            session.attach(socket);
            session.tell("READY", ready(session));
            session.tell("GUILD_CREATE", world.guild());
        }
    }

    private JsonObject ready(GatewaySession session) {
        JsonObject guild = new JsonObject().put("id", world.guildId).put("unavailable", true);
        return new JsonObject()
                .put("v", 10)
                .put("user", world.users.get(world.botId))
                .put("guilds", new JsonArray().add(guild))
                .put("private_channels", new JsonArray())
                .put("session_id", session.id())
                .put("resume_gateway_url", address)
                .put("application", new JsonObject().put("id", world.botId).put("flags", 0));
    }

    private void resume(ServerWebSocket socket, JsonObject data) {
        GatewaySession session = sessions.get(data.getString("session_id"));
        if (!token.equals(data.getString("token")) || session == null) {
            send(socket, 9, false);
            return;
        }
        resumed++;
        session.attach(socket);
        session.replay(data.getInteger("seq"));
        session.tell("RESUMED", new JsonObject());
    }

    /** An event for every session, also for those whose socket is away. */
    void tell(String event, JsonObject data) {
        sessions.values().forEach(session -> session.tell(event, data));
    }

    /** What was told since that many events ago is told again, as after a RESUME whose first answer was lost. */
    void tellAgain(int last) {
        sessions.values().forEach(session -> session.repeat(last));
    }

    /** Sessions cannot be resumed any more. */
    void forgetSessions() {
        sessions.clear();
    }

    /** Cuts all sockets, without a word. */
    void cut() {
        Map<ServerWebSocket, Runnable> open = new LinkedHashMap<>(sockets);
        open.keySet().forEach(this::gone);
        open.values().forEach(Runnable::run);
    }

    void closeAll(int code, String reason) {
        List.copyOf(sockets.keySet()).forEach(socket -> close(socket, code, reason));
    }

    void refuse(int code, String reason) {
        refusal = code;
        refusalReason = reason;
    }

    private void gone(ServerWebSocket socket) {
        sockets.remove(socket);
        sessions.values().forEach(session -> session.detach(socket));
    }

    private static void close(ServerWebSocket socket, int code, String reason) {
        socket.close((short) code, reason);
    }

    private static void send(ServerWebSocket socket, int op, @Nullable Object data) {
        socket.writeTextMessage(new JsonObject()
                .put("op", op)
                .put("d", data)
                .put("s", null)
                .put("t", null)
                .encode());
    }
}
