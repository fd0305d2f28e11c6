package demi.store.query;

import demi.api.store.MessageStore;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written of the lines that the model has read. Runs on the writer's thread. */
final class TranscriptWrites {

    private static final String USER = "user";
    private static final String ASSISTANT = "assistant";
    private static final String SYSTEM = "system";

    private record Line(long position, String role, String content) {}

    private TranscriptWrites() {}

    /**
     * @param said the message whose turn it is; null where she speaks first
     * @param reply the id of what she says; null where she says nothing
     */
    static void extend(
            SqlSession db, String user, TranscriptChange change, @Nullable String said, @Nullable String reply)
            throws SQLException {
        if (change.drop() > 0) {
            db.update("""
                    DELETE FROM transcript WHERE user_id = ? AND position IN
                        (SELECT position FROM transcript WHERE user_id = ? ORDER BY position LIMIT ?)""", user, user, change.drop());
            forgetNotes(db, user);
        }
        if (change.head() != null) {
            line(db, user, position(db, "min", user) - 1, change.head(), null);
        }
        List<PromptMessage> add = change.add();
        long position = add.isEmpty() ? 0 : position(db, "max", user);
        for (int i = 0; i < add.size(); i++) {
            PromptMessage line = add.get(i);
            boolean hers = line.role() == PromptMessage.Role.ASSISTANT || said == null;
            boolean isOfTurn = i >= add.size() - change.ofTurn();
            line(db, user, ++position, line, !isOfTurn ? null : hers ? reply : said);
        }
    }

    private static long position(SqlSession db, String which, String user) throws SQLException {
        Long found = db.row(
                "SELECT COALESCE(" + which + "(position), 0) FROM transcript WHERE user_id = ?",
                row -> row.number(0),
                user);
        return found == null ? 0 : found;
    }

    private static void line(SqlSession db, String user, long position, PromptMessage line, @Nullable String messageId)
            throws SQLException {
        db.update(
                "INSERT INTO transcript (user_id, position, role, content, message_id) VALUES (?, ?, ?, ?, ?)",
                user,
                position,
                MessageRows.key(line.role()),
                line.content(),
                messageId);
    }

    /**
     * Takes back all from a message's turn on, so that the next prompt begins as the last one did before it.
     *
     * @param replies what she said to it
     */
    static void truncate(SqlSession db, Message said, List<Message> replies) throws SQLException {
        Long from = db.row(
                "SELECT CAST(min(position) AS TEXT) FROM transcript WHERE user_id = ? AND message_id = ?",
                row -> row.text(0) == null ? null : row.number(0),
                said.userId(),
                said.messageId());
        if (from == null) {
            from = beginOfTurn(db, said);
        }
        for (int i = 0; from == null && i < replies.size(); i++) {
            from = beginOfTurn(db, replies.get(i));
        }
        if (from != null) {
            db.update("DELETE FROM transcript WHERE user_id = ? AND position >= ?", said.userId(), from);
        }
        forgetNotes(db, said.userId());
    }

    /** Takes back one message's lines. */
    static void remove(SqlSession db, Message message) throws SQLException {
        int gone = db.update(
                "DELETE FROM transcript WHERE user_id = ? AND message_id = ?", message.userId(), message.messageId());
        Line line = gone > 0 ? null : unmarked(db, message);
        if (line != null) {
            db.update(
                    "DELETE FROM transcript WHERE user_id = ? AND position BETWEEN ? AND ?",
                    message.userId(),
                    line.role().equals(USER) ? noteOf(db, message.userId(), line.position()) : line.position(),
                    line.position());
        }
        forgetNotes(db, message.userId());
    }

    /** The model's notes on the talk may tell of what is gone; they are made anew when they are needed. */
    private static void forgetNotes(SqlSession db, String user) throws SQLException {
        db.update("DELETE FROM notes WHERE user_id = ?", user);
    }

    /** The newest line with a message's words of which it is not kept whose it is; null where there is none. */
    private static @Nullable Line unmarked(SqlSession db, Message message) throws SQLException {
        boolean hers = message.sender() == Message.Sender.DEMI;
        String content = message.content().strip();
        String words = message.refersTo().isEmpty() ? content : message.refersTo() + "\n" + content;
        // Behind a reply something may stand that the model has not read.
        List<Line> found = db.rows(
                "SELECT " + Sql.texts("position", "role", "content") + """
                 FROM transcript
                WHERE user_id = ? AND message_id IS NULL AND role = ? ORDER BY position DESC""",
                TranscriptWrites::line,
                message.userId(),
                hers ? ASSISTANT : USER);
        return found.stream()
                .filter(line -> line.content().strip().equals(words)
                        || (hers && words.startsWith(line.content().strip() + "\n\n")))
                .findFirst()
                .orElse(null);
    }

    private static Line line(SqlRow row) {
        return new Line(row.number(0), row.textOr(1, ""), row.textOr(2, ""));
    }

    private static @Nullable Long beginOfTurn(SqlSession db, Message message) throws SQLException {
        Line line = unmarked(db, message);
        if (line == null) {
            return null;
        }
        String user = message.userId();
        if (line.role().equals(USER)) {
            return noteOf(db, user, line.position());
        }
        Line before = before(db, user, line.position());
        return before != null && before.role().equals(USER) ? noteOf(db, user, before.position()) : line.position();
    }

    /** Where the note of a person's line stands; the line itself where it has none. */
    private static long noteOf(SqlSession db, String user, long position) throws SQLException {
        Line before = before(db, user, position);
        return before != null
                        && before.role().equals(SYSTEM)
                        && !before.content().startsWith(MessageStore.SUMMARY_HEAD)
                ? before.position()
                : position;
    }

    private static @Nullable Line before(SqlSession db, String user, long position) throws SQLException {
        return db.row(
                "SELECT " + Sql.texts("position", "role", "content") + """
                 FROM transcript
                WHERE user_id = ? AND position < ? ORDER BY position DESC LIMIT 1""", TranscriptWrites::line, user, position);
    }
}
