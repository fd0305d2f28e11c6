package demi.store.query.memory;

import demi.api.value.Message;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** What is known from a message elsewhere, which goes with it. Runs on the writer's thread. */
public final class MessageTraces {

    private MessageTraces() {}

    /**
     * Before a message goes, or gets other words: what was learned from it and is not pinned, its words where her feelings are
     * told, and wherever the model reads them again, outside of its own lines of the transcript.
     */
    public static void forget(SqlSession db, Message message) throws SQLException {
        Message.Speaker speaker = message.speaker();
        String whose = speaker == null ? message.userId() : speaker.userId();
        List<String> facts = db.rows(
                "SELECT memory_id FROM memory WHERE user_id = ? AND message_id = ? AND pinned = 0",
                row -> row.textOr(0, ""),
                whose,
                message.messageId());
        for (String memoryId : facts) {
            MemoryWrites.remove(db, whose, memoryId);
        }
        if (!facts.isEmpty()) {
            db.update(db.dialect().forgetDeletedWords());
        }
        db.update("UPDATE interaction_log SET user_message = NULL WHERE message_id = ?", message.messageId());
        ForgottenWords.forgetMessage(db, message.userId(), message.content());
    }
}
