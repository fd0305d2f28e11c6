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
import demi.api.store.WebPushStore.Browser;
import demi.bus.Ack;
import demi.store.query.account.WebPushQueries;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
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

    private static final String BROWSERS = WebPushQueries.SELECT + " " + """
            w.user_id IN (SELECT m.user_id FROM notification p JOIN android_messages m ON m.message_id = p.message_id
                WHERE p.trying = 0 AND p.next_at <= ?)""" + WebPushQueries.IN_ORDER;

    private static final String SENT = """
            SELECT n.message_id, n.target FROM notification_sent n JOIN notification p ON p.message_id = n.message_id
            WHERE p.trying = 0 AND p.next_at <= ? ORDER BY n.message_id, n.target""";

    private record Row(DueNotification waiting, boolean due) {}

    private record Sent(String messageId, String target) {}

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
        return reader.rows(DUE, NotificationQueries::row, asked.at()).compose(rows -> {
            List<DueNotification> due =
                    rows.stream().filter(Row::due).map(Row::waiting).toList();
            boolean more = due.size() < rows.size();
            return due.isEmpty()
                    ? Future.succeededFuture(new DueNotifications(due, more))
                    : withBrowsers(reader, asked, due).map(whole -> new DueNotifications(whole, more));
        });
    }

    private static Row row(SqlRow row) {
        int after = MessageRows.WIDTH;
        DueNotification waiting = new DueNotification(
                MessageRows.message(row),
                row.textOr(after, ""),
                (int) row.number(after + 1),
                row.flag(after + 3),
                row.flag(after + 4),
                TargetQueries.target(row, after + 5),
                List.of(),
                List.of());
        return new Row(waiting, row.flag(after + 2));
    }

    private static Future<List<DueNotification>> withBrowsers(
            SqlReader reader, FindDue asked, List<DueNotification> due) {
        Future<List<Browser>> browsers = reader.rows(BROWSERS, WebPushQueries::browser, asked.at());
        return browsers.compose(all -> reader.rows(
                        SENT, row -> new Sent(row.textOr(0, ""), row.textOr(1, "")), asked.at())
                .map(sent -> due.stream().map(each -> complete(each, all, sent)).toList()));
    }

    private static DueNotification complete(DueNotification due, List<Browser> browsers, List<Sent> sent) {
        return new DueNotification(
                due.message(),
                due.username(),
                due.tries(),
                due.doubt(),
                due.owner(),
                due.target(),
                browsers.stream()
                        .filter(each -> each.userId().equals(due.message().userId()))
                        .toList(),
                sent.stream()
                        .filter(each -> each.messageId().equals(due.message().messageId()))
                        .map(Sent::target)
                        .toList());
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
        for (String target : again.sent()) {
            db.update(
                    "INSERT INTO notification_sent (message_id, target) SELECT message_id, ? FROM notification"
                            + " WHERE message_id = ? ON CONFLICT DO NOTHING",
                    target,
                    again.messageId());
        }
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
