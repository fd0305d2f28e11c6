package demi.store.query.memory;

import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Candidates;
import demi.api.store.RecallStore.FactHit;
import demi.api.store.RecallStore.FindCandidates;
import demi.api.store.RecallStore.FindGroups;
import demi.api.store.RecallStore.Groups;
import demi.api.store.RecallStore.Line;
import demi.api.store.RecallStore.Word;
import demi.api.value.Message;
import demi.store.sql.Dialect;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds facts and lines that have some words. What it costs is bounded by the number of words, not by what is kept. */
public final class RecallReads {

    private static final int MOST_FACTS = 60;
    private static final int MOST_LINES = 40;

    private static final String PREVIOUS =
            "(SELECT max(seq) FROM android_messages WHERE user_id = h.user_id AND seq < h.seq)";
    private static final String NEXT =
            "(SELECT min(seq) FROM android_messages WHERE user_id = h.user_id AND seq > h.seq)";

    /** Of each hit its own number, and those of the line before and the one after. */
    private static final String AROUND = "SELECT " + Sql.texts("h.seq", PREVIOUS, NEXT) + """
             FROM android_messages h WHERE h.user_id = ? AND h.recall = 1 AND h.seq IN (%s)""";

    private static final String LINES = "SELECT "
            + Sql.texts("m.seq", "m.message_id", "m.sender", "m.speaker_name", "m.content", "m.created_at")
            + " FROM android_messages m WHERE %s = ? AND m.seq < ? AND COALESCE(m.recall, 1) <> 0 AND m.holding = 0"
            + " AND m.seq IN (%s)";

    /** Where the window of the prompt begins: everything from there on is in it. */
    private static final String WINDOW = """
            SELECT COALESCE((SELECT seq FROM android_messages WHERE user_id = ?1 AND sender = 'user'
                    AND seq <= (SELECT seq FROM android_messages WHERE message_id = ?2)
                    ORDER BY seq DESC LIMIT 1 OFFSET ?3),
                CASE WHEN ?3 = 0 THEN (SELECT max(seq) + 1 FROM android_messages) ELSE 0 END)""";

    private static final int LATELY = 500;
    private static final int MOST_GROUPS = 50;

    /** By the messages of each group, which have an index: by who speaks there is none. */
    private static final String GROUPS = "SELECT " + Sql.texts("g.user_id", "g.newest") + """
             FROM (SELECT i.user_id, (SELECT max(seq) FROM android_messages WHERE user_id = i.user_id) AS newest
                    FROM network_identities i WHERE i.kind = 'group') AS g
            WHERE g.newest IS NOT NULL ORDER BY g.newest DESC LIMIT ?""";

    private static final String SPEAKS = "SELECT 1 FROM (SELECT speaker FROM android_messages WHERE user_id = ?"
            + " ORDER BY seq DESC LIMIT ?) AS m WHERE m.speaker = ? LIMIT 1";

