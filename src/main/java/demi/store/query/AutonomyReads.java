package demi.store.query;

import demi.api.AutonomyApi.Decision;
import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.ListDecisions;
import demi.api.AutonomyApi.Quiet;
import demi.api.store.AutonomyStore;
import demi.api.store.AutonomyStore.CheckIns;
import demi.api.store.AutonomyStore.DecisionList;
import demi.api.store.AutonomyStore.FindPeople;
import demi.api.store.AutonomyStore.FindQuiet;
import demi.api.store.AutonomyStore.ListRambles;
import demi.api.store.AutonomyStore.PeopleFound;
import demi.api.store.AutonomyStore.Person;
import demi.api.store.AutonomyStore.QuietFound;
import demi.api.store.AutonomyStore.Rambles;
import demi.api.value.EmotionLevels;
import demi.bus.Failure;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is read of her speaking first. */
public final class AutonomyReads {

    /** What she said since is told by the order of messages and not by their times: clocks are set back. */
    private static final String PEOPLE = """
            WITH person AS (SELECT u.user_id, u.username, u.created_at, u.seq AS place,
                    (SELECT max(seq) FROM android_messages m WHERE m.user_id = u.user_id AND m.sender = 'user') AS said,
                    (SELECT max(seq) FROM android_messages m WHERE m.user_id = u.user_id
                        AND NOT EXISTS (SELECT 1 FROM android_checkins c WHERE c.checkin_id = m.message_id)) AS spoke
                FROM users u WHERE u.is_active = 1 AND u.origin = 'local'),
            unanswered AS (SELECT p.user_id, count(*) AS times, min(c.created_at) AS first, max(m.seq) AS newest
                FROM person p
                JOIN android_messages m ON m.user_id = p.user_id AND m.seq > COALESCE(p.said, 0) AND m.sender <> 'user'
                JOIN android_checkins c ON c.checkin_id = m.message_id
                GROUP BY p.user_id)
            SELECT CAST(p.user_id AS TEXT), CAST(p.username AS TEXT),
                (SELECT CAST(created_at AS TEXT) FROM android_messages WHERE seq = p.said),
                (SELECT CAST(created_at AS TEXT) FROM android_messages WHERE seq = p.spoke),
                (SELECT CAST(max(created_at) AS TEXT) FROM android_checkins c WHERE c.user_id = p.user_id),
                COALESCE(n.times, 0), CAST(n.first AS TEXT),
                (SELECT c.kind FROM android_checkins c JOIN android_messages m ON m.message_id = c.checkin_id
                    WHERE m.seq = n.newest),
                q.until, q.hours_from, q.hours_to, q.zone, CAST(q.hurt_tones AS TEXT)
            FROM person p LEFT JOIN unanswered n ON n.user_id = p.user_id LEFT JOIN quiet q ON q.user_id = p.user_id
            ORDER BY p.created_at, p.place""";

    private static final String QUIET = """
            SELECT q.until, q.hours_from, q.hours_to, q.zone, CAST(q.hurt_tones AS TEXT)
            FROM users u LEFT JOIN quiet q ON q.user_id = u.user_id
            WHERE u.user_id = ? AND u.is_active = 1 AND u.origin = 'local'""";

    private static final String RAMBLES = """
            SELECT CAST((SELECT max(created_at) FROM discord_rambles) AS TEXT), count(*), CAST(min(created_at) AS TEXT)
            FROM discord_rambles WHERE content <> '' AND created_at > COALESCE((SELECT created_at FROM android_messages
                WHERE sender = 'user' AND created_at <= ? ORDER BY seq DESC LIMIT 1), '')""";

    private static final String LAST_WORD = """
            SELECT CAST(created_at AS TEXT) FROM android_messages m
            WHERE NOT EXISTS (SELECT 1 FROM android_checkins c WHERE c.checkin_id = m.message_id)
            ORDER BY seq DESC LIMIT 1""";

    private static final String RECENT = """
            SELECT (SELECT count(*) FROM android_checkins WHERE created_at > ?1 AND created_at <= ?2)
                + (SELECT count(*) FROM discord_rambles WHERE created_at > ?1 AND created_at <= ?2)""";

