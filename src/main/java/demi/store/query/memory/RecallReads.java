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
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
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

    /** Of each hit the line itself, the one before and the one after. */
    private static final String LINES = "SELECT " + Sql.texts("h.seq", "n.side") + ", "
            + Sql.texts(
                    "m.seq",
                    "m.message_id",
                    "m.sender",
                    "m.speaker_name",
                    "m.content",
                    "m.created_at",
                    "m.recall",
                    "m.holding")
            + """
             FROM android_messages h JOIN (SELECT 0 AS side UNION ALL SELECT 1 UNION ALL SELECT 2) AS n ON 1 = 1
                JOIN android_messages m ON m.seq = CASE n.side WHEN 0 THEN h.seq
                    WHEN 1 THEN (SELECT max(seq) FROM android_messages WHERE user_id = h.user_id AND seq < h.seq)
                    ELSE (SELECT min(seq) FROM android_messages WHERE user_id = h.user_id AND seq > h.seq) END
            WHERE h.user_id = ? AND h.recall = 1 AND h.seq IN (%s)""";

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
    private final WordSearch memoryWords;
    private final WordSearch messageWords;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        RecallReads reads = new RecallReads(endpoints.reader());
        endpoints.read(RecallStore.CANDIDATES, reads::candidates).read(RecallStore.GROUPS, reads::groups);
    }

    private RecallReads(SqlReader reader) {
        this.reader = reader;
        this.memoryWords = new WordSearch(reader, reader.dialect().memoryWords());
        this.messageWords = new WordSearch(reader, reader.dialect().messageWords());
    }

    private Future<Candidates> candidates(FindCandidates asked) {
        List<Word> words = asked.words()
                .subList(0, Math.min(RecallStore.MOST_WORDS, asked.words().size()));
        if (words.isEmpty() && asked.places().isEmpty() && asked.seqs().isEmpty()) {
            return Future.succeededFuture(Candidates.NONE);
        }
        Future<WordHits> facts = memoryWords.find(asked.userId(), words, Long.MAX_VALUE);
        Future<WordHits> lines = reader.rows(
                        WINDOW, row -> row.number(0), asked.conversationId(), asked.before(), asked.window())
                .compose(before -> messageWords.find(asked.conversationId(), words, before.get(0)));
        return Future.all(facts.compose(found -> facts(asked, found)), lines.compose(found -> lines(asked, found)))
                .map(both -> new Candidates(
                        both.resultAt(0),
                        both.resultAt(1),
                        facts.result().weights(),
                        lines.result().weights()));
    }

    private Future<List<FactHit>> facts(FindCandidates asked, WordHits hits) {
        Set<Long> places = new LinkedHashSet<>(hits.best(asked.open() ? MOST_FACTS * 4 : MOST_FACTS));
        places.addAll(asked.places());
        return MemoryRows.at(places, reader, asked.userId(), asked.open())
                .map(found -> found.stream()
                        .map(fact -> new FactHit(fact, hits.wordsOf(fact.place())))
                        .toList());
    }

    private record Found(long hit, int side, Line line, boolean recalled) {}

    private Future<List<Line>> lines(FindCandidates asked, WordHits hits) {
        Set<Long> seqs = new LinkedHashSet<>(hits.best(MOST_LINES));
        asked.seqs().stream().filter(seq -> seq < hits.before()).forEach(seqs::add);
        if (seqs.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return reader.rows(LINES.formatted(Sql.numbers(seqs)), row -> found(row, hits), asked.conversationId())
                .map(found -> joined(found, hits.before()));
    }

    private static Found found(SqlRow row, WordHits hits) {
        long seq = row.number(2);
        Line line = new Line(
                seq,
                row.textOr(3, ""),
                row.textOr(4, "").equalsIgnoreCase("user") ? Message.Sender.USER : Message.Sender.DEMI,
                row.text(5),
                row.textOr(6, ""),
                row.timeOrEpoch(7),
                hits.wordsOf(seq),
                0,
                0);
        // What has not been looked at yet is no less said; what is to be forgotten, or only stands in, is.
        return new Found(row.number(0), (int) row.number(1), line, !"0".equals(row.text(8)) && !row.flag(9));
    }

    /** Each line once, with its neighbours as far as they are there. */
    private static List<Line> joined(List<Found> found, long before) {
        Map<Long, Line> lines = new LinkedHashMap<>();
        Map<Long, Long> previous = new HashMap<>();
        Map<Long, Long> next = new HashMap<>();
        for (Found each : found) {
            long seq = each.line().seq();
            if (each.recalled() && seq < before) {
                lines.put(seq, each.line());
                if (each.side() == 1) {
                    previous.put(each.hit(), seq);
                    next.put(seq, each.hit());
                } else if (each.side() == 2) {
                    next.put(each.hit(), seq);
                    previous.put(seq, each.hit());
                }
            }
        }
        return lines.values().stream()
                .map(line -> new Line(
                        line.seq(),
                        line.messageId(),
                        line.sender(),
                        line.speaker(),
                        line.content(),
                        line.at(),
                        line.words(),
                        previous.getOrDefault(line.seq(), 0L),
                        next.getOrDefault(line.seq(), 0L)))
                .toList();
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
