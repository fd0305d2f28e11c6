package demi.store.query;

import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Messages and transcript lines as rows. */
final class MessageRows {

    /** What {@link #message} reads, of a table called {@code m}. */
    static final String COLUMNS = Sql.texts(
            "m.message_id",
            "m.user_id",
            "m.sender",
            "m.content",
            "m.created_at",
            "m.status",
            "m.emotion_state",
            "m.delivered_at",
            "m.read_at",
            "m.seq",
            "m.holding",
            "m.speaker",
            "m.speaker_name",
            "m.overheard",
            "m.pictures",
            "m.stopped",
            "m.edited",
            "m.unasked",
            "m.removed_replies");

    static final int WIDTH = 19;

    private MessageRows() {}

    static Message message(SqlRow row) {
        return new Message(
                row.textOr(0, ""),
                row.textOr(1, ""),
                row.textOr(2, "").equalsIgnoreCase("user") ? Message.Sender.USER : Message.Sender.DEMI,
                row.textOr(3, ""),
                row.timeOrEpoch(4),
                status(row.textOr(5, "")),
                EmotionLevelsJson.read(row.text(6)),
                row.time(7),
                row.time(8),
                row.number(9),
                row.flag(10),
                speaker(row),
                pictures(row.text(14)),
                // With a speaker it is theirs.
                row.text(11) == null ? row.textOr(13, "") : "",
                new Message.Marks(row.flag(15), row.flag(16), row.flag(17), (int) row.number(18)));
    }

    /** A line each. */
    private static List<String> pictures(@Nullable String kept) {
        return kept == null ? List.of() : kept.lines().toList();
    }

    static @Nullable String pictures(List<String> addresses) {
        return addresses.isEmpty() ? null : String.join("\n", addresses);
    }

    private static Message.@Nullable Speaker speaker(SqlRow row) {
        String userId = row.text(11);
        return userId == null ? null : new Message.Speaker(userId, row.textOr(12, ""), row.textOr(13, ""));
    }

    static PromptMessage line(SqlRow row) {
        PromptMessage.Role role = switch (row.textOr(0, "")) {
            case "system" -> PromptMessage.Role.SYSTEM;
            case "assistant" -> PromptMessage.Role.ASSISTANT;
            default -> PromptMessage.Role.USER;
        };
        return new PromptMessage(role, row.textOr(1, ""));
    }

    static String key(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Message.Status status(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "read" -> Message.Status.READ;
            case "delivered" -> Message.Status.DELIVERED;
            default -> Message.Status.SENT;
        };
    }
}
