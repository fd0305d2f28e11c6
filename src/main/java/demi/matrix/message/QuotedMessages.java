package demi.matrix.message;

import demi.matrix.client.MatrixClient;
import demi.matrix.client.MatrixMessage;
import demi.matrix.client.MatrixMessage.Quoted;
import demi.network.message.Timeouts;
import demi.util.BoundedMap;
import demi.util.TextShortener;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The last messages of rooms, for those that answer them; older ones are asked for. */
public final class QuotedMessages {

    private static final int MOST = 2_000;
    private static final int LONGEST = 600;
    /** Nobody is heard meanwhile. */
    private static final long PATIENCE_MS = 5_000;

    private final Vertx vertx;
    private final MatrixClient client;
    /** By room and event: what is in one room is not read in another. */
    private final Map<String, Quoted> known = new BoundedMap<>(MOST);

    public QuotedMessages(Vertx vertx, MatrixClient client) {
        this.vertx = vertx;
        this.client = client;
    }

    void add(MatrixMessage message) {
        add(message.roomId(), message.eventId(), message.sender(), message.senderName(), message.text());
    }

    void add(String room, String event, String sender, String name, String text) {
        known.put(key(room, event), new Quoted(sender, name, TextShortener.to(text, LONGEST), false));
    }

    /** Who wrote it, if that is known without asking. */
    @Nullable
    String sender(String room, String event) {
        Quoted message = known.get(key(room, event));
        return message == null ? null : message.sender();
    }

    /** Fails where it cannot be had in time. */
    Future<Quoted> find(String room, String event) {
        Quoted message = known.get(key(room, event));
        return message != null
                ? Future.succeededFuture(message)
                : Timeouts.within(vertx, PATIENCE_MS, client.message(room, event))
                        .onSuccess(found -> known.put(key(room, event), found));
    }

    private static String key(String room, String event) {
        return room + " " + event;
    }
}
