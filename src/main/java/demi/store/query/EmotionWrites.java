package demi.store.query;

import demi.api.store.EmotionStore;
import demi.api.store.EmotionStore.Distress;
import demi.api.store.EmotionStore.DistressState;
import demi.api.store.EmotionStore.Interaction;
import demi.api.store.EmotionStore.Prune;
import demi.api.store.EmotionStore.SaveState;
import demi.api.store.EmotionStore.State;
import demi.api.value.Emotion;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is written of her mood. Runs on the writer's thread. */
public final class EmotionWrites {

    static final String EMOTION_COLUMNS =
            Stream.of(Emotion.values()).map(Emotion::key).collect(Collectors.joining(", "));

    private EmotionWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(EmotionStore.SAVE_STATE, EmotionWrites::saveState)
                .write(EmotionStore.PRUNE, EmotionWrites::prune);
    }

    static Ack saveState(SqlSession db, SaveState keep) throws SQLException {
        state(db, keep.state());
        for (Interaction interaction : keep.interactions()) {
            interaction(db, interaction);
        }
        for (String messageId : keep.appraised()) {
            db.update("UPDATE interaction_log SET judged = 1 WHERE message_id = ?", messageId);
        }
        if (keep.distress() != null) {
            distress(db, keep.distress());
        }
        return Ack.DONE;
    }

    private static void distress(SqlSession db, Distress distress) throws SQLException {
        DistressState state = distress.state();
        if (state == null) {
            db.update("DELETE FROM distressed WHERE user_id = ?", distress.userId());
            return;
        }
        db.update(
                """
                INSERT INTO distressed (user_id, state, since, last_sign, calm, sure)
                SELECT user_id, ?, ?, ?, ?, ? FROM users WHERE user_id = ?
                ON CONFLICT (user_id) DO UPDATE SET state = excluded.state, since = excluded.since,
                    last_sign = excluded.last_sign, calm = excluded.calm, sure = excluded.sure""",
                state.phase().name().toLowerCase(Locale.ROOT),
                state.since(),
                state.lastSign(),
                state.calm(),
                state.sure() ? 1 : 0,
                distress.userId());
    }

    private static void state(SqlSession db, State state) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        // Not an update: the newest state is the one that was written last.
        db.update("DELETE FROM emotional_state WHERE timestamp = ?", state.at());
        values.add(id(db, "emotional_state"));
        values.add(state.at());
        for (Emotion emotion : Emotion.values()) {
            values.add(state.feelings().get(emotion));
        }
        values.add(state.inner());
        values.add(state.notes());
        db.update(
                "INSERT INTO emotional_state (id, timestamp, " + EMOTION_COLUMNS
                        + ", momentum_json, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                values.toArray());
    }

    private static void interaction(SqlSession db, Interaction interaction) throws SQLException {
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
                interaction.undo());
    }

    /** Null lets the database number the row; one of the earlier server whose ids are text gets a text. */
    private static @Nullable String id(SqlSession db, String table) throws SQLException {
        String type = db.row(db.dialect().typeOfColumn(), row -> row.textOr(0, ""), table, "id");
        return type == null || type.equals("INTEGER") ? null : UUID.randomUUID().toString();
    }

    static Ack prune(SqlSession db, Prune thin) throws SQLException {
        for (String table : List.of("emotional_state", "interaction_log")) {
            // The last of each hour stays, and in any case the newest, however old it is.
            db.update("""
                    DELETE FROM %1$s WHERE timestamp < ?1 AND seq <> (SELECT max(seq) FROM %1$s)
                        AND (timestamp < ?2 OR seq NOT IN
                            (SELECT max(seq) FROM %1$s WHERE timestamp < ?1 GROUP BY substr(timestamp, 1, 13)))""".formatted(table), thin.denseSince(), thin.since());
        }
        return Ack.DONE;
    }
}
