package demi.store;

import demi.contract.Done;
import demi.contract.Message;
import demi.contract.PushStore.Add;
import demi.contract.PushStore.Again;
import demi.contract.PushStore.AllWaiting;
import demi.contract.PushStore.DropTaken;
import demi.contract.PushStore.Due;
import demi.contract.PushStore.Over;
import demi.contract.PushStore.Take;
import demi.contract.PushStore.Taken;
import demi.contract.PushStore.Waiting;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;

/** Messages of which a phone is still to be told, read and written. */
final class Pushes {

    private static final String DUE = "SELECT " + MessageRows.COLUMNS + """
            , u.username, p.tries, p.next_at <= ? FROM push p JOIN android_messages m ON m.message_id = p.message_id
            JOIN users u ON u.user_id = m.user_id WHERE p.trying = 0 ORDER BY m.seq""";

    private record Row(Waiting waiting, boolean due) {}

    private Pushes() {}

    static Future<AllWaiting> due(Readers readers, Due asked) {
        int after = MessageRows.WIDTH;
        return readers.rows(
                        DUE,
                        row -> {
                            Message message = MessageRows.message(row);
                            Waiting waiting = new Waiting(message, row.textOr(after, ""), (int) row.number(after + 1));
                            return new Row(waiting, row.flag(after + 2));
                        },
                        asked.at())
                .map(rows -> {
                    List<Waiting> due =
                            rows.stream().filter(Row::due).map(Row::waiting).toList();
                    return new AllWaiting(due, due.size() < rows.size());
                });
    }

    static Done add(WriteConnection db, Add add) throws SQLException {
        db.update("INSERT OR IGNORE INTO push (message_id, next_at) VALUES (?, ?)", add.messageId(), add.at());
        return Done.DONE;
    }

    static Taken take(WriteConnection db, Take take) throws SQLException {
        return new Taken(
                db.update("UPDATE push SET trying = 1 WHERE message_id = ? AND trying = 0", take.messageId()) > 0);
    }

    static Done again(WriteConnection db, Again again) throws SQLException {
        db.update(
                "UPDATE push SET trying = 0, tries = tries + 1, next_at = ? WHERE message_id = ?",
                again.next(),
                again.messageId());
        return Done.DONE;
    }

    static Done over(WriteConnection db, Over over) throws SQLException {
        db.update("DELETE FROM push WHERE message_id = ?", over.messageId());
        return Done.DONE;
    }

    static Done dropTaken(WriteConnection db, DropTaken drop) throws SQLException {
        db.update("DELETE FROM push WHERE trying = 1");
        return Done.DONE;
    }
}
