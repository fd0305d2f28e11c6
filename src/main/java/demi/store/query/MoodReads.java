package demi.store.query;

import demi.api.store.MoodStore.Cause;
import demi.api.store.MoodStore.Causes;
import demi.api.store.MoodStore.HeardBefore;
import demi.api.store.MoodStore.Hearing;
import demi.api.store.MoodStore.Hearings;
import demi.api.store.MoodStore.HearingsOf;
import demi.api.store.MoodStore.Kept;
import demi.api.store.MoodStore.Newest;
import demi.api.store.MoodStore.State;
import demi.api.store.MoodStore.WasHeard;
import demi.api.store.MoodStore.WhatMoved;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;
import demi.store.sqlite.ReadPool;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read of her mood. */
public final class MoodReads {

    private static final List<Emotion> EMOTIONS = List.of(Emotion.values());
    private static final int FIRST = 3;

    /** Newest by when it was written: clocks are set back. Some more than one, in case that the newest are unreadable. */
    private static final String NEWEST = "SELECT " + Sql.texts("timestamp", "momentum_json", "notes") + ", "
            + EMOTIONS.stream().map(emotion -> Sql.decimal(emotion.key())).collect(Collectors.joining(", "))
            + " FROM emotional_state ORDER BY rowid DESC LIMIT 20";

    private final ReadPool readers;

    public MoodReads(ReadPool readers) {
        this.readers = readers;
    }

    public Future<Kept> newest(Newest asked) {
        Future<List<@Nullable State>> states = readers.rows(NEWEST, MoodReads::state);
        Future<List<String>> distressed = readers.rows("SELECT user_id FROM distressed", row -> row.textOr(0, ""));
        return Future.all(states, distressed)
                .map(both -> new Kept(
                        states.result().stream()
                                .filter(Objects::nonNull)
                                .findFirst()
                                .orElse(null),
                        distressed.result()));
    }

    private static @Nullable State state(SqlRow row) {
        EmotionLevels feelings = EmotionLevelsJson.of(emotion -> row.decimal(FIRST + EMOTIONS.indexOf(emotion)));
        return feelings == null
                ? null
                : new State(row.timeOrEpoch(0), feelings, row.textOr(1, "{}"), row.textOr(2, ""));
    }

    public Future<Hearings> hearings(HearingsOf asked) {
        if (asked.messageIds().isEmpty()) {
            return Future.succeededFuture(new Hearings(List.of()));
        }
        String sql = "SELECT " + Sql.texts("interaction_type", "effects_json", "hearing_json")
                + " FROM interaction_log WHERE judged = 0 AND hearing_json IS NOT NULL AND message_id IN ("
                + MemoryRows.marks(asked.messageIds().size()) + ") ORDER BY rowid";
        return readers.rows(
                        sql,
                        row -> new Hearing(row.textOr(0, ""), row.textOr(1, "[]"), row.textOr(2, "{}")),
                        asked.messageIds().toArray())
                .map(Hearings::new);
    }

    public Future<Causes> causes(WhatMoved asked) {
        String sql = "SELECT " + Sql.texts("interaction_type", "timestamp")
                + " FROM interaction_log WHERE interaction_type <> 'message' ORDER BY rowid DESC LIMIT ?";
        return readers.rows(sql, row -> new Cause(row.textOr(0, ""), row.timeOrEpoch(1)), asked.most())
                .map(Causes::new);
    }

    public Future<HeardBefore> heard(WasHeard asked) {
        return readers.row("SELECT 1 FROM interaction_log WHERE message_id = ?", row -> true, asked.messageId())
                .map(found -> new HeardBefore(found != null));
    }
}
