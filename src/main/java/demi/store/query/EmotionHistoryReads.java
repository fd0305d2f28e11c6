package demi.store.query;

import demi.api.store.EmotionStore;
import demi.api.store.EmotionStore.FindHistory;
import demi.api.store.EmotionStore.History;
import demi.api.store.EmotionStore.LoggedChange;
import demi.api.store.EmotionStore.Point;
import demi.api.store.EmotionStore.Whose;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.store.sql.Dialect;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read of how she has felt. */
public final class EmotionHistoryReads {

    private static final List<Emotion> EMOTIONS = List.of(Emotion.values());

    /** More than the longest time that is asked for has, whatever the months are. */
    private static final int MOST_POINTS = 400;

    /** The last of each part of a month; times are text, see {@link demi.store.sql.SqlTimes}. */
    private static final String POINTS = """
            SELECT %s FROM emotional_state WHERE seq IN (
                SELECT max(seq) FROM emotional_state WHERE timestamp >= ?1 GROUP BY substr(timestamp, 1, 7),
                    (CAST(substr(timestamp, 9, 2) AS INTEGER) * 1440 + CAST(substr(timestamp, 12, 2) AS INTEGER) * 60
                        + CAST(substr(timestamp, 15, 2) AS INTEGER)) / ?2)
            ORDER BY timestamp DESC LIMIT ?3""";

    /** Of what time did in a row, only its ends. */
    private static final String CHANGES = """
            SELECT %s FROM (
                SELECT seq, timestamp, interaction_type, message_id, notes, state_before_json, state_after_json,
                    CASE WHEN interaction_type IN ('time', 'unsure') THEN 1 ELSE 0 END AS still,
                    lag(interaction_type) OVER (ORDER BY seq) AS before_it,
                    lead(interaction_type) OVER (ORDER BY seq) AS after_it
                FROM interaction_log WHERE timestamp >= ?1) AS l
            WHERE still = 0 OR before_it IS NULL OR before_it NOT IN ('time', 'unsure')
                OR after_it IS NULL OR after_it NOT IN ('time', 'unsure')
            ORDER BY seq DESC LIMIT ?2""";

    private static final String OWN =
            "SELECT message_id FROM android_messages WHERE message_id IN (%s) AND COALESCE(speaker, user_id) = ?";

    private final SqlReader reader;

    private EmotionHistoryReads(SqlReader reader) {
        this.reader = reader;
    }

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints.read(EmotionStore.HISTORY, new EmotionHistoryReads(endpoints.reader())::history);
    }

    private record Row(Instant at, String type, List<String> messageIds, EmotionLevels before, EmotionLevels after) {}

    private Future<History> history(FindHistory asked) {
        Future<List<@Nullable Point>> points = reader.rows(
                POINTS.formatted(columns(reader.dialect())),
                EmotionHistoryReads::point,
                asked.since(),
                asked.minutes(),
                MOST_POINTS);
        Future<List<LoggedChange>> changes = changes(asked);
        return Future.all(points, changes).map(both -> new History(oldestFirst(points.result()), changes.result()));
    }

    private static String columns(Dialect dialect) {
        return Sql.texts("timestamp") + ", "
                + EMOTIONS.stream()
                        .map(emotion -> dialect.decimal(emotion.key()))
                        .collect(Collectors.joining(", "));
    }

    private static @Nullable Point point(SqlRow row) {
        EmotionLevels feelings = EmotionLevelsJson.of(emotion -> row.decimal(1 + EMOTIONS.indexOf(emotion)));
        Instant at = row.time(0);
        return feelings == null || at == null ? null : new Point(at, feelings);
    }

    private static <T> List<T> oldestFirst(List<@Nullable T> newestFirst) {
        List<T> turned = new ArrayList<>();
        newestFirst.stream().filter(Objects::nonNull).forEach(turned::add);
        Collections.reverse(turned);
        return turned;
    }

    private Future<List<LoggedChange>> changes(FindHistory asked) {
        String columns = Sql.texts(
                "timestamp", "interaction_type", "message_id", "notes", "state_before_json", "state_after_json");
        return reader.rows(CHANGES.formatted(columns), EmotionHistoryReads::row, asked.since(), asked.most())
                .map(EmotionHistoryReads::oldestFirst)
                .compose(rows -> own(asked.userId(), rows)
                        .map(own -> rows.stream()
                                .map(row -> new LoggedChange(
                                        row.at(), row.type(), whose(row, own), row.before(), row.after()))
                                .toList()));
    }

    private static @Nullable Row row(SqlRow row) {
        Instant at = row.time(0);
        EmotionLevels before = EmotionLevelsJson.read(row.text(4));
        EmotionLevels after = EmotionLevelsJson.read(row.text(5));
        return at == null || before == null || after == null
                ? null
                : new Row(at, row.textOr(1, ""), messageIds(row.text(2), row.textOr(3, "")), before, after);
    }

    private static List<String> messageIds(@Nullable String messageId, String notes) {
        if (messageId != null) {
            return List.of(messageId);
        }
        int colon = notes.lastIndexOf(": ");
        return colon < 0
                ? List.of()
                : Arrays.stream(notes.substring(colon + 2).split(", ")).toList();
    }

    private Future<Set<String>> own(String userId, List<Row> rows) {
        List<String> ids = rows.stream()
                .flatMap(row -> row.messageIds().stream())
                .distinct()
                .toList();
        return reader.rows(
                        OWN.formatted(reader.dialect().elementsOfArray()),
                        row -> row.textOr(0, ""),
                        new JsonArray(ids).encode(),
                        userId)
                .map(HashSet::new);
    }

    private static Whose whose(Row row, Set<String> own) {
        if (row.messageIds().isEmpty()) {
            return Whose.NOBODY;
        }
        return row.messageIds().stream().anyMatch(own::contains) ? Whose.OWN : Whose.OTHERS;
    }
}