    private final SqlReader reader;
    private final Dialect dialect;
    private final WordSearch memoryWords;
    private final WordSearch messageWords;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        RecallReads reads = new RecallReads(endpoints.reader());
        endpoints.read(RecallStore.CANDIDATES, reads::candidates).read(RecallStore.GROUPS, reads::groups);
    }

    private RecallReads(SqlReader reader) {
        this.reader = reader;
        this.dialect = reader.dialect();
        this.memoryWords = new WordSearch(dialect, dialect.memoryWords());
        this.messageWords = new WordSearch(dialect, dialect.messageWords());
    }

    private Future<Candidates> candidates(FindCandidates asked) {
        List<Word> words = asked.words()
                .subList(0, Math.min(RecallStore.MOST_WORDS, asked.words().size()));
        if (words.isEmpty() && asked.places().isEmpty() && asked.seqs().isEmpty()) {
            return Future.succeededFuture(Candidates.NONE);
        }
        // Each in one go, on a thread of its own.
        Future<Found<FactHit>> facts = reader.read(db -> facts(db, asked, words));
        Future<Found<Line>> lines = reader.read(db -> lines(db, asked, words));
        return Future.all(facts, lines)
                .map(both -> new Candidates(
                        facts.result().hits(),
                        lines.result().hits(),
                        facts.result().weights(),
                        lines.result().weights()));
    }

    /** @param weights of the words, in their order */
    private record Found<T>(List<T> hits, List<Double> weights) {}

    private Found<FactHit> facts(SqlReader.Queries db, FindCandidates asked, List<Word> words) throws SQLException {
        WordHits hits = memoryWords.find(db, asked.userId(), words, Long.MAX_VALUE);
        Set<Long> places = new LinkedHashSet<>(hits.best(asked.open() ? MOST_FACTS * 4 : MOST_FACTS));
        places.addAll(asked.places());
        List<FactHit> facts = MemoryRows.at(places, db, dialect, asked.userId(), asked.open()).stream()
                .map(fact -> new FactHit(fact, hits.wordsOf(fact.place())))
                .toList();
        return new Found<>(facts, hits.weights());
    }

    private Found<Line> lines(SqlReader.Queries db, FindCandidates asked, List<Word> words) throws SQLException {
        Long before = db.row(WINDOW, row -> row.number(0), asked.conversationId(), asked.before(), asked.window());
        WordHits hits = messageWords.find(db, asked.conversationId(), words, Objects.requireNonNull(before));
        Set<Long> seqs = new LinkedHashSet<>(hits.best(MOST_LINES));
        asked.seqs().stream().filter(seq -> seq < before).forEach(seqs::add);
        return new Found<>(around(db, asked.conversationId(), seqs, hits), hits.weights());
    }

    /** Each line once, with those before and after it as far as they are there. */
    private List<Line> around(SqlReader.Queries db, String conversationId, Set<Long> seqs, WordHits hits)
            throws SQLException {
        Map<Long, Long> previous = new HashMap<>();
        Map<Long, Long> next = new HashMap<>();
        Set<Long> wanted = new LinkedHashSet<>();
        for (long[] each : seqs.isEmpty() ? List.<long[]>of() : neighbours(db, conversationId, seqs)) {
            wanted.add(each[0]);
            join(each[1], each[0], previous, next, wanted);
            join(each[0], each[2], previous, next, wanted);
        }
        if (wanted.isEmpty()) {
            return List.of();
        }
        Map<Long, Line> lines = new LinkedHashMap<>();
        for (Line line : db.rows(
                LINES.formatted(dialect.withoutIndex("m.user_id"), dialect.elementsOfNumbers()),
                row -> line(row, hits),
                conversationId,
                hits.before(),
                Sql.numbers(wanted))) {
            lines.put(line.seq(), line);
        }
        return lines.values().stream()
                .map(line -> line.between(known(previous.get(line.seq()), lines), known(next.get(line.seq()), lines)))
                .toList();
    }

    private List<long[]> neighbours(SqlReader.Queries db, String conversationId, Set<Long> seqs) throws SQLException {
        return db.rows(
                AROUND.formatted(dialect.elementsOfNumbers()),
                row -> new long[] {row.number(0), row.number(1), row.number(2)},
                conversationId,
                Sql.numbers(seqs));
    }

    private static void join(long one, long other, Map<Long, Long> previous, Map<Long, Long> next, Set<Long> wanted) {
        if (one > 0 && other > 0) {
            next.put(one, other);
            previous.put(other, one);
            wanted.add(one);
            wanted.add(other);
        }
    }

    private static long known(@Nullable Long seq, Map<Long, Line> lines) {
        return seq != null && lines.containsKey(seq) ? seq : 0;
    }

    private static Line line(SqlRow row, WordHits hits) {
        long seq = row.number(0);
        return new Line(
                seq,
                row.textOr(1, ""),
                row.textOr(2, "").equalsIgnoreCase("user") ? Message.Sender.USER : Message.Sender.DEMI,
                row.text(3),
                row.textOr(4, ""),
                row.timeOrEpoch(5),
                hits.wordsOf(seq),
                0,
                0);
    }

    private Future<Groups> groups(FindGroups asked) {
        return reader.rows(GROUPS, row -> row.textOr(0, ""), MOST_GROUPS)
                .compose(groups -> Future.all(groups.stream()
                                .map(group -> reader.row(SPEAKS, row -> group, group, LATELY, asked.userId()))
                                .toList())
                        .map(all -> new Groups(all.<@Nullable String>list().stream()
                                .filter(Objects::nonNull)
                                .limit(asked.limit())
                                .toList())));
    }
}
