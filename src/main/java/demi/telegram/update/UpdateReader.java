package demi.telegram.update;

import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads updates. What is malformed in one of them harms that one only. */
public final class UpdateReader {

    private static final Logger LOG = LoggerFactory.getLogger(UpdateReader.class);

    /** What is listened to, by the Bot API's names. */
    public static final List<String> ALLOWED = List.of("message", "my_chat_member");

    private UpdateReader() {}

    /** Those that have an id, in order. */
    public static List<Update> read(JsonArray updates) {
        List<Update> read = new ArrayList<>();
        for (Object each : updates) {
            try {
                Fields update = Fields.of(each, "update");
                read.add(read(update.number("update_id"), update));
            } catch (MalformedUpdate e) {
                LOG.warn("Could not read the id of an update: {}", e.getMessage());
            }
        }
        return read;
    }

    private static Update read(long id, Fields update) {
        try {
            if (update.has("message")) {
                return new Update(id, MessageReader.message(update.object("message")), null);
            }
            if (update.has("my_chat_member")) {
                return new Update(id, null, membership(update.object("my_chat_member")));
            }
        } catch (MalformedUpdate e) {
            LOG.warn("Could not read an update: update={} reason={}", id, e.getMessage());
        }
        return new Update(id, null, null);
    }

    private static Membership membership(Fields change) {
        return new Membership(
                MessageReader.chat(change.object("chat")),
                user(change.object("from")),
                isMember(change.object("old_chat_member")),
                isMember(change.object("new_chat_member")));
    }

    private static boolean isMember(Fields member) {
        return switch (member.text("status")) {
            case "left", "kicked" -> false;
            // Somebody whose rights are restricted may still have left.
            case "restricted" -> member.flag("is_member");
            default -> true;
        };
    }

    /** A user, as {@code getMe} answers one too. */
    public static User user(Fields user) {
        return new User(
                user.number("id"),
                user.flag("is_bot"),
                user.text("first_name"),
                user.textOrNull("last_name"),
                user.textOrNull("username"));
    }
}
