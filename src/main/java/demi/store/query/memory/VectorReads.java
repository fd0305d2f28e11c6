package demi.store.query.memory;

import demi.api.store.MemoryStore.Found;
import demi.api.store.VectorStore;
import demi.api.store.VectorStore.Code;
import demi.api.store.VectorStore.CodeList;
import demi.api.store.VectorStore.FactsWithVectors;
import demi.api.store.VectorStore.FindMessagesWithoutCode;
import demi.api.store.VectorStore.FindWithoutVector;
import demi.api.store.VectorStore.LoadCodes;
import demi.api.store.VectorStore.LoadMessageCodes;
import demi.api.store.VectorStore.LoadVectors;
import demi.api.store.VectorStore.MessageText;
import demi.api.store.VectorStore.MessagesWithoutCode;
import demi.api.store.VectorStore.Vector;
import demi.api.value.MemoryFact;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import java.util.List;

/** What is read of meanings. */
public final class VectorReads {

    /** So many are looked at for one batch: a talk whose messages all have their code must not be read as a whole. */
    private static final int WITHIN = 5_000;

    private record Whole(MemoryFact fact, Vector vector) {}

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        VectorReads reads = new VectorReads(endpoints.reader());
        endpoints
                .read(VectorStore.MISSING, reads::missing)
                .read(VectorStore.CODES, reads::codes)
                .read(VectorStore.LOAD, reads::vectors)
                .read(VectorStore.MESSAGES_MISSING, reads::messagesMissing)
                .read(VectorStore.MESSAGE_CODES, reads::messageCodes);
    }

    private VectorReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<Found> missing(FindWithoutVector asked) {
        String sql = "SELECT " + MemoryRows.COLUMNS + """
                 FROM memory m WHERE NOT EXISTS (SELECT 1 FROM memory_vector v WHERE v.place = m.place AND v.model = ?)
                ORDER BY m.place DESC LIMIT ?""";
        return reader.rows(sql, MemoryRows::memory, asked.model(), asked.limit())
                .map(Found::new);
    }

    private Future<CodeList> codes(LoadCodes asked) {
        String sql = "SELECT " + Sql.texts("v.place", "v.code") + """
                 FROM memory m JOIN memory_vector v ON v.place = m.place
                WHERE m.user_id = ? AND v.model = ? ORDER BY v.place""";
        return reader.rows(sql, VectorReads::code, asked.userId(), asked.model())
                .map(CodeList::new);
    }

    private static Code code(SqlRow row) {
        return new Code(row.number(0), row.textOr(1, ""));
    }

    private Future<FactsWithVectors> vectors(LoadVectors asked) {
        String sql = "SELECT " + MemoryRows.COLUMNS + ", v.code, v.numbers FROM memory m"
                + " JOIN memory_vector v ON v.place = m.place WHERE "
                + reader.dialect().withoutIndex("m.user_id") + " = ? AND v.model = ? AND m.place IN ("
                + reader.dialect().elementsOfNumbers() + ")";
        return reader.rows(sql, VectorReads::whole, asked.userId(), asked.model(), Sql.numbers(asked.places()))
                .map(found -> new FactsWithVectors(
                        found.stream().map(Whole::fact).toList(),
                        found.stream().map(Whole::vector).toList()));
    }

    private static Whole whole(SqlRow row) {
        int after = MemoryRows.WIDTH;
        MemoryFact fact = MemoryRows.memory(row);
        return new Whole(fact, new Vector(fact.place(), row.textOr(after, ""), row.textOr(after + 1, "")));
    }

    private record Looked(MessageText message, boolean missing) {}

    private Future<MessagesWithoutCode> messagesMissing(FindMessagesWithoutCode asked) {
        String sql = "SELECT " + Sql.texts("m.seq", "m.user_id", "m.content", "c.seq") + """
                 FROM (SELECT seq, user_id, content FROM android_messages WHERE seq < ? AND seq > ? AND recall = 1
                        ORDER BY seq DESC LIMIT ?) AS m
                    LEFT JOIN message_code c ON c.seq = m.seq AND c.model = ?
                ORDER BY m.seq DESC""";
        return reader.rows(sql, VectorReads::looked, asked.below(), asked.above(), WITHIN, asked.model())
                .map(found -> batch(found, asked));
    }

    private static Looked looked(SqlRow row) {
        return new Looked(new MessageText(row.number(0), row.textOr(1, ""), row.textOr(2, "")), row.text(3) == null);
    }

    private static MessagesWithoutCode batch(List<Looked> found, FindMessagesWithoutCode asked) {
        List<MessageText> missing = found.stream()
                .filter(Looked::missing)
                .map(Looked::message)
                .limit(asked.limit())
                .toList();
        long newest = found.isEmpty() ? 0 : found.get(0).message().seq();
        if (missing.size() == asked.limit()) {
            return new MessagesWithoutCode(
                    missing, newest, missing.get(asked.limit() - 1).seq());
        }
        return new MessagesWithoutCode(
                missing,
                newest,
                found.size() < WITHIN
                        ? asked.above()
                        : found.get(WITHIN - 1).message().seq());
    }

    private Future<CodeList> messageCodes(LoadMessageCodes asked) {
        String sql = "SELECT " + Sql.texts("c.seq", "c.code") + """
                 FROM android_messages m JOIN message_code c ON c.seq = m.seq
                WHERE m.user_id = ? AND m.seq > ? AND c.model = ? ORDER BY m.seq LIMIT ?""";
        return reader.rows(sql, VectorReads::code, asked.conversationId(), asked.above(), asked.model(), asked.limit())
                .map(CodeList::new);
    }
}
