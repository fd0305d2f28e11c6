package demi.telegram;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people and chats of the server, and what a bot may send to them. */
final class FakeChats {

    private static final int LONGEST = 4_096;

    private final Map<Long, JsonObject> chats = new HashMap<>();
    private final Map<Long, Set<Long>> messages = new HashMap<>();
    private final Map<Long, Set<Long>> topics = new HashMap<>();
    private final Map<Long, String> forbidden = new HashMap<>();
    private final Map<Long, Long> migrated = new HashMap<>();
    /** People have ids of up to 52 bits. */
    private long nextUser = 1_500_000_000_001L;

    private long nextMessage = 1;

    synchronized JsonObject person(String firstName) {
        JsonObject user = new JsonObject()
                .put("id", nextUser++)
                .put("is_bot", false)
                .put("first_name", firstName)
                .put("language_code", "en");
        chats.put(
                user.getLong("id"),
                new JsonObject()
                        .put("id", user.getLong("id"))
                        .put("first_name", firstName)
                        .put("type", "private"));
        return user;
    }

    /** @param type {@code group}, {@code supergroup} or {@code channel} */
    synchronized JsonObject group(String title, String type) {
        long id = type.equals("group") ? -5_000_000_001L - chats.size() : -1_002_000_000_001L - chats.size();
        JsonObject chat = new JsonObject().put("id", id).put("title", title).put("type", type);
        chats.put(id, chat);
        return chat;
    }

    synchronized JsonObject chat(long id) {
        return Objects.requireNonNull(chats.get(id), "a chat");
    }

    /** Its messages are then part of that topic. */
    synchronized long topic(long chat) {
        long id = message(chat);
        topics.computeIfAbsent(chat, absent -> new HashSet<>()).add(id);
        chat(chat).put("is_forum", true);
        return id;
    }

    /** A new message's id. */
    synchronized long message(long chat) {
        long id = nextMessage++;
        messages.computeIfAbsent(chat, absent -> new HashSet<>()).add(id);
        return id;
    }

    /** @param description without the first word; null: allowed again */
    synchronized void forbid(long chat, @Nullable String description) {
        if (description == null) {
            forbidden.remove(chat);
        } else {
            forbidden.put(chat, description);
        }
    }

    synchronized void migrate(long from, long to) {
        migrated.put(from, to);
    }

    /** What is wrong with writing there; null: nothing. */
    synchronized @Nullable JsonObject objection(JsonObject parameters) {
        if (!(parameters.getValue("chat_id") instanceof Number number)) {
            return bad("chat_id is empty");
        }
        long chat = number.longValue();
        Long thread = parameters.getLong("message_thread_id");
        if (migrated.containsKey(chat)) {
            return FakeAnswers.migrated(migrated.get(chat));
        }
        if (!chats.containsKey(chat)) {
            return bad("chat not found");
        }
        if (forbidden.containsKey(chat)) {
            return FakeAnswers.error(403, "Forbidden: " + forbidden.get(chat));
        }
        boolean known = thread == null || topics.getOrDefault(chat, Set.of()).contains(thread);
        return known ? null : bad("message thread not found");
    }

    /** What is answered to {@code sendMessage}. */
    synchronized JsonObject send(JsonObject parameters, JsonObject from, long now) {
        JsonObject objection = objection(parameters);
        if (objection != null) {
            return objection;
        }
        String text = parameters.getString("text", "").strip();
        if (text.isEmpty()) {
            return bad("message text is empty");
        }
        if (text.codePointCount(0, text.length()) > LONGEST) {
            return bad("message is too long");
        }
        long chat = parameters.getLong("chat_id");
        JsonObject reply = parameters.getJsonObject("reply_parameters");
        boolean found = reply != null && messages.getOrDefault(chat, Set.of()).contains(reply.getLong("message_id"));
        if (reply != null && !found && !reply.getBoolean("allow_sending_without_reply", false)) {
            return bad("message to be replied not found");
        }
        JsonObject message = new JsonObject()
                .put("message_id", message(chat))
                .put("from", from)
                .put("chat", chats.get(chat))
                .put("date", now)
                .put("text", text);
        if (found) {
            message.put("reply_to_message", new JsonObject().put("message_id", reply.getLong("message_id")));
        }
        if (parameters.containsKey("message_thread_id")) {
            message.put("message_thread_id", parameters.getLong("message_thread_id"))
                    .put("is_topic_message", true);
        }
        return FakeAnswers.result(message);
    }

    private static JsonObject bad(String description) {
        return FakeAnswers.error(400, "Bad Request: " + description);
    }
}
