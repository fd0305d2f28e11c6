package demi.matrix.client;

import demi.matrix.html.MatrixHtml;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The content of an m.room.message event. */
final class MessageContent {

    /** The specification allows 65,536 bytes for a whole event, which the server adds to. */
    private static final int LARGEST = 60_000;

    private MessageContent() {}

    /** Null where it is too long for an event, also without its formatting. */
    static @Nullable JsonObject of(OutgoingMessage message) {
        JsonObject mentions = new JsonObject();
        if (!message.mentions().isEmpty()) {
            mentions.put("user_ids", new JsonArray(message.mentions()));
        }
        JsonObject content = new JsonObject()
                .put("msgtype", "m.text")
                .put("body", message.text())
                // Also where it is empty: otherwise clients look for names in the text.
                .put("m.mentions", mentions);
        JsonObject relation = relation(message.replyTo(), message.threadRoot());
        if (relation != null) {
            content.put("m.relates_to", relation);
        }
        if (size(content) > LARGEST) {
            return null;
        }
        String html = MatrixHtml.of(message.text());
        if (html == null) {
            return content;
        }
        JsonObject formatted =
                content.copy().put("format", "org.matrix.custom.html").put("formatted_body", html);
        return size(formatted) > LARGEST ? content : formatted;
    }

    private static @Nullable JsonObject relation(@Nullable String replyTo, @Nullable String threadRoot) {
        JsonObject relation = new JsonObject();
        if (threadRoot != null) {
            relation.put("rel_type", "m.thread")
                    .put("event_id", threadRoot)
                    // Whether the reply is only for clients that know no threads.
                    .put("is_falling_back", replyTo == null);
        }
        String shown = replyTo == null ? threadRoot : replyTo;
        return shown == null ? null : relation.put("m.in_reply_to", new JsonObject().put("event_id", shown));
    }

    private static int size(JsonObject content) {
        return content.toBuffer().length();
    }
}
