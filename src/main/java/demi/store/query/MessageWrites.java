package demi.store.query;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.AddMessage;
import demi.api.store.MessageStore.AddReply;
import demi.api.store.MessageStore.Added;
import demi.api.store.MessageStore.CloseTurn;
import demi.api.store.MessageStore.CompleteFollowUp;
import demi.api.store.MessageStore.FollowUpKinds;
import demi.api.store.MessageStore.MarkRead;
import demi.api.store.MessageStore.Marked;
import demi.api.store.MessageStore.SaveNotes;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written of conversations. Runs on the writer's thread. */
public final class MessageWrites {

    private static final String SELECT = "SELECT " + MessageRows.COLUMNS + " FROM android_messages m WHERE ";

    private static final String INSERT_SAID = """
            INSERT INTO android_messages (message_id, conversation_id, user_id, sender, content, status, delivered_at,
                created_at, client_id, seq, turn, speaker, speaker_name, overheard, pictures)
            VALUES (?1, ?2, ?2, 'user', ?3, 'delivered', ?4, ?4, ?5, ?6, 'open', ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING""";

    private static final String INSERT_REPLY = """
            INSERT INTO android_messages (message_id, conversation_id, user_id, sender, content, status, emotion_state,
                created_at, seq, turn, holding, answers, stopped, unasked)
            VALUES (?1, ?2, ?2, 'demi', ?3, 'sent', ?4, ?5, ?6, 'closed', ?7, ?8, ?9, ?10) ON CONFLICT DO NOTHING""";

