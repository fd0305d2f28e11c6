package demi.store;

import demi.contract.Memory;
import demi.contract.MemoryStore.CodesOf;
import demi.contract.MemoryStore.Found;
import demi.contract.MemoryStore.FoundVectors;
import demi.contract.MemoryStore.LatestBefore;
import demi.contract.MemoryStore.ListOf;
import demi.contract.MemoryStore.Matching;
import demi.contract.MemoryStore.PinnedOf;
import demi.contract.MemoryStore.TheseOf;
import demi.contract.MemoryStore.Vector;
import demi.contract.MemoryStore.Vectors;
import demi.contract.MemoryStore.WithoutVector;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What is read of memories. */
final class MemoryReads {

    /** Ranking so many takes a few milliseconds; a word that more have tells little anyway. */
    private static final int MOST_HITS_OF_A_WORD = 1_000;

    private static final int MOST_HITS = 2_000;
    private static final int MOST_WORDS = 24;

    private static final String SELECT = "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE m.user_id = ? ";
    private static final String NOTHING_CONFIDENTIAL = "AND m.confidential <= ? ";
    private static final String NEWEST = "ORDER BY m.place DESC LIMIT ?";

    /** The plus keeps SQLite from reading all of a person's memories by their index. */
    private static final String MATCHING = "SELECT " + MemoryRows.COLUMNS + """
             FROM memory_words JOIN memory m ON m.place = memory_words.rowid
            WHERE memory_words MATCH ? AND +m.user_id = ? AND m.confidential <= ?
            ORDER BY memory_words.rank LIMIT ?""";

    private static final String COUNT =
            "(SELECT count(*) FROM (SELECT 1 FROM memory_words WHERE memory_words MATCH ? LIMIT "
                    + (MOST_HITS_OF_A_WORD + 1) + "))";

    private record Word(String quoted, long hits) {}

    private record Whole(Memory memory, Vector vector) {}

    private final Readers readers;

    MemoryReads(Readers readers) {
        this.readers = readers;
    }

    Future<Found> list(ListOf asked) {
        long before = asked.before() <= 0 ? Long.MAX_VALUE : asked.before();
        return found(SELECT + "AND m.place < ? " + NEWEST, asked.userId(), before, asked.limit());
    }

    Future<Found> pinned(PinnedOf asked) {
        return found(
                SELECT + NOTHING_CONFIDENTIAL + "AND m.pinned = 1 " + NEWEST,
                asked.userId(),
                !asked.open(),
                asked.limit());
    }

    Future<Found> latest(LatestBefore asked) {
        String sql = SELECT + """
                AND m.message_id IN (SELECT message_id FROM android_messages WHERE user_id = ? AND sender = 'user'
                    AND seq < (SELECT seq FROM android_messages WHERE message_id = ?) ORDER BY seq DESC LIMIT ?)""";
        return found(sql, asked.userId(), asked.userId(), asked.messageId(), asked.messages());
    }

    Future<Found> withoutVector(WithoutVector asked) {
        String sql = "SELECT " + MemoryRows.COLUMNS + """
                 FROM memory m WHERE NOT EXISTS (SELECT 1 FROM memory_vector v WHERE v.place = m.place AND v.model = ?)
                ORDER BY m.place DESC LIMIT ?""";
        return found(sql, asked.model(), asked.limit());
    }

    Future<Found> matching(Matching asked) {
        List<String> quoted = asked.words().stream()
                .distinct()
                .limit(MOST_WORDS)
                .map(word -> '"' + word + '"')
                .toList();
        if (quoted.isEmpty()) {
            return Future.succeededFuture(new Found(List.of()));
        }
        String counts = "SELECT " + String.join(", ", Collections.nCopies(quoted.size(), COUNT));
        return readers.rows(counts, row -> telling(quoted, row), quoted.toArray())
                .compose(rows -> rows.get(0).isEmpty()
                        ? Future.succeededFuture(new Found(List.of()))
                        : found(
                                MATCHING,
                                String.join(" OR ", rows.get(0)),
                                asked.userId(),
                                !asked.open(),
                                asked.limit()));
    }

    /** The words that few memories have, the rarest first, as many as can be ranked in a moment. */
    private static List<String> telling(List<String> quoted, Cells row) {
        List<Word> words = IntStream.range(0, quoted.size())
                .mapToObj(i -> new Word(quoted.get(i), row.number(i)))
                .filter(word -> word.hits() > 0 && word.hits() <= MOST_HITS_OF_A_WORD)
                .sorted(Comparator.comparingLong(Word::hits))
                .toList();
        List<String> telling = new ArrayList<>();
        long hits = 0;
        for (Word word : words) {
            hits += word.hits();
            if (hits <= MOST_HITS) {
                telling.add(word.quoted());
            }
        }
        return telling;
    }

    Future<Vectors> codes(CodesOf asked) {
        String sql = """
                SELECT CAST(m.memory_id AS TEXT), v.code FROM memory m JOIN memory_vector v ON v.place = m.place
                WHERE m.user_id = ? AND v.model = ?""";
        return readers.rows(
                        sql, row -> new Vector(row.textOr(0, ""), row.textOr(1, ""), ""), asked.userId(), asked.model())
                .map(Vectors::new);
    }

    Future<FoundVectors> these(TheseOf asked) {
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

    private static Whole whole(Cells row) {
        int after = MemoryRows.WIDTH;
        return new Whole(
                MemoryRows.memory(row),
                new Vector(row.textOr(0, ""), row.textOr(after, ""), row.textOr(after + 1, "")));
    }

    private Future<Found> found(String sql, @Nullable Object... arguments) {
        return readers.rows(sql, MemoryRows::memory, arguments).map(Found::new);
    }
}