    private static final String LEDGER = "SELECT "
            + Sql.texts(
                    "user_id",
                    "first_at",
                    "last_at",
                    "times",
                    "kind",
                    "trigger",
                    "code",
                    "reason",
                    "emotion_state",
                    "message_id",
                    "memory_id",
                    "place")
            + " FROM decision WHERE user_id IS NOT DISTINCT FROM ? AND place < ? ORDER BY place DESC LIMIT ?";

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        AutonomyReads reads = new AutonomyReads(endpoints.reader());
        endpoints
                .read(AutonomyStore.PEOPLE, reads::people)
                .read(AutonomyStore.QUIET, reads::quiet)
                .read(AutonomyStore.RAMBLES, reads::rambles)
                .read(AutonomyStore.DECISIONS, reads::decisions);
    }

    private AutonomyReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<PeopleFound> people(FindPeople asked) {
        Future<List<Person>> people = reader.rows(PEOPLE, AutonomyReads::person);
        Future<List<CheckIns>> rambles = reader.rows(
                RAMBLES,
                row -> new CheckIns(
                        row.time(0), (int) row.number(1), row.time(2), row.number(1) > 0 ? Kind.RAMBLE : null),
                asked.now());
        Future<List<Long>> recent = reader.rows(
                RECENT, row -> row.number(0), asked.since(), asked.now().plus(Duration.ofDays(1)));
        Future<@Nullable Instant> word = reader.row(LAST_WORD, row -> row.time(0));
        return Future.all(people, rambles, recent, word)
                .map(all -> new PeopleFound(
                        people.result(),
                        word.result(),
                        rambles.result().get(0),
                        recent.result().get(0).intValue()));
    }

    private static Person person(SqlRow row) {
        return new Person(
                row.textOr(0, ""),
                row.textOr(1, ""),
                row.time(2),
                row.time(3),
                new CheckIns(row.time(4), (int) row.number(5), row.time(6), kind(row.text(7))),
                quiet(row, 8));
    }

    /** @param from the first of its columns */
    private static Quiet quiet(SqlRow row, int from) {
        return new Quiet(
                row.time(from),
                parsed(row.text(from + 1), LocalTime::parse),
                parsed(row.text(from + 2), LocalTime::parse),
                parsed(row.text(from + 3), ZoneId::of),
                parsed(row.text(from + 4), "1"::equals));
    }

    private Future<QuietFound> quiet(FindQuiet asked) {
        Future<@Nullable QuietFound> read = reader.row(QUIET, row -> new QuietFound(quiet(row, 0)), asked.userId());
        return read.map(found -> {
            if (found == null) {
                throw new Failure(Failure.Code.NOT_FOUND, "There is no such account.");
            }
            return found;
        });
    }

    private static <T> @Nullable T parsed(@Nullable String text, Function<String, T> how) {
        try {
            return text == null ? null : how.apply(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Kind kind(@Nullable String text) {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.key().equals(text))
                .findFirst()
                .orElse(null);
    }

    private Future<Rambles> rambles(ListRambles asked) {
        return reader.rows(
                        "SELECT content FROM discord_rambles WHERE content <> '' ORDER BY created_at DESC LIMIT ?",
                        row -> row.textOr(0, ""),
                        asked.limit())
                .map(Rambles::new);
    }

    private Future<DecisionList> decisions(ListDecisions asked) {
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        return reader.rows(LEDGER, AutonomyReads::decision, asked.userId(), before, asked.limit() + 1L)
                .map(DecisionList::new);
    }

    private static Decision decision(SqlRow row) {
        EmotionLevels feelings = EmotionLevelsJson.read(row.text(8));
        return new Decision(
                row.text(0),
                row.timeOrEpoch(1),
                row.timeOrEpoch(2),
                (int) row.number(3),
                Objects.requireNonNullElse(kind(row.text(4)), Kind.NOTHING),
                row.textOr(5, ""),
                row.textOr(6, ""),
                row.textOr(7, ""),
                Objects.requireNonNullElseGet(feelings, EmotionLevels::neutral),
                row.text(9),
                row.text(10),
                row.number(11));
    }
}
