package demi.store.query;

import demi.api.store.MessageChangeStore;
import demi.api.store.MessageChangeStore.Changed;
import demi.api.store.MessageChangeStore.EditMessage;
import demi.api.store.MessageChangeStore.Outcome;
import demi.api.store.MessageChangeStore.RemoveMessage;
import demi.api.store.MessageChangeStore.TakeBackReply;
import demi.api.value.Message;
import demi.api.value.Message.Sender;
import demi.store.query.memory.MessageTraces;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is taken back of conversations. Runs on the writer's thread. */
public final class MessageChangeWrites {

    /** With the message that it answers, and the network that has it: the one whose name its client's id begins with. */
    private static final String FIND = "SELECT " + MessageRows.COLUMNS + """
            , m.answers, (SELECT i.network FROM network_identities i, android_messages said
                WHERE said.message_id = COALESCE(m.answers, m.message_id)
                    AND (i.user_id = m.user_id OR i.linked_user_id = m.user_id)
                    AND substr(said.client_id, 1, length(i.network) + 1) = i.network || ':' LIMIT 1)
            FROM android_messages m WHERE m.user_id = ? AND m.message_id = ?""";

    /** Not what answers an earlier message. */
    private static final String HERS_SINCE = "SELECT " + MessageRows.COLUMNS + """
             FROM android_messages m
            WHERE m.user_id = ?1 AND m.seq > ?2 AND m.sender <> 'user' AND (m.answers IS NULL OR m.answers = ?3)
            ORDER BY m.seq""";

    private record Found(Message message, @Nullable String answers, String network) {}

    private MessageChangeWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(MessageChangeStore.TAKE_BACK, MessageChangeWrites::takeBack)
                .write(MessageChangeStore.EDIT, MessageChangeWrites::edit)
                .write(MessageChangeStore.REMOVE, MessageChangeWrites::remove);
    }

    private static @Nullable Found find(SqlSession db, String userId, @Nullable String messageId) throws SQLException {
        return db.row(
                FIND,
                row -> new Found(
                        MessageRows.message(row), row.text(MessageRows.WIDTH), row.textOr(MessageRows.WIDTH + 1, "")),
                userId,
                messageId);
    }

    /** Whether it is the conversation's newest message, or the newest of one side. */
    private static boolean isNewest(SqlSession db, Message message, String condition) throws SQLException {
        return db.row(
                        "SELECT 1 FROM android_messages WHERE user_id = ? AND seq > ?" + condition + " LIMIT 1",
                        row -> true,
                        message.userId(),
                        message.seq())
                == null;
    }

    static Changed takeBack(SqlSession db, TakeBackReply asked) throws SQLException {
        Found reply = find(db, asked.userId(), asked.messageId());
        if (reply == null) {
            return Changed.refused(Outcome.NOT_FOUND, "");
        }
        Message said = said(db, reply);
        if (said == null) {
            return Changed.refused(Outcome.NO_REPLY, "");
        }
        if (!isNewest(db, reply.message(), "")) {
            return Changed.refused(Outcome.NOT_NEWEST, "");
        }
        if (!reply.network().isEmpty()) {
            return Changed.refused(Outcome.ON_NETWORK, reply.network());
        }
        TranscriptWrites.truncate(db, said, List.of(reply.message()));
        delete(db, reply.message());
        return new Changed(Outcome.DONE, reopened(db, said), List.of(asked.messageId()), "");
    }

    private static @Nullable Message said(SqlSession db, Found reply) throws SQLException {
        boolean none = reply.answers() == null
                || reply.message().holding()
                || reply.message().sender() == Sender.USER;
        Found said = none ? null : find(db, reply.message().userId(), reply.answers());
        return said == null ? null : said.message();
    }

    static Changed edit(SqlSession db, EditMessage asked) throws SQLException {
        Found found = find(db, asked.userId(), asked.messageId());
        if (found == null) {
            return Changed.refused(Outcome.NOT_FOUND, "");
        }
        Message said = found.message();
        if (said.sender() != Sender.USER) {
            return Changed.refused(Outcome.NOT_OWN, "");
        }
        if (!isNewest(db, said, " AND sender = 'user'")) {
            return Changed.refused(Outcome.NOT_NEWEST, "");
        }
        if (!found.network().isEmpty()) {
            return Changed.refused(Outcome.ON_NETWORK, found.network());
        }
        List<Message> hers = db.rows(HERS_SINCE, MessageRows::message, said.userId(), said.seq(), said.messageId());
        TranscriptWrites.truncate(db, said, hers);
        MessageTraces.forget(db, said);
        List<String> removed = new ArrayList<>();
        for (Message reply : hers) {
            MessageTraces.forget(db, reply);
            delete(db, reply);
            removed.add(reply.messageId());
        }
        // By itself: the trigger of a new content runs only where there is one.
        db.update(
                "UPDATE android_messages SET content = ?, parts = NULL, edited = 1 WHERE message_id = ?",
                asked.content(),
                said.messageId());
        // What came of the old words is not to be recalled; the new ones are looked at anew.
        db.update("UPDATE android_messages SET recall = NULL WHERE message_id = ? AND recall = 0", said.messageId());
        db.update(db.dialect().forgetDeletedMessageWords());
        return new Changed(Outcome.DONE, reopened(db, said), removed, "");
    }

    /** Follow-ups come with the reply to be. */
    private static @Nullable Message reopened(SqlSession db, Message said) throws SQLException {
        db.update("""
                UPDATE android_messages SET turn = 'open', removed_replies = removed_replies + 1, to_judge = 0, to_learn = 0
                WHERE message_id = ?""", said.messageId());
        Found now = find(db, said.userId(), said.messageId());
        return now == null ? null : now.message();
    }

    static Changed remove(SqlSession db, RemoveMessage asked) throws SQLException {
        Found found = find(db, asked.userId(), asked.messageId());
        if (found == null) {
            return Changed.refused(Outcome.NOT_FOUND, "");
        }
        TranscriptWrites.remove(db, found.message());
        MessageTraces.forget(db, found.message());
        delete(db, found.message());
        db.update(db.dialect().forgetDeletedMessageWords());
        return new Changed(Outcome.DONE, found.message(), List.of(asked.messageId()), found.network());
    }

    private static void delete(SqlSession db, Message message) throws SQLException {
        db.update("DELETE FROM android_messages WHERE message_id = ?", message.messageId());
    }
}
