package demi.store.query;

import demi.api.store.MoodStore.Distress;
import demi.api.store.MoodStore.Interaction;
import demi.api.store.MoodStore.Keep;
import demi.api.store.MoodStore.State;
import demi.api.store.MoodStore.Thin;
import demi.api.value.Emotion;
import demi.bus.Ack;
import demi.store.sqlite.WriteConnection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written of her mood. Runs on the writer's thread. */
public final class MoodWrites {

    static final String NINE = Stream.of(Emotion.values()).map(Emotion::key).collect(Collectors.joining(", "));

    private MoodWrites() {}

    public static Ack keep(WriteConnection db, Keep keep) throws SQLException {
        state(db, keep.state());
        for (Interaction interaction : keep.interactions()) {
            interaction(db, interaction);
        }
        for (String messageId : keep.judged()) {
            db.update("UPDATE interaction_log SET judged = 1 WHERE message_id = ?", messageId);
        }
        if (keep.distress() != null) {
            distress(db, keep.distress());
        }
        return Ack.DONE;
    }

    private static void distress(WriteConnection db, Distress distress) throws SQLException {
        db.update(
                distress.now()
                        ? "INSERT OR IGNORE INTO distressed (user_id) SELECT user_id FROM users WHERE user_id = ?"
                        : "DELETE FROM distressed WHERE user_id = ?",
                distress.userId());
    }

    private static void state(WriteConnection db, State state) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(id(db, "emotional_state"));
        values.add(state.at());
        for (Emotion emotion : Emotion.values()) {
            values.add(state.feelings().get(emotion));
        }
        values.add(state.inner());
        values.add(state.notes());
        db.update(
                "INSERT OR REPLACE INTO emotional_state (id, timestamp, " + NINE
                        + ", momentum_json, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values.toArray());
    }

    private static void interaction(WriteConnection db, Interaction interaction) throws SQLException {
        db.update(
                """
                INSERT INTO interaction_log (id, timestamp, interaction_type, user_message, state_before_json,
                    state_after_json, effects_json, confidence_level, notes, message_id, hearing_json)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (message_id) WHERE message_id IS NOT NULL DO NOTHING""",
                id(db, "interaction_log"),
                interaction.at(),
                interaction.type(),
                interaction.userMessage() == null ? "" : interaction.userMessage(),
                EmotionLevelsJson.write(interaction.before()),
                EmotionLevelsJson.write(interaction.after()),
                interaction.effects(),
                interaction.confidence(),
                interaction.notes(),
                interaction.messageId(),
                interaction.hearing());
    }

    /** Null lets SQLite number the row; a database whose ids are text gets a text. */
    private static @Nullable String id(WriteConnection db, String table) throws SQLException {
        String type = db.row(
                "SELECT upper(type) FROM pragma_table_info(?) WHERE name = 'id'", row -> row.textOr(0, ""), table);
        return type == null || type.equals("INTEGER") ? null : UUID.randomUUID().toString();
    }

    public static Ack thin(WriteConnection db, Thin thin) throws SQLException {
        for (String table : List.of("emotional_state", "interaction_log")) {
            // The last of each hour stays, and in any case the newest, however old it is.
            db.update("""
                    DELETE FROM %1$s WHERE timestamp < ?1 AND rowid <> (SELECT max(rowid) FROM %1$s)
                        AND (timestamp < ?2 OR rowid NOT IN
                            (SELECT max(rowid) FROM %1$s WHERE timestamp < ?1 GROUP BY substr(timestamp, 1, 13)))""".formatted(table), thin.denseSince(), thin.since());
        }
        return Ack.DONE;
    }
}
