package demi.store.query;

import demi.api.store.MemoryStore.CodesOf;
import demi.api.store.MemoryStore.Found;
import demi.api.store.MemoryStore.FoundVectors;
import demi.api.store.MemoryStore.LatestBefore;
import demi.api.store.MemoryStore.ListOf;
import demi.api.store.MemoryStore.Matching;
import demi.api.store.MemoryStore.PinnedOf;
import demi.api.store.MemoryStore.TheseOf;
import demi.api.store.MemoryStore.Vector;
import demi.api.store.MemoryStore.Vectors;
import demi.api.store.MemoryStore.WithoutVector;
import demi.api.value.MemoryFact;
import demi.store.sql.SqlRow;
import demi.store.sqlite.ReadPool;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HexFormat;
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

    private static final String COUNT =
            "(SELECT count(*) FROM (SELECT 1 FROM memory_words WHERE memory_words MATCH ? LIMIT " + MOST_HITS_OF_A_WORD
                    + "))";

    private static final String HITS = "SELECT * FROM (SELECT rowid AS place, ? AS weight FROM memory_words"
            + " WHERE memory_words MATCH ? ORDER BY rowid DESC LIMIT ?)";

    /** The plus keeps SQLite from reading all of a person's memories by their index. */
    private static final String MATCHING = "SELECT " + MemoryRows.COLUMNS + """
             FROM (SELECT place, sum(weight) AS weight FROM (%s)
                    GROUP BY place ORDER BY 2 DESC, 1 DESC LIMIT ?) AS hit
                JOIN memory m ON m.place = hit.place
            WHERE +m.user_id = ? AND m.confidential <= ?
            ORDER BY hit.weight DESC, hit.place DESC LIMIT ?""";

    /** @param match the word in one person's memories, as the index is asked for it */
    private record Word(String match, long hits) {

        /** What few memories have tells more. */
        long weight() {
            return Math.round(SCALE * Math.log(1 + 100.0 * MOST_HITS_OF_A_WORD / hits));
        }
    }

    private record Whole(MemoryFact memory, Vector vector) {}

    private final ReadPool readers;

    public MemoryReads(ReadPool readers) {
        this.readers = readers;
    }

    public Future<Found> list(ListOf asked) {
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        return found(SELECT + "AND m.place < ? " + NEWEST, asked.userId(), before, asked.limit());
    }

    public Future<Found> pinned(PinnedOf asked) {
        return found(
                SELECT + NOTHING_CONFIDENTIAL + "AND m.pinned = 1 " + NEWEST,
                asked.userId(),
                !asked.open(),
                asked.limit());
    }

    public Future<Found> latest(LatestBefore asked) {
        String sql = SELECT + """
                AND m.message_id IN (SELECT message_id FROM android_messages WHERE user_id = ? AND sender = 'user'
                    AND seq < (SELECT seq FROM android_messages WHERE message_id = ?) ORDER BY seq DESC LIMIT ?)""";
        return found(sql, asked.userId(), asked.userId(), asked.messageId(), asked.messages());
    }

    public Future<Found> withoutVector(WithoutVector asked) {
        String sql = "SELECT " + MemoryRows.COLUMNS + """
                 FROM memory m WHERE NOT EXISTS (SELECT 1 FROM memory_vector v WHERE v.place = m.place AND v.model = ?)
                ORDER BY m.place DESC LIMIT ?""";
        return found(sql, asked.model(), asked.limit());
    }

    public Future<Found> matching(Matching asked) {
        List<String> matches = asked.words().stream()
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> "who : \"" + hex(asked.userId()) + "\" AND content : \"" + word + '"')
                .toList();
        if (matches.isEmpty()) {
            return Future.succeededFuture(new Found(List.of()));
        }
        String counts = "SELECT " + String.join(", ", Collections.nCopies(matches.size(), COUNT));
        return readers.rows(counts, row -> words(matches, row), matches.toArray())
                .compose(rows -> best(asked, rows.get(0)));
    }

    private static String hex(String userId) {
        return HexFormat.of().withUpperCase().formatHex(userId.getBytes(StandardCharsets.UTF_8));
    }

    /** Those that occur, the rarest first. */
    private static List<Word> words(List<String> matches, SqlRow row) {
        return IntStream.range(0, matches.size())
                .mapToObj(i -> new Word(matches.get(i), row.number(i)))
                .filter(word -> word.hits() > 0)
                .sorted(Comparator.comparingLong(Word::hits))
                .toList();
    }

    private Future<Found> best(Matching asked, List<Word> words) {
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
        String hits = String.join(" UNION ALL ", Collections.nCopies(arguments.size() / 3, HITS));
        // Where some do not count, it is not known how many have to be looked at.
        arguments.addAll(List.of(asked.open() ? -1 : asked.limit(), asked.userId(), !asked.open(), asked.limit()));
        return found(MATCHING.formatted(hits), arguments.toArray());
    }

    public Future<Vectors> codes(CodesOf asked) {
        String sql = """
                SELECT CAST(m.memory_id AS TEXT), v.code FROM memory m JOIN memory_vector v ON v.place = m.place
                WHERE m.user_id = ? AND v.model = ?""";
        return readers.rows(
                        sql, row -> new Vector(row.textOr(0, ""), row.textOr(1, ""), ""), asked.userId(), asked.model())
                .map(Vectors::new);
    }

    public Future<FoundVectors> these(TheseOf asked) {
        String sql = "SELECT " + MemoryRows.COLUMNS + ", v.code, v.numbers FROM memory m"
                + " JOIN memory_vector v ON v.place = m.place WHERE +m.user_id = ? AND v.model = ? AND m.memory_id IN ("
                + MemoryRows.marks(asked.memoryIds().size()) + ")";
        List<@Nullable Object> arguments = new ArrayList<>(List.of(asked.userId(), asked.model()));
        arguments.addAll(asked.memoryIds());
        return readers.rows(sql, MemoryReads::whole, arguments.toArray())
                .map(found -> new FoundVectors(
                        found.stream().map(Whole::memory).toList(),
                        found.stream().map(Whole::vector).toList()));
    }

    private static Whole whole(SqlRow row) {
        int after = MemoryRows.WIDTH;
        return new Whole(
                MemoryRows.memory(row),
                new Vector(row.textOr(0, ""), row.textOr(after, ""), row.textOr(after + 1, "")));
    }

    private Future<Found> found(String sql, @Nullable Object... arguments) {
        return readers.rows(sql, MemoryRows::memory, arguments).map(Found::new);
    }
}
