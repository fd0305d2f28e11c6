package demi.store.query;

import demi.api.MemoryApi;
import demi.api.MemoryApi.Change;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.DropOtherSizes;
import demi.api.store.MemoryStore.Empty;
import demi.api.store.MemoryStore.Fact;
import demi.api.store.MemoryStore.Fade;
import demi.api.store.MemoryStore.Faded;
import demi.api.store.MemoryStore.KeepVectors;
import demi.api.store.MemoryStore.Learned;
import demi.api.store.MemoryStore.Used;
import demi.api.store.MemoryStore.Vector;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.store.sqlite.WriteConnection;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** What is written of memories. Runs on the writer's thread. */
public final class MemoryWrites {

    private static final int SECONDS_A_DAY = 86_400;

    private MemoryWrites() {}

    public static Ack learn(WriteConnection db, Learned learned) throws SQLException {
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
                // The place is taken by what is pinned; what is new stands beside it.
                keep(db, UUID.randomUUID().toString(), fact, learned);
            }
        }
        return Ack.DONE;
    }

    /** What is pinned and said again is known. */
    private static boolean isPinned(WriteConnection db, Fact fact, Learned learned) throws SQLException {
        return db.row(
                        "SELECT 1 FROM memory WHERE user_id = ? AND pinned = 1 AND lower(content) = lower(?)",
                        row -> true,
                        learned.userId(),
                        fact.content())
                != null;
    }

    private static boolean keep(WriteConnection db, String memoryId, Fact fact, Learned learned) throws SQLException {
        int kept = db.update(
                """
                INSERT INTO memory (memory_id, user_id, content, message_id, confidential, created_at, updated_at)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?6)
                ON CONFLICT (memory_id) DO UPDATE SET content = excluded.content, message_id = excluded.message_id,
                    confidential = max(confidential, excluded.confidential), updated_at = excluded.updated_at
                WHERE user_id = excluded.user_id AND pinned = 0""", memoryId, learned.userId(), fact.content(), fact.messageId(), fact.confidential(), learned.at());
        return kept > 0;
    }

    public static MemoryApi.Changed change(WriteConnection db, Change change) throws SQLException {
        db.update("""
                UPDATE memory SET pinned = COALESCE(?, pinned), confidential = COALESCE(?, confidential), updated_at = ?
                WHERE memory_id = ? AND user_id = ?""", change.pinned(), change.confidential(), change.at(), change.memoryId(), change.userId());
        if (change.content() != null) {
            rewrite(db, change.userId(), change.memoryId(), "- " + change.content() + "\n");
            // By itself: the triggers of a new content run only where there is one.
            db.update(
                    "UPDATE memory SET content = ? WHERE memory_id = ? AND user_id = ?",
                    change.content(),
                    change.memoryId(),
                    change.userId());
        }
        MemoryFact now = db.row(
                "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE memory_id = ? AND user_id = ?",
                MemoryRows::memory,
                change.memoryId(),
                change.userId());
        return new MemoryApi.Changed(now);
    }

    public static MemoryApi.Forgotten forget(WriteConnection db, MemoryApi.Forget forget) throws SQLException {
        return new MemoryApi.Forgotten(remove(db, forget.userId(), forget.memoryId()));
    }

    public static MemoryStore.Emptied empty(WriteConnection db, Empty empty) throws SQLException {
        List<String> ids = db.rows(
                "SELECT memory_id FROM memory WHERE user_id = ? AND pinned = 0",
                row -> row.textOr(0, ""),
                empty.userId());
        for (String memoryId : ids) {
            remove(db, empty.userId(), memoryId);
        }
        return new MemoryStore.Emptied(ids.size());
    }

    private static boolean remove(WriteConnection db, String userId, String memoryId) throws SQLException {
        rewrite(db, userId, memoryId, "");
        return db.update("DELETE FROM memory WHERE memory_id = ? AND user_id = ?", memoryId, userId) > 0;
    }

    /** What the model has read of it as a memory is not read again; that costs a longer prompt once. */
    private static void rewrite(WriteConnection db, String userId, String memoryId, String instead)
            throws SQLException {
        db.update("""
                UPDATE transcript SET content = rtrim(replace(content || char(10), m.line, char(10) || ?), char(10))
                FROM (SELECT char(10) || '- ' || content || char(10) AS line FROM memory
                    WHERE memory_id = ? AND user_id = ?) AS m
                WHERE (user_id = ? OR user_id IN (SELECT user_id FROM users WHERE origin = 'discord_channel'))
                    AND role = 'system' AND instr(content || char(10), m.line) > 0""", instead, memoryId, userId, userId);
    }

    public static Ack used(WriteConnection db, Used used) throws SQLException {
        for (String memoryId : used.memoryIds()) {
            db.update("UPDATE memory SET used_at = ?, uses = uses + 1 WHERE memory_id = ?", used.at(), memoryId);
        }
        return Ack.DONE;
    }

    public static Faded fade(WriteConnection db, Fade fade) throws SQLException {
        double days = (double) fade.after().toSeconds() / SECONDS_A_DAY;
        int gone = db.update("""
                DELETE FROM memory WHERE pinned = 0 AND julianday(?)
                    - julianday(max(COALESCE(used_at, updated_at), updated_at)) > ? * (1 + min(uses, 9))""", fade.at(), days);
        return new Faded(gone);
    }

    public static Ack keepVectors(WriteConnection db, KeepVectors keep) throws SQLException {
        List<Vector> vectors = keep.vectors();
        for (int i = 0; i < vectors.size(); i++) {
            Vector vector = vectors.get(i);
            db.update(
                    """
                    INSERT OR REPLACE INTO memory_vector (place, model, code, numbers)
                    SELECT place, ?, ?, ? FROM memory WHERE memory_id = ? AND content = ?""",
                    keep.model(),
                    vector.code(),
                    vector.values(),
                    vector.memoryId(),
                    keep.content().get(i));
        }
        return Ack.DONE;
    }

    public static Ack dropOtherSizes(WriteConnection db, DropOtherSizes drop) throws SQLException {
        // Base64 has four characters for three bytes.
        db.update(
                "DELETE FROM memory_vector WHERE model = ? AND length(numbers) <> ?",
                drop.model(),
                (drop.bytes() + 2) / 3 * 4);
        return Ack.DONE;
    }
}
