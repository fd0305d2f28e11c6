package demi.store.query.memory;

import demi.api.store.MemoryStore.Fact;
import demi.api.store.MemoryStore.Reading;
import demi.api.store.MemoryStore.SaveFacts;
import demi.api.store.MemoryStore.SaveReadings;
import demi.api.value.MemoryKind;
import demi.bus.Ack;
import demi.store.sql.Sql;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** What is written of facts as they are learned. */
final class FactWrites {

    private FactWrites() {}

    static Ack saveFacts(SqlSession db, SaveFacts learned) throws SQLException {
        for (String memoryId : learned.forget()) {
            if (db.row(
                            "SELECT 1 FROM memory WHERE memory_id = ? AND user_id = ? AND pinned = 0",
                            row -> true,
                            memoryId,
                            learned.userId())
                    != null) {
                MemoryWrites.remove(db, learned.userId(), memoryId);
            }
        }
        for (Fact fact : learned.add()) {
            if (!isPinned(db, fact, learned)) {
                end(db, fact, learned, keep(db, fact, learned));
            }
        }
        RecallIndexWrites.facts(db, MemoryWrites.AT_ONCE);
        if (!learned.forget().isEmpty()) {
            db.update(db.dialect().forgetDeletedWords());
        }
        return Ack.DONE;
    }

    /** What is pinned and said again is known. By the few that are pinned, and not by all of a person's. */
    private static boolean isPinned(SqlSession db, Fact fact, SaveFacts learned) throws SQLException {
        return db.row(
                        "SELECT 1 FROM memory WHERE pinned = 1 AND "
                                + db.dialect().withoutIndex("user_id") + " = ? AND "
                                + db.dialect().lower("content") + " = "
                                + db.dialect().lower("?"),
                        row -> true,
                        learned.userId(),
                        fact.content())
                != null;
    }

    /** The id that it has now. */
    private static String keep(SqlSession db, Fact fact, SaveFacts learned) throws SQLException {
        Before before = db.row(
                "SELECT " + Sql.texts("user_id", "pinned", "content") + " FROM memory WHERE memory_id = ?",
                row -> new Before(row.textOr(0, ""), row.flag(1), row.textOr(2, "")),
                fact.memoryId());
        if (before == null) {
            add(db, fact.memoryId(), fact, learned);
            return fact.memoryId();
        }
        if (before.pinned() || !before.userId().equals(learned.userId())) {
            // A pinned fact is never replaced; the new fact is added.
            String memoryId = UUID.randomUUID().toString();
            add(db, memoryId, fact, learned);
            return memoryId;
        }
        again(db, fact, before, learned);
        return fact.memoryId();
    }

    private record Before(String userId, boolean pinned, String content) {}

    private static void add(SqlSession db, String memoryId, Fact fact, SaveFacts learned) throws SQLException {
        Instant at = told(fact, learned);
        MemoryKind kind = fact.kind();
        db.update(
                """
                INSERT INTO memory (memory_id, user_id, content, message_id, confidential, created_at, updated_at, kind,
                    holds_from, holds_until, holds_at, yearly)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6, ?7, ?8, ?9, ?10, ?11)""",
                memoryId,
                learned.userId(),
                fact.content(),
                fact.messageId(),
                fact.confidential(),
                at,
                kind == null ? null : kind.key(),
                MemoryRows.text(fact.holds().from()),
                MemoryRows.text(fact.holds().until()),
                MemoryRows.text(fact.holds().at()),
                fact.holds().yearly());
    }

    /** When it was told first stays; a day that was known stays unless another is told. */
    private static void again(SqlSession db, Fact fact, Before before, SaveFacts learned) throws SQLException {
        Instant at = told(fact, learned);
        MemoryKind kind = fact.kind();
        db.update(
                """
                UPDATE memory SET message_id = ?, confidential = %s, updated_at = %s, kind = COALESCE(?, kind)
                WHERE memory_id = ?""".formatted(
                        db.dialect().greatest("confidential", "?"), db.dialect().greatest("updated_at", "?")),
                fact.messageId(),
                fact.confidential(),
                at,
                kind == null ? null : kind.key(),
                fact.memoryId());
        if (fact.holds().isDated()) {
            db.update(
                    "UPDATE memory SET holds_from = ?, holds_until = ?, holds_at = ?, yearly = ? WHERE memory_id = ?",
                    MemoryRows.text(fact.holds().from()),
                    MemoryRows.text(fact.holds().until()),
                    MemoryRows.text(fact.holds().at()),
                    fact.holds().yearly(),
                    fact.memoryId());
        }
        if (!before.content().equals(fact.content())) {
            // By itself: the triggers of a new content run only where there is one.
            db.update(
                    "UPDATE memory SET content = ?, parts = NULL WHERE memory_id = ?", fact.content(), fact.memoryId());
        }
    }

    private static Instant told(Fact fact, SaveFacts learned) {
        Instant at = fact.toldAt();
        return at == null ? learned.at() : at;
    }

    /** What it replaces stays, and is over. */
    private static void end(SqlSession db, Fact fact, SaveFacts learned, String memoryId) throws SQLException {
        if (fact.replaces() != null) {
            HouseWrites.withdraw(db, learned.userId(), fact.replaces());
            db.update("""
                    UPDATE memory SET ended_at = ?, replaced_by = ?
                    WHERE memory_id = ? AND memory_id <> ? AND user_id = ? AND pinned = 0 AND ended_at IS NULL""", told(fact, learned), memoryId, fact.replaces(), memoryId, learned.userId());
        }
    }

    static Ack saveReadings(SqlSession db, SaveReadings found) throws SQLException {
        for (Reading reading : found.readings()) {
            int changed = db.update(
                    "UPDATE memory SET kind = ? WHERE memory_id = ? AND kind IS NULL",
                    reading.kind().key(),
                    reading.memoryId());
            if (changed > 0 && reading.holds().isDated()) {
                db.update(
                        """
                        UPDATE memory SET holds_from = ?, holds_until = ?, holds_at = ?, yearly = ?
                        WHERE memory_id = ? AND holds_from IS NULL AND holds_until IS NULL""",
                        MemoryRows.text(reading.holds().from()),
                        MemoryRows.text(reading.holds().until()),
                        MemoryRows.text(reading.holds().at()),
                        reading.holds().yearly(),
                        reading.memoryId());
            }
        }
        return Ack.DONE;
    }
}
