package demi.store.query;

import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.Claim;
import demi.api.store.NotificationStore.Claimed;
import demi.api.store.NotificationStore.Complete;
import demi.api.store.NotificationStore.DueNotification;
import demi.api.store.NotificationStore.DueNotifications;
import demi.api.store.NotificationStore.FindDue;
import demi.api.store.NotificationStore.MarkInterrupted;
import demi.api.store.NotificationStore.Reschedule;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** Messages of which a phone is still to be told, read and written. */
public final class NotificationQueries {

    private static final String DUE = "SELECT " + MessageRows.COLUMNS + """
            , u.username, p.tries, p.next_at <= ?, p.doubt,
            u.user_id = (SELECT user_id FROM users WHERE origin = 'local' ORDER BY created_at, seq LIMIT 1),
            """ + TargetQueries.COLUMNS + """

            FROM notification p JOIN android_messages m ON m.message_id = p.message_id
            JOIN users u ON u.user_id = m.user_id LEFT JOIN notification_target t ON t.user_id = m.user_id
            WHERE p.trying = 0 ORDER BY m.seq""";

    private record Row(DueNotification waiting, boolean due) {}

    private NotificationQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .read(NotificationStore.DUE, asked -> due(endpoints.reader(), asked))
                .write(NotificationStore.CLAIM, NotificationQueries::claim)
                .write(NotificationStore.RESCHEDULE, NotificationQueries::reschedule)
                .write(NotificationStore.COMPLETE, NotificationQueries::complete)
                .write(NotificationStore.MARK_INTERRUPTED, NotificationQueries::markInterrupted);
    }

    static Future<DueNotifications> due(SqlReader reader, FindDue asked) {
        int after = MessageRows.WIDTH;
        return reader.rows(
                        DUE,
                        row -> {
                            Message message = MessageRows.message(row);
                            DueNotification waiting = new DueNotification(
                                    message,
                                    row.textOr(after, ""),
                                    (int) row.number(after + 1),
                                    row.flag(after + 3),
                                    row.flag(after + 4),
                                    TargetQueries.target(row, after + 5));
                            return new Row(waiting, row.flag(after + 2));
                        },
                        asked.at())
                .map(rows -> {
                    List<DueNotification> due =
                            rows.stream().filter(Row::due).map(Row::waiting).toList();
                    return new DueNotifications(due, due.size() < rows.size());
                });
    }

    /** Where that message is one that she writes first. */
    static void add(SqlSession db, String messageId, Instant at) throws SQLException {
        db.update("""
                INSERT INTO notification (message_id, next_at)
                SELECT checkin_id, ? FROM android_checkins WHERE checkin_id = ? ON CONFLICT DO NOTHING""", at, messageId);
    }

    static Claimed claim(SqlSession db, Claim take) throws SQLException {
        return new Claimed(
                db.update("UPDATE notification SET trying = 1 WHERE message_id = ? AND trying = 0", take.messageId())
                        > 0);
    }

    static Ack reschedule(SqlSession db, Reschedule again) throws SQLException {
        db.update(
                "UPDATE notification SET trying = 0, tries = tries + 1, next_at = ?, doubt = ? WHERE message_id = ?",
                again.next(),
                again.doubt(),
                again.messageId());
        return Ack.DONE;
    }

    static Ack complete(SqlSession db, Complete over) throws SQLException {
        db.update("DELETE FROM notification WHERE message_id = ?", over.messageId());
        return Ack.DONE;
    }

    static Ack markInterrupted(SqlSession db, MarkInterrupted asked) throws SQLException {
        db.update("UPDATE notification SET trying = 0, doubt = 1 WHERE trying = 1");
        return Ack.DONE;
    }
}
