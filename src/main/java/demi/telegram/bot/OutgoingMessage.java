package demi.telegram.bot;

import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * A message to send, as plain text.
 *
 * @param threadId of a forum's topic, as it was received; null otherwise
 * @param replyTo id of the message that it answers; where that is gone, it is sent without
 */
public record OutgoingMessage(
        long chatId, @Nullable Long threadId, @Nullable Long replyTo, String text) {

    /** In UTF-16 code units. Telegram counts characters, which are never more. */
    public static final int LONGEST = 4_096;

    JsonObject json(long to) {
        JsonObject json = new JsonObject()
                .put("chat_id", to)
                .put("text", text)
                .put("link_preview_options", new JsonObject().put("is_disabled", true));
        if (threadId != null) {
            json.put("message_thread_id", threadId);
        }
        if (replyTo != null) {
            json.put(
                    "reply_parameters",
                    new JsonObject().put("message_id", replyTo).put("allow_sending_without_reply", true));
        }
        return json;
    }
}
