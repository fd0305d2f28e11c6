package demi.soak;

import io.vertx.core.http.WebSocket;
import io.vertx.core.internal.http.WebSocketInternal;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who chats: says something, waits for the whole reply, pauses, and goes on. When the connection is gone it
 * connects anew, and says again, by the same name, what was not acknowledged. Lives on the clients' event loop.
 */
final class Talker {

    /** Under the limit of messages a minute. */
    private static final int SHORTEST_PAUSE_MS = 1_500;

    private static final int PAUSE_SPREAD_MS = 1_000;
    private static final int RECONNECT_MS = 200;
    private static final int SAY_AGAIN_MS = 2_000;

    private final Clients clients;
    private final Ledger ledger;
    private final String name;
    private final String token;
    private final Random random;

    private @Nullable WebSocket socket;
    /** On this socket. */
    private Set<String> seen = new HashSet<>();

    private int turn;
    private String words = "";
    private boolean open;
    private boolean acknowledged;
    private boolean uncut;
    private long sentAt;
    private boolean talks = true;

    Talker(Clients clients, Ledger ledger, int number, String token) {
        this.clients = clients;
        this.ledger = ledger;
        this.name = "Person " + number;
        this.token = token;
        this.random = new Random(number);
    }

    void connect() {
        clients.chat(token).onSuccess(this::connected).onFailure(refused -> connectSoon());
    }

    private void connectSoon() {
        clients.vertx.setTimer(RECONNECT_MS + random.nextInt(2 * RECONNECT_MS), timer -> connect());
    }

    private void connected(WebSocket connected) {
        socket = connected;
        seen = new HashSet<>();
        connected.textMessageHandler(text -> frame(connected, new JsonObject(text)));
        connected.exceptionHandler(broken -> {});
        connected.closeHandler(closed -> {
            socket = null;
            uncut = false;
            connectSoon();
        });
    }

    /** Drops the connection, as the end of a phone's battery does; whether there was one. */
    boolean cut() {
        if (socket == null) {
            return false;
        }
        uncut = false;
        ((WebSocketInternal) socket).channelHandlerContext().channel().close();
        return true;
    }

    /** Says no more; what is begun is ended. */
    void fallSilent() {
        talks = false;
    }

    boolean waits() {
        return open;
    }

    private void frame(WebSocket from, JsonObject frame) {
        if (from != socket) {
            return;
        }
        JsonObject data = frame.getJsonObject("data");
        switch (frame.getString("event")) {
            case "history" -> history(data.getJsonArray("messages"));
            case "message" -> heard(data);
            case "error" -> refused(data.getString("code"));
            default -> {
                // Nothing depends on it.
            }
        }
    }

    private void history(JsonArray messages) {
        messages.forEach(message -> heard((JsonObject) message));
        if (!open) {
            pause();
        } else if (!acknowledged) {
            ledger.resent++;
            send();
        }
    }

    private void heard(JsonObject message) {
        if (!seen.add(message.getString("message_id"))) {
            ledger.toldTwice++;
        }
        String content = message.getString("content");
        boolean mine = message.getString("sender").equals("user");
        if (mine && content.equals(words) && !message.getString("status").equals("sent")) {
            acknowledged = true;
            ledger.acknowledged.add(words);
        } else if (!mine && open && content.contains(words)) {
            answered();
        }
    }

    private void answered() {
        open = false;
        ledger.answered++;
        if (uncut) {
            ledger.turns.add(System.nanoTime() - sentAt);
        }
        pause();
    }

    private void refused(String code) {
        ledger.error(code);
        if (open && !acknowledged) {
            uncut = false;
            clients.vertx.setTimer(SAY_AGAIN_MS, timer -> {
                if (open && !acknowledged) {
                    ledger.resent++;
                    send();
                }
            });
        }
    }

    private void pause() {
        int turnBefore = turn;
        clients.vertx.setTimer(SHORTEST_PAUSE_MS + random.nextInt(PAUSE_SPREAD_MS), timer -> {
            if (turn == turnBefore && talks && !open && socket != null) {
                say();
            }
        });
    }

    private void say() {
        turn++;
        words = name + " counts to number " + turn + ".";
        open = true;
        acknowledged = false;
        uncut = true;
        ledger.begun++;
        sentAt = System.nanoTime();
        send();
    }

    private void send() {
        if (socket != null) {
            JsonObject data = new JsonObject().put("content", words).put("client_id", name + "-" + turn);
            socket.writeTextMessage(
                    new JsonObject().put("event", "message").put("data", data).encode());
        }
    }
}
