package demi.store.query.memory;

import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.FindLatest;
import demi.api.store.MemoryStore.FindMatching;
import demi.api.store.MemoryStore.FindPinned;
import demi.api.store.MemoryStore.FindReplaced;
import demi.api.store.MemoryStore.FindUnread;
import demi.api.store.MemoryStore.Found;
import demi.api.store.MemoryStore.GetFacts;
import demi.api.store.MemoryStore.ListFacts;
import demi.api.value.MemoryKind;
import demi.store.sql.Dialect;
import demi.store.sql.Dialect.WordIndex;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is read of memories. */
public final class MemoryReads {

    /** Of a word that more of a person's memories have, only the newest so many count. */
    private static final int MOST_HITS_OF_A_WORD = 200;
    /** Adding up so many takes a few milliseconds. */
    private static final int MOST_HITS = 1_000;

    private static final int MOST_WORDS = 24;
    /** The weight of the rarest words; it only sets the scale. */
    private static final double SCALE = 1_000;

    private static final String SELECT = "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE m.user_id = ? ";
    private static final String NOTHING_CONFIDENTIAL = "AND m.confidential <= ? ";
    private static final String NEWEST = "ORDER BY m.place DESC LIMIT ?";

    /** Looks through at most so many. */
    private static String count(WordIndex index) {
        return "(SELECT count(*) FROM (SELECT 1 FROM " + index.table() + " WHERE " + index.condition("?") + " LIMIT "
                + MOST_HITS_OF_A_WORD + ") AS hit)";
    }

    private static String hits(WordIndex index) {
        return "SELECT * FROM (SELECT " + index.place() + " AS place, ? AS weight FROM " + index.table() + " WHERE "
                + index.condition("?") + " ORDER BY " + index.place() + " DESC LIMIT ?) AS hit";
    }

    /** Without that index: the planner would read all of a person's memories by it. */
    private static final String MATCHING = "SELECT " + MemoryRows.COLUMNS + """
             FROM (SELECT place, sum(weight) AS weight FROM (%s) AS found
                    GROUP BY place ORDER BY 2 DESC, 1 DESC LIMIT ?) AS hit
                JOIN memory m ON m.place = hit.place
            WHERE %s = ? AND m.confidential <= ?
            ORDER BY hit.weight DESC, hit.place DESC LIMIT ?""";

    /** @param match the word in one person's memories, as the index is asked for it */
    private record Word(String match, long hits) {

        /** What few memories have tells more. */
        long weight() {
            return Math.round(SCALE * Math.log(1 + 100.0 * MOST_HITS_OF_A_WORD / hits));
        }
    }

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        MemoryReads reads = new MemoryReads(endpoints.reader());
        endpoints
                .read(MemoryStore.LIST, reads::list)
                .read(MemoryStore.GET, reads::get)
                .read(MemoryStore.REPLACED, reads::replaced)
                .read(MemoryStore.PINNED, reads::pinned)
                .read(MemoryStore.LATEST, reads::latest)
                .read(MemoryStore.MATCHING, reads::matching)
                .read(MemoryStore.UNREAD, reads::unread);
    }

    private MemoryReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<Found> list(ListFacts asked) {
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        MemoryKind kind = asked.kind();
        return kind == null
                ? found(SELECT + "AND m.place < ? " + NEWEST, asked.userId(), before, asked.limit())
                : found(
                        SELECT + "AND m.place < ? AND m.kind = ? " + NEWEST,
                        asked.userId(),
                        before,
                        kind.key(),
                        asked.limit());
    }

    private Future<Found> get(GetFacts asked) {
        List<@Nullable Object> arguments = new ArrayList<>(List.of(asked.userId()));
        arguments.addAll(asked.memoryIds());
        return found(
                SELECT + "AND m.memory_id IN (" + Sql.marks(asked.memoryIds().size()) + ")", arguments.toArray());
    }

    private Future<Found> replaced(FindReplaced asked) {
        return found(
                SELECT
                        + "AND m.replaced_by IS NOT NULL AND m.ended_at >= ? ORDER BY m.ended_at DESC, m.place DESC LIMIT 1",
                asked.userId(),
                asked.since());
    }

    private Future<Found> pinned(FindPinned asked) {
        return found(
                SELECT + NOTHING_CONFIDENTIAL + "AND m.pinned = 1 AND m.ended_at IS NULL " + NEWEST,
                asked.userId(),
                !asked.open(),
                asked.limit());
    }

    private Future<Found> latest(FindLatest asked) {
        String sql = SELECT + """
                AND m.message_id IN (SELECT message_id FROM android_messages WHERE user_id = ? AND sender = 'user'
                    AND seq < (SELECT seq FROM android_messages WHERE message_id = ?) ORDER BY seq DESC LIMIT ?)""";
        return found(sql, asked.userId(), asked.userId(), asked.messageId(), asked.messages());
    }

    private Future<Found> unread(FindUnread asked) {
        return found(
                "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE m.kind IS NULL ORDER BY m.place LIMIT ?",
                asked.limit());
    }

    private Future<Found> matching(FindMatching asked) {
        WordIndex index = reader.dialect().memoryWords();
        List<String> matches = asked.words().stream()
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> index.match(asked.userId(), List.of(word)))
                .toList();
        if (matches.isEmpty()) {
            return Future.succeededFuture(new Found(List.of()));
        }
        String counts = "SELECT " + String.join(", ", Collections.nCopies(matches.size(), count(index)));
        return reader.rows(counts, row -> words(matches, row), matches.toArray())
                .compose(rows -> best(asked, rows.get(0)));
    }

    /** Those that occur, the rarest first. */
    private static List<Word> words(List<String> matches, SqlRow row) {
        return IntStream.range(0, matches.size())
                .mapToObj(i -> new Word(matches.get(i), row.number(i)))
                .filter(word -> word.hits() > 0)
                .sorted(Comparator.comparingLong(Word::hits))
                .toList();
    }

    private Future<Found> best(FindMatching asked, List<Word> words) {
        List<@Nullable Object> arguments = new ArrayList<>();
        long room = MOST_HITS;
        for (Word word : words) {
            if (room > 0) {
                arguments.addAll(List.of(word.weight(), word.match(), Math.min(room, MOST_HITS_OF_A_WORD)));
                room -= word.hits();
            }
        }
        if (arguments.isEmpty()) {
            return Future.succeededFuture(new Found(List.of()));
        }
        Dialect dialect = reader.dialect();
        String hits =
                String.join(" UNION ALL ", Collections.nCopies(arguments.size() / 3, hits(dialect.memoryWords())));
        // Where some do not count, it is not known how many have to be looked at.
        arguments.addAll(List.of(
                asked.open() ? Integer.MAX_VALUE : asked.limit(), asked.userId(), !asked.open(), asked.limit()));
        return found(MATCHING.formatted(hits, dialect.withoutIndex("m.user_id")), arguments.toArray());
    }

    private Future<Found> found(String sql, @Nullable Object... arguments) {
        return reader.rows(sql, MemoryRows::memory, arguments).map(Found::new);
    }
}
