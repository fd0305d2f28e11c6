package demi.store.query.memory;

import demi.api.MemoryApi;
import demi.api.store.MemoryStore;
import demi.api.store.MemoryStore.Clear;
import demi.api.store.MemoryStore.Fade;
import demi.api.store.MemoryStore.Faded;
import demi.api.store.MemoryStore.MarkUsed;
import demi.api.value.MemoryKind;
import demi.bus.Ack;
import demi.store.sql.Dialect;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What is written of memories. Runs on the writer's thread. */
public final class MemoryWrites {

    private static final int SECONDS_A_DAY = 86_400;
    /** New facts are found at once, by the insides of their words, too. */
    static final int AT_ONCE = 100;

    private static final String LASTING = Arrays.stream(MemoryKind.values())
            .filter(MemoryKind::isLasting)
            .map(kind -> "'" + kind.key() + "'")
            .collect(Collectors.joining(", "));

    private MemoryWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(MemoryStore.SAVE_FACTS, FactWrites::saveFacts)
                .write(MemoryStore.CHANGE, OwnWrites::change)
                .write(MemoryStore.PUT, OwnWrites::put)
                .write(MemoryStore.FORGET, MemoryWrites::forget)
                .write(MemoryStore.CLEAR, MemoryWrites::clear)
                .write(MemoryStore.MARK_USED, MemoryWrites::markUsed)
                .write(MemoryStore.FADE, MemoryWrites::fade)
                .write(MemoryStore.SAVE_READINGS, FactWrites::saveReadings);
    }

    static MemoryApi.Forgotten forget(SqlSession db, MemoryApi.Forget forget) throws SQLException {
        boolean found = remove(db, forget.userId(), forget.memoryId());
        if (found) {
            db.update(db.dialect().forgetDeletedWords());
        }
        return new MemoryApi.Forgotten(found);
    }

    static MemoryStore.Cleared clear(SqlSession db, Clear empty) throws SQLException {
        List<String> ids = db.rows(
                "SELECT memory_id FROM memory WHERE user_id = ? AND pinned = 0",
                row -> row.textOr(0, ""),
                empty.userId());
        for (String memoryId : ids) {
            remove(db, empty.userId(), memoryId);
        }
        if (!ids.isEmpty()) {
            db.update(db.dialect().forgetDeletedWords());
        }
        return new MemoryStore.Cleared(ids.size());
    }

    static boolean remove(SqlSession db, String userId, String memoryId) throws SQLException {
        HouseWrites.withdraw(db, userId, memoryId);
        ForgottenWords.forget(db, userId, memoryId);
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

    static Ack markUsed(SqlSession db, MarkUsed used) throws SQLException {
        for (String memoryId : used.memoryIds()) {
            db.update("UPDATE memory SET used_at = ?, uses = uses + 1 WHERE memory_id = ?", used.at(), memoryId);
        }
        return Ack.DONE;
    }

    static Faded fade(SqlSession db, Fade fade) throws SQLException {
        double days = (double) fade.after().toSeconds() / SECONDS_A_DAY;
        Dialect dialect = db.dialect();
        String lastUse = dialect.greatest("COALESCE(used_at, updated_at)", "updated_at");
        String since = dialect.greatest(
                dialect.greatest(dialect.days(lastUse), dialect.days("COALESCE(holds_until, updated_at)")),
                dialect.days("COALESCE(ended_at, updated_at)"));
        int gone = db.update(
                "DELETE FROM memory WHERE pinned = 0 AND house = 0 AND yearly = 0 AND kind NOT IN (" + LASTING
                        + ") AND "
                        + dialect.days("?") + " - " + since + " > ? * (1 + " + dialect.least("uses", "9")
                        + ") * CASE WHEN kind = ? THEN 2.0 WHEN kind = ? AND uses = 0 AND holds_until IS NOT NULL THEN 0.5 ELSE 1.0 END",
                fade.at(),
                days,
                MemoryKind.TASTE.key(),
                MemoryKind.EVENT.key());
        return new Faded(gone);
    }
}