    private MessageWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(MessageStore.ADD_MESSAGE, MessageWrites::addMessage)
                .write(MessageStore.ADD_REPLY, MessageWrites::addReply)
                .write(MessageStore.CLOSE_TURN, MessageWrites::closeTurn)
                .write(MessageStore.MARK_READ, MessageWrites::markRead)
                .write(MessageStore.COMPLETE_FOLLOW_UP, MessageWrites::completeFollowUp)
                .write(MessageStore.SAVE_NOTES, MessageWrites::saveNotes);
    }

    static Added addMessage(SqlSession db, AddMessage said) throws SQLException {
        Message message = new Message(
                said.messageId(),
                said.userId(),
                Message.Sender.USER,
                said.content(),
                said.at(),
                Message.Status.DELIVERED,
                null,
                said.at(),
                null,
                db.nextSeq(),
                false,
                said.speaker(),
                said.pictures(),
                said.refersTo());
        if (insertSaid(db, message, said.clientId())) {
            return new Added(message, false);
        }
        return new Added(before(db, said.userId(), said.clientId(), said.messageId()), true);
    }

    static Added addReply(SqlSession db, AddReply reply) throws SQLException {
        Message message = new Message(
                reply.messageId(),
                reply.userId(),
                Message.Sender.DEMI,
                reply.content(),
                reply.at(),
                Message.Status.SENT,
                reply.emotions(),
                null,
                null,
                db.nextSeq(),
                reply.holding(),
                null,
                List.of(),
                "",
                reply.marks());
        if (!insertReply(db, message, reply.answers())) {
            return new Added(before(db, reply.userId(), null, reply.messageId()), true);
        }
        if (reply.answers() != null) {
            close(db, reply.answers());
            setFollowUps(db, reply.answers(), reply.followUps());
        } else {
            NotificationQueries.add(db, reply.messageId(), reply.at());
        }
        TranscriptWrites.extend(db, reply.userId(), reply.transcript(), reply.answers(), reply.messageId());
        return new Added(message, false);
    }

    private static boolean insertSaid(SqlSession db, Message message, @Nullable String clientId) throws SQLException {
        Message.Speaker speaker = message.speaker();
        return 0
                < db.update(
                        INSERT_SAID,
                        message.messageId(),
                        message.userId(),
                        message.content(),
                        message.createdAt(),
                        clientId,
                        message.seq(),
                        speaker == null ? null : speaker.userId(),
                        speaker == null ? null : speaker.name(),
                        speaker == null ? refersTo(message) : speaker.before(),
                        MessageRows.pictures(message.pictures()));
    }

    private static boolean insertReply(SqlSession db, Message message, @Nullable String answers) throws SQLException {
        EmotionLevels emotions = message.emotions();
        return 0
                < db.update(
                        INSERT_REPLY,
                        message.messageId(),
                        message.userId(),
                        message.content(),
                        emotions == null ? null : EmotionLevelsJson.write(emotions),
                        message.createdAt(),
                        message.seq(),
                        message.holding(),
                        answers,
                        message.marks().stopped(),
                        message.marks().first());
    }

    private static @Nullable String refersTo(Message message) {
        return message.refersTo().isEmpty() ? null : message.refersTo();
    }

    /** The message that was in the way. */
    private static Message before(SqlSession db, String userId, @Nullable String clientId, String messageId)
            throws SQLException {
        Message found = clientId == null
                ? null
                : db.row(SELECT + "m.user_id = ? AND m.client_id = ?", MessageRows::message, userId, clientId);
        if (found == null) {
            found = db.row(SELECT + "m.message_id = ? AND m.user_id = ?", MessageRows::message, messageId, userId);
        }
        if (found == null) {
            throw new Failure(Failure.Code.INVALID, "This message id belongs to another conversation.");
        }
        return found;
    }

    static Ack closeTurn(SqlSession db, CloseTurn turn) throws SQLException {
        if (close(db, turn.messageId())) {
            TranscriptWrites.extend(db, turn.userId(), turn.transcript(), turn.messageId(), null);
        }
        return Ack.DONE;
    }

    private static boolean close(SqlSession db, String messageId) throws SQLException {
        return 0
                < db.update(
                        "UPDATE android_messages SET turn = 'closed' WHERE message_id = ? AND turn = 'open'",
                        messageId);
    }

    private static void setFollowUps(SqlSession db, String messageId, FollowUpKinds thoughts) throws SQLException {
        if (thoughts.appraise() || thoughts.learn()) {
            db.update(
                    "UPDATE android_messages SET to_judge = ?, to_learn = ? WHERE message_id = ?",
                    thoughts.appraise(),
                    thoughts.learn(),
                    messageId);
        }
    }

    static Ack completeFollowUp(SqlSession db, CompleteFollowUp thought) throws SQLException {
        String all = """
                UPDATE android_messages SET to_judge = CASE WHEN ? = 1 THEN 0 ELSE to_judge END,
                    to_learn = CASE WHEN ? = 1 THEN 0 ELSE to_learn END
                WHERE (to_judge = 1 OR to_learn = 1) AND user_id = ?""";
        FollowUpKinds done = thought.done();
        if (thought.messageIds().isEmpty()) {
            db.update(all, done.appraise(), done.learn(), thought.userId());
        }
        for (String messageId : thought.messageIds()) {
            db.update(all + " AND message_id = ?", done.appraise(), done.learn(), thought.userId(), messageId);
        }
        return Ack.DONE;
    }

    static Ack saveNotes(SqlSession db, SaveNotes notes) throws SQLException {
        db.update("""
                INSERT INTO notes (user_id, content) VALUES (?, ?)
                ON CONFLICT (user_id) DO UPDATE SET content = excluded.content""", notes.userId(), notes.notes());
        return Ack.DONE;
    }

    static Marked markRead(SqlSession db, MarkRead read) throws SQLException {
        Instant at = read.at();
        int changed = db.update("""
                UPDATE android_messages
                SET status = 'read', read_at = COALESCE(read_at, ?), delivered_at = COALESCE(delivered_at, ?)
                WHERE message_id = ? AND user_id = ? AND status IS DISTINCT FROM 'read'""", at, at, read.messageId(), read.userId());
        if (changed > 0) {
            return new Marked(true, true);
        }
        Message there = db.row(
                SELECT + "m.message_id = ? AND m.user_id = ?", MessageRows::message, read.messageId(), read.userId());
        return new Marked(there != null, false);
    }
}
