package demi.notifications;

import demi.notifications.PushClient.Arrived;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a server says has arrived lately. */
final class ArrivedList {

    private ArrivedList() {}

    /**
     * A line of JSON each. Before version 2.16 no sequence is kept; there any notification of the same title and words may be
     * the one.
     *
     * @param list null where the server does not say
     */
    static Arrived ntfy(@Nullable String list, String sequence, String title, String text) {
        if (list == null) {
            return Arrived.UNKNOWN;
        }
        try {
            List<JsonObject> messages = list.lines()
                    .filter(line -> !line.isBlank())
                    .map(JsonObject::new)
                    .toList();
            return messages.stream().anyMatch(each -> is(each, sequence, title, text)) ? Arrived.YES : Arrived.NO;
        } catch (DecodeException | ClassCastException e) {
            return Arrived.UNKNOWN;
        }
    }

    private static boolean is(JsonObject message, String sequence, String title, String text) {
        String of = message.getString("sequence_id");
        return of == null
                ? title.equals(message.getString("title")) && text.strip().equals(message.getString("message", ""))
                : of.equals(sequence);
    }

    /** @param extra under which the id was sent along */
    static Arrived gotify(@Nullable String list, String extra, String id) {
        if (list == null) {
            return Arrived.UNKNOWN;
        }
        try {
            JsonArray messages = new JsonObject(list).getJsonArray("messages");
            if (messages == null) {
                return Arrived.UNKNOWN;
            }
            return messages.stream()
                            .map(JsonObject.class::cast)
                            .anyMatch(each ->
                                    id.equals(part(part(each, "extras"), extra).getString("id")))
                    ? Arrived.YES
                    : Arrived.NO;
        } catch (DecodeException | ClassCastException e) {
            return Arrived.UNKNOWN;
        }
    }

    private static JsonObject part(JsonObject of, String name) {
        JsonObject part = of.getJsonObject(name);
        return part == null ? new JsonObject() : part;
    }
}
