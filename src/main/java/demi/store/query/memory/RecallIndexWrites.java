package demi.store.query.memory;

import demi.api.store.RecallStore;
import demi.api.store.RecallStore.Forget;
import demi.api.store.RecallStore.ForgetLatest;
import demi.api.store.RecallStore.Forgotten;
import demi.api.store.RecallStore.Index;
import demi.api.store.RecallStore.Indexed;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import demi.util.WordParts;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Keeps the index of words up to date, in batches beside the talk. Runs on the writer's thread. */
public final class RecallIndexWrites {

    private record Unindexed(long number, String content, boolean said) {}

    /** In one person's own conversation nobody else speaks. */
    private static final String OWN = """
            SELECT message_id FROM android_messages
            WHERE user_id = ? AND sender = 'user' AND COALESCE(speaker, user_id) = ?""";

    private RecallIndexWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(RecallStore.INDEX, RecallIndexWrites::index)
                .write(RecallStore.FORGET, RecallIndexWrites::forget)
                .write(RecallStore.FORGET_LATEST, RecallIndexWrites::forgetLatest);
    }

    static Indexed index(SqlSession db, Index asked) throws SQLException {
        return new Indexed(Math.max(messages(db, asked.most()), facts(db, asked.most())));
    }

    /** A line that stands in for an answer was not said. */
    private static int messages(SqlSession db, int most) throws SQLException {
        List<Unindexed> found = db.rows(
                "SELECT CAST(seq AS TEXT), content, CAST(holding AS TEXT) FROM android_messages"
                        + " WHERE recall IS NULL AND seq IS NOT NULL ORDER BY seq LIMIT ?",
                row -> new Unindexed(row.number(0), row.textOr(1, ""), !row.flag(2)),
                most);
        for (Unindexed message : found) {
            if (message.said()) {
                db.update(
                        // Somebody may have asked to forget it, or reworded it, since it was looked at.
                        "UPDATE android_messages SET parts = ?, recall = 1 WHERE seq = ? AND recall IS NULL AND content = ?",
                        WordParts.of(message.content()),
                        message.number(),
                        message.content());
            } else {
                db.update("UPDATE android_messages SET recall = 0 WHERE seq = ? AND recall IS NULL", message.number());
            }
        }
        return found.size();
    }

    /** Of facts only what the index does not do by itself. */
    static int facts(SqlSession db, int most) throws SQLException {
        List<Unindexed> found = db.rows(
                "SELECT CAST(place AS TEXT), content FROM memory WHERE parts IS NULL ORDER BY place LIMIT ?",
                row -> new Unindexed(row.number(0), row.textOr(1, ""), true),
                most);
        for (Unindexed fact : found) {
            db.update(
                    "UPDATE memory SET parts = ? WHERE place = ? AND content = ?",
                    WordParts.of(fact.content()),
                    fact.number(),
                    fact.content());
        }
        return found.size();
    }

    static Forgotten forget(SqlSession db, Forget asked) throws SQLException {
        List<String> own = asked.messageIds() == null
                ? db.rows(OWN, row -> row.textOr(0, ""), asked.conversationId(), asked.userId())
                : own(db, asked, asked.messageIds());
        int messages = 0;
        for (String messageId : own) {
            messages += forget(db, messageId);
        }
        return new Forgotten(messages);
    }

    /** Those that are theirs, or that she answered. */
    private static List<String> own(SqlSession db, Forget asked, List<String> messageIds) throws SQLException {
        List<String> own = new ArrayList<>();
        for (String messageId : messageIds) {
            own.addAll(db.rows(
                    OWN + " AND message_id IN (?, (SELECT answers FROM android_messages WHERE message_id = ?))",
                    row -> row.textOr(0, ""),
                    asked.conversationId(),
                    asked.userId(),
                    messageId,
                    messageId));
        }
        return own;
    }

    static Forgotten forgetLatest(SqlSession db, ForgetLatest asked) throws SQLException {
        String latest = db.row(
                OWN + " AND seq < (SELECT seq FROM android_messages WHERE message_id = ?) ORDER BY seq DESC LIMIT 1",
                row -> row.textOr(0, ""),
                asked.conversationId(),
                asked.userId(),
                asked.before());
        return new Forgotten(latest == null ? 0 : forget(db, latest));
    }

    /** With her answer, which may say it again, and its words where her feelings are told. */
    static int forget(SqlSession db, String messageId) throws SQLException {
        db.update("UPDATE interaction_log SET user_message = NULL WHERE message_id = ?", messageId);
        return db.update(
                "UPDATE android_messages SET recall = 0 WHERE (message_id = ? OR answers = ?) AND recall IS DISTINCT FROM 0",
                messageId,
                messageId);
    }
}
