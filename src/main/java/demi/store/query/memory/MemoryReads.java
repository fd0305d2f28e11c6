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
import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Word;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is read of memories. */
public final class MemoryReads {

    /** Where some do not count, it is not known how many have to be looked at. */
    private static final int MOST_LOOKED_AT = 1_000;

    private static final String SELECT = "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE m.user_id = ? ";
    private static final String NOTHING_CONFIDENTIAL = "AND m.confidential <= ? ";
    private static final String NEWEST = "ORDER BY m.place DESC LIMIT ?";

    private final SqlReader reader;
    private final WordSearch words;

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
        this.words = new WordSearch(reader.dialect(), reader.dialect().memoryWords());
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
        List<Word> sought = asked.words().stream()
                .distinct()
                .limit(RecallStore.MOST_WORDS)
                .map(word -> new Word(List.of(word)))
                .toList();
        return reader.read(db -> best(db, asked, words.find(db, asked.userId(), sought, Long.MAX_VALUE)));
    }

    private Found best(SqlReader.Queries db, FindMatching asked, WordHits hits) throws SQLException {
        List<Long> places = hits.best(asked.open() ? MOST_LOOKED_AT : asked.limit());
        Map<Long, MemoryFact> found = MemoryRows.at(places, db, reader.dialect(), asked.userId(), asked.open()).stream()
                .collect(Collectors.toMap(MemoryFact::place, Function.identity()));
        return new Found(places.stream()
                .map(found::get)
                .filter(Objects::nonNull)
                .limit(asked.limit())
                .toList());
    }

    private Future<Found> found(String sql, @Nullable Object... arguments) {
        return reader.rows(sql, MemoryRows::memory, arguments).map(Found::new);
    }
}
