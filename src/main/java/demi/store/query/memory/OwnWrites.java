package demi.store.query.memory;

import demi.api.MemoryApi.Change;
import demi.api.MemoryApi.Changed;
import demi.api.store.MemoryStore.Found;
import demi.api.store.MemoryStore.PutFacts;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people themselves write of their memories. */
final class OwnWrites {

    private OwnWrites() {}

    static Changed change(SqlSession db, Change change) throws SQLException {
        MemoryFact before = read(db, change.userId(), change.memoryId());
        if (before == null) {
            return new Changed(null);
        }
        Boolean ended = change.ended();
        MemoryFact now = new MemoryFact(
                before.memoryId(),
                before.userId(),
                or(change.content(), before.content()),
                before.messageId(),
                change.kind() == null ? before.kind() : change.kind(),
                or(change.holds(), before.holds()),
                or(change.pinned(), before.pinned()),
                or(change.confidential(), before.confidential()),
                or(change.house(), before.house()),
                before.createdAt(),
                change.at(),
                before.usedAt(),
                before.uses(),
                ended == null
                        ? before.endedAt()
                        : ended ? (before.endedAt() == null ? change.at() : before.endedAt()) : null,
                before.place());
        update(db, now);
        RecallIndexWrites.facts(db, MemoryWrites.AT_ONCE);
        return new Changed(read(db, change.userId(), change.memoryId()));
    }

    private static <T> T or(@Nullable T now, T before) {
        return now == null ? before : now;
    }

    /** Somebody else's stay as they are. */
    static Found put(SqlSession db, PutFacts put) throws SQLException {
        List<MemoryFact> kept = new ArrayList<>();
        for (String memoryId : put.remove()) {
            MemoryWrites.remove(db, put.userId(), memoryId);
        }
        for (MemoryFact memory : put.memories()) {
            if (read(db, put.userId(), memory.memoryId()) == null) {
                insert(db, put.userId(), memory);
            } else {
                update(db, memory);
            }
            MemoryFact now = read(db, put.userId(), memory.memoryId());
            if (now != null) {
                kept.add(now);
            }
        }
        RecallIndexWrites.facts(
                db, Math.max(MemoryWrites.AT_ONCE, put.memories().size()));
        if (!put.remove().isEmpty()) {
            db.update(db.dialect().forgetDeletedWords());
        }
        return new Found(kept);
    }

    private static @Nullable MemoryFact read(SqlSession db, String userId, String memoryId) throws SQLException {
        return db.row(
                "SELECT " + MemoryRows.COLUMNS + " FROM memory m WHERE memory_id = ? AND user_id = ?",
                MemoryRows::memory,
                memoryId,
                userId);
    }

    private static void insert(SqlSession db, String userId, MemoryFact memory) throws SQLException {
        int added = db.update(
                """
                INSERT INTO memory (memory_id, user_id, content, message_id, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                memory.memoryId(),
                userId,
                memory.content(),
                memory.messageId(),
                memory.createdAt(),
                memory.updatedAt());
        if (added > 0) {
            updateRest(db, memory);
        }
    }

    private static void update(SqlSession db, MemoryFact memory) throws SQLException {
        MemoryFact before = read(db, memory.userId(), memory.memoryId());
        if (before != null
                && (!before.content().equals(memory.content()) || !memory.house() || memory.endedAt() != null)) {
            HouseWrites.withdraw(db, memory.memoryId());
        }
        updateRest(db, memory);
        if (before != null && !before.content().equals(memory.content())) {
            ForgottenWords.correct(db, memory.userId(), memory.memoryId(), memory.content());
            // By itself: the triggers of a new content run only where there is one.
            db.update(
                    "UPDATE memory SET content = ?, parts = NULL WHERE memory_id = ?",
                    memory.content(),
                    memory.memoryId());
        }
    }

    private static void updateRest(SqlSession db, MemoryFact memory) throws SQLException {
        MemoryKind kind = memory.kind();
        Holding holds = memory.holds();
        db.update(
                """
                UPDATE memory SET kind = ?, holds_from = ?, holds_until = ?, holds_at = ?, yearly = ?, pinned = ?,
                    confidential = ?, house = ?, updated_at = ?, used_at = ?, uses = ?, ended_at = ?,
                    replaced_by = CASE WHEN ? = 1 THEN replaced_by END
                WHERE memory_id = ?""",
                kind == null ? null : kind.key(),
                MemoryRows.text(holds.from()),
                MemoryRows.text(holds.until()),
                MemoryRows.text(holds.at()),
                holds.yearly(),
                memory.pinned(),
                memory.confidential(),
                memory.house(),
                memory.updatedAt(),
                memory.usedAt(),
                memory.uses(),
                memory.endedAt(),
                memory.endedAt() != null,
                memory.memoryId());
    }
}
