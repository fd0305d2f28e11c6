package demi.store.query;

import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.Asked;
import demi.api.store.AutonomyStore.FindPast;
import demi.api.store.AutonomyStore.Past;
import demi.api.value.EmotionLevels;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What is read of when somebody usually is there. */
public final class HabitReads {

    /** Of so many of their newest messages: a few milliseconds, and two months of somebody who writes very much. */
    private static final int MOST_MESSAGES = 5_000;

    private static final int MOST_ASKED = 1_000;

    /** The hour is that of UTC; the time of the first message in it is told, since not all zones are whole hours away. */
    private static final String HOURS = """
            SELECT CAST(min(created_at) AS TEXT) FROM (SELECT created_at FROM android_messages
                WHERE user_id = ? AND sender = 'user' ORDER BY seq DESC LIMIT ?) AS newest
            GROUP BY substr(created_at, 1, 13) ORDER BY 1""";

    private static final String ASKED = """
            SELECT CAST(memory_id AS TEXT), CAST(occasion AS TEXT) FROM android_checkins
            WHERE user_id = ? AND memory_id IS NOT NULL AND created_at > ? ORDER BY created_at DESC LIMIT ?""";

    private static final String FELT = """
            SELECT CAST(m.emotion_state AS TEXT) FROM android_messages m
            WHERE m.user_id = ? AND m.sender <> 'user' AND m.holding = 0
                AND NOT EXISTS (SELECT 1 FROM android_checkins c WHERE c.checkin_id = m.message_id)
            ORDER BY m.seq DESC LIMIT 1""";

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        HabitReads reads = new HabitReads(endpoints.reader());
        endpoints.read(AutonomyStore.PAST, reads::past);
    }

    private HabitReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<Past> past(FindPast asked) {
        String userId = asked.userId();
        Future<List<Instant>> hours = reader.rows(HOURS, row -> row.timeOrEpoch(0), userId, MOST_MESSAGES);
        Future<List<Asked>> after = reader.rows(
                ASKED, row -> new Asked(row.textOr(0, ""), row.textOr(1, "")), userId, asked.since(), MOST_ASKED);
        Future<List<String>> felt = reader.rows(FELT, row -> row.textOr(0, ""), userId);
        return Future.all(hours, after, felt)
                .map(all -> new Past(
                        hours.result(),
                        after.result(),
                        felt.result().stream()
                                .findFirst()
                                .flatMap(HabitReads::feelings)
                                .orElse(null)));
    }

    private static Optional<EmotionLevels> feelings(String text) {
        return Optional.ofNullable(EmotionLevelsJson.read(text));
    }
}
