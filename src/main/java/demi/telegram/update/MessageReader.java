package demi.telegram.update;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads messages. What a message cannot be without (its id, its chat, its sender's id) has to be right; of what is beside it, what
 * cannot be read is left out.
 */
final class MessageReader {

    private static final Logger LOG = LoggerFactory.getLogger(MessageReader.class);

    private MessageReader() {}

    /** @throws MalformedUpdate where it cannot be read */
    static Message message(Fields message) {
        return message(message, true);
    }

    private static Message message(Fields message, boolean withReply) {
        long id = message.number("message_id");
        Long thread = message.flag("is_topic_message") ? message.numberOrNull("message_thread_id") : null;
        boolean captioned = !message.has("text");
        String text = Objects.requireNonNullElse(message.textOrNull(captioned ? "caption" : "text"), "");
        Fields from = message.objectOrNull("from");
        Fields senderChat = message.objectOrNull("sender_chat");
        return new Message(
                id,
                chat(message.object("chat")),
                from == null ? null : UpdateReader.user(from),
                senderChat == null ? null : chat(senderChat),
                message.time("date"),
                thread,
                text,
                list(id, captioned ? "caption_entities" : "entities", message, each -> entity(each, text)),
                list(id, "photo", message, MessageReader::photoSize),
                optional(id, "file", message, MessageReader::file),
                message.textOrNull("media_group_id"),
                withReply ? optional(id, "reply_to_message", message, each -> reply(each, thread)) : null,
                optional(id, "quote", message, MessageReader::quote),
                optional(id, "forward_origin", message, MessageReader::origin),
                message.numberOrNull("migrate_to_chat_id"));
    }

    private static <T> @Nullable T optional(
            long message, String name, Fields fields, Function<Fields, @Nullable T> reader) {
        try {
            return reader.apply(fields);
        } catch (MalformedUpdate e) {
            LOG.warn("Could not read a part of a message: message={} part={} reason={}", message, name, e.getMessage());
            return null;
        }
    }

    static Chat chat(Fields chat) {
        Chat.Type type = switch (chat.text("type")) {
            case "private" -> Chat.Type.PRIVATE;
            case "group" -> Chat.Type.GROUP;
            case "supergroup" -> Chat.Type.SUPERGROUP;
            case "channel" -> Chat.Type.CHANNEL;
            default -> Chat.Type.UNKNOWN;
        };
        return new Chat(
                chat.number("id"), type, chat.textOrNull("title"), chat.textOrNull("username"), chat.flag("is_forum"));
    }

    /** Those of an array that can be read. */
    private static <T> List<T> list(long message, String name, Fields fields, Function<Fields, @Nullable T> reader) {
        List<T> read = new ArrayList<>();
        List<Fields> all = optional(message, name, fields, each -> each.objects(name));
        for (Fields each : all == null ? List.<Fields>of() : all) {
            T one = optional(message, name, each, reader);
            if (one != null) {
                read.add(one);
            }
        }
        return read;
    }

    /** Null where it does not lie within the text. */
    private static @Nullable Entity entity(Fields entity, String text) {
        int offset = entity.small("offset");
        int length = entity.small("length");
        Fields user = entity.objectOrNull("user");
        return offset < 0 || length <= 0 || (long) offset + length > text.length()
                ? null
                : new Entity(entity.text("type"), offset, length, user == null ? null : UpdateReader.user(user));
    }

    private static PhotoSize photoSize(Fields size) {
        return new PhotoSize(size.text("file_id"), size.small("width"), size.small("height"), bytes(size));
    }

    private static long bytes(Fields file) {
        Long bytes = file.numberOrNull("file_size");
        return bytes == null || bytes < 0 ? PhotoSize.UNKNOWN : bytes;
    }

    private static @Nullable MediaFile file(Fields message) {
        for (MediaFile.Kind kind : MediaFile.Kind.values()) {
            Fields file = message.objectOrNull(kind.field());
            if (file != null) {
                return new MediaFile(
                        kind,
                        file.text("file_id"),
                        bytes(file),
                        file.textOrNull("mime_type"),
                        file.textOrNull("file_name"),
                        file.textOrNull("emoji"));
            }
        }
        return null;
    }

    /** In a forum, what answers nothing is told to answer the event that began its topic. */
    private static @Nullable Message reply(Fields message, @Nullable Long thread) {
        Fields reply = message.objectOrNull("reply_to_message");
        if (reply == null || reply.has("forum_topic_created")) {
            return null;
        }
        Message answered = message(reply, false);
        return thread != null && thread == answered.id() ? null : answered;
    }

    private static @Nullable String quote(Fields message) {
        Fields quote = message.objectOrNull("quote");
        return quote == null ? null : quote.text("text");
    }

    private static @Nullable ForwardOrigin origin(Fields message) {
        Fields origin = message.objectOrNull("forward_origin");
        if (origin == null) {
            return null;
        }
        return switch (origin.text("type")) {
            case "user" -> {
                User user = UpdateReader.user(origin.object("sender_user"));
                yield new ForwardOrigin(user.fullName(), user, null);
            }
            case "hidden_user" -> new ForwardOrigin(origin.text("sender_user_name"), null, null);
            case "chat" -> ofChat(chat(origin.object("sender_chat")));
            case "channel" -> ofChat(chat(origin.object("chat")));
            default -> new ForwardOrigin("", null, null);
        };
    }

    private static ForwardOrigin ofChat(Chat chat) {
        return new ForwardOrigin(Objects.requireNonNullElse(chat.title(), ""), null, chat);
    }
}
