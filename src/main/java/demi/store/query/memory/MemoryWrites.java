package demi.store.query.memory;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Change;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.Clear;
import demi.api.store.MemoryStore.Fact;
import demi.api.store.MemoryStore.Fade;
import demi.api.store.MemoryStore.Faded;
import demi.api.store.MemoryStore.MarkUsed;
import demi.api.store.MemoryStore.SaveFacts;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.store.sql.Dialect;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What is written of memories. Runs on the writer's thread. */
public final class MemoryWrites {

    private static final int SECONDS_A_DAY = 86_400;
    /** New facts are found at once, by the insides of their words, too. */
    private static final int AT_ONCE = 100;

    private MemoryWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(MemoryStore.SAVE_FACTS, MemoryWrites::saveFacts)
                .write(MemoryStore.CHANGE, MemoryWrites::change)
                .write(MemoryStore.FORGET, MemoryWrites::forget)
                .write(MemoryStore.CLEAR, MemoryWrites::clear)
                .write(MemoryStore.MARK_USED, MemoryWrites::markUsed)
                .write(MemoryStore.FADE, MemoryWrites::fade);
    }

    static Ack saveFacts(SqlSession db, SaveFacts learned) throws SQLException {
        for (String memoryId : learned.forget()) {
            if (db.row(
                            "SELECT 1 FROM memory WHERE memory_id = ? AND user_id = ? AND pinned = 0",
                            row -> true,
                            memoryId,
                            learned.userId())
                    != null) {
                remove(db, learned.userId(), memoryId);
            }
        }
        for (Fact fact : learned.add()) {
            if (!isPinned(db, fact, learned) && !keep(db, fact.memoryId(), fact, learned)) {
                // A pinned fact is never replaced; the new fact is added.
                keep(db, UUID.randomUUID().toString(), fact, learned);
            }
        }
        RecallIndexWrites.facts(db, AT_ONCE);
        return Ack.DONE;
    }

    /** What is pinned and said again is known. */
    private static boolean isPinned(SqlSession db, Fact fact, SaveFacts learned) throws SQLException {
        return db.row(
                        "SELECT 1 FROM memory WHERE user_id = ? AND pinned = 1 AND lower(content) = lower(?)",
                        row -> true,
                        learned.userId(),
                        fact.content())
                != null;
    }

    private static boolean keep(SqlSession db, String memoryId, Fact fact, SaveFacts learned) throws SQLException {
        int kept = db.update(
                """
                INSERT INTO memory (memory_id, user_id, content, message_id, confidential, created_at, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
                ON CONFLICT (memory_id) DO UPDATE SET content = excluded.content, parts = NULL, message_id = excluded.message_id,
                    confidential = %s, updated_at = excluded.updated_at
                WHERE memory.user_id = excluded.user_id AND memory.pinned = 0""".formatted(db.dialect().greatest("memory.confidential", "excluded.confidential")),
                memoryId,
                learned.userId(),
                fact.content(),
                fact.messageId(),
                fact.confidential(),
                learned.at());
        return kept > 0;
    }

    static MemoryApi.Changed change(SqlSession db, Change change) throws SQLException {
        db.update("""
                UPDATE memory SET pinned = COALESCE(?, pinned), confidential = COALESCE(?, confidential), updated_at = ?
                WHERE memory_id = ? AND user_id = ?""", change.pinned(), change.confidential(), change.at(), change.memoryId(), change.userId());
        if (change.content() != null) {
            rewrite(db, change.userId(), change.memoryId(), "- " + change.content() + "\n");
            // By itself: the triggers of a new content run only where there is one.
            db.update(
                    "UPDATE memory SET content = ?, parts = NULL WHERE memory_id = ? AND user_id = ?",
                    change.content(),
                    change.memoryId(),
                    change.userId());
            RecallIndexWrites.facts(db, AT_ONCE);
        }
        MemoryFact now = db.row(
                "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE memory_id = ? AND user_id = ?",
                MemoryRows::memory,
                change.memoryId(),
                change.userId());
        return new MemoryApi.Changed(now);
    }

    static MemoryApi.Forgotten forget(SqlSession db, MemoryApi.Forget forget) throws SQLException {
        return new MemoryApi.Forgotten(remove(db, forget.userId(), forget.memoryId()));
    }

    static MemoryStore.Cleared clear(SqlSession db, Clear empty) throws SQLException {
        List<String> ids = db.rows(
                "SELECT memory_id FROM memory WHERE user_id = ? AND pinned = 0",
                row -> row.textOr(0, ""),
                empty.userId());
        for (String memoryId : ids) {
            remove(db, empty.userId(), memoryId);
        }
        return new MemoryStore.Cleared(ids.size());
    }

    private static boolean remove(SqlSession db, String userId, String memoryId) throws SQLException {
        rewrite(db, userId, memoryId, "");
        // The message that it comes from would say it again.
        String said = db.row(
                "SELECT message_id FROM memory WHERE memory_id = ? AND user_id = ? AND message_id IS NOT NULL",
                row -> row.textOr(0, ""),
                memoryId,
                userId);
        if (said != null) {
            RecallIndexWrites.forget(db, said);
        }
        return db.update("DELETE FROM memory WHERE memory_id = ? AND user_id = ?", memoryId, userId) > 0;
    }

    /** What the model has read of it as a memory is not read again; that costs a longer prompt once. */
    private static void rewrite(SqlSession db, String userId, String memoryId, String instead) throws SQLException {
        db.update("""
                UPDATE transcript SET content = rtrim(replace(content || '\n', m.line, '\n' || ?), '\n')
                FROM (SELECT '\n- ' || content || '\n' AS line FROM memory
                    WHERE memory_id = ? AND user_id = ?) AS m
                WHERE (user_id = ? OR user_id IN (SELECT user_id FROM network_identities WHERE kind = 'group'))
                    AND role = 'system' AND replace(content || '\n', m.line, '') <> content || '\n'""", instead, memoryId, userId, userId);
    }

    static Ack markUsed(SqlSession db, MarkUsed used) throws SQLException {
        for (String memoryId : used.memoryIds()) {
            db.update("UPDATE memory SET used_at = ?, uses = uses + 1 WHERE memory_id = ?", used.at(), memoryId);
        }
        return Ack.DONE;
    }

    static Faded fade(SqlSession db, Fade fade) throws SQLException {
        double days = (double) fade.after().toSeconds() / SECONDS_A_DAY;
        Dialect dialect = db.dialect();
        int gone = db.update(
                "DELETE FROM memory WHERE pinned = 0 AND " + dialect.days("?") + " - "
                        + dialect.days(dialect.greatest("COALESCE(used_at, updated_at)", "updated_at"))
                        + " > ? * (1 + " + dialect.least("uses", "9") + ")",
                fade.at(),
                days);
        return new Faded(gone);
    }
}
