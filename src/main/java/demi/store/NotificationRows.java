package demi.store;

import demi.contract.Done;
import demi.contract.Message;
import demi.contract.NotificationStore.Again;
import demi.contract.NotificationStore.AllWaiting;
import demi.contract.NotificationStore.Due;
import demi.contract.NotificationStore.Interrupted;
import demi.contract.NotificationStore.Over;
import demi.contract.NotificationStore.Take;
import demi.contract.NotificationStore.Taken;
import demi.contract.NotificationStore.Waiting;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Messages of which a phone is still to be told, read and written. */
final class NotificationRows {

    private static final String DUE = "SELECT " + MessageRows.COLUMNS + """
            , u.username, p.tries, p.next_at <= ?, p.doubt,
            u.user_id = (SELECT user_id FROM users WHERE origin = 'local' ORDER BY created_at, rowid LIMIT 1),
            """ + TargetRows.COLUMNS + """

            FROM notification p JOIN android_messages m ON m.message_id = p.message_id
            JOIN users u ON u.user_id = m.user_id LEFT JOIN notification_target t ON t.user_id = m.user_id
            WHERE p.trying = 0 ORDER BY m.seq""";

    private record Row(Waiting waiting, boolean due) {}

    private NotificationRows() {}

    static Future<AllWaiting> due(Readers readers, Due asked) {
        int after = MessageRows.WIDTH;
        return readers.rows(
                        DUE,
                        row -> {
                            Message message = MessageRows.message(row);
                            Waiting waiting = new Waiting(
                                    message,
                                    row.textOr(after, ""),
                                    (int) row.number(after + 1),
                                    row.flag(after + 3),
                                    row.flag(after + 4),
                                    TargetRows.target(row, after + 5));
                            return new Row(waiting, row.flag(after + 2));
                        },
                        asked.at())
                .map(rows -> {
                    List<Waiting> due =
                            rows.stream().filter(Row::due).map(Row::waiting).toList();
                    return new AllWaiting(due, due.size() < rows.size());
                });
    }

    /** Where that message is one that she writes first. */
    static void add(WriteConnection db, String messageId, Instant at) throws SQLException {
        db.update("""
                INSERT OR IGNORE INTO notification (message_id, next_at)
                SELECT checkin_id, ? FROM android_checkins WHERE checkin_id = ?""", at, messageId);
    }

    static Taken take(WriteConnection db, Take take) throws SQLException {
        return new Taken(
                db.update("UPDATE notification SET trying = 1 WHERE message_id = ? AND trying = 0", take.messageId())
                        > 0);
    }

    static Done again(WriteConnection db, Again again) throws SQLException {
        db.update(
                "UPDATE notification SET trying = 0, tries = tries + 1, next_at = ?, doubt = ? WHERE message_id = ?",
                again.next(),
                again.doubt(),
                again.messageId());
        return Done.DONE;
    }

    static Done over(WriteConnection db, Over over) throws SQLException {
        db.update("DELETE FROM notification WHERE message_id = ?", over.messageId());
        return Done.DONE;
    }

    static Done interrupted(WriteConnection db, Interrupted asked) throws SQLException {
        db.update("UPDATE notification SET trying = 0, doubt = 1 WHERE trying = 1");
        return Done.DONE;
    }
}
