package demi.store.query;

import demi.api.NotificationsApi.GetTarget;
import demi.api.NotificationsApi.Kind;
import demi.api.NotificationsApi.RemoveTarget;
import demi.api.NotificationsApi.Target;
import demi.api.NotificationsApi.TargetRemoved;
import demi.api.store.NotificationStore;
import demi.api.store.NotificationStore.FoundTarget;
import demi.api.store.NotificationStore.SaveTarget;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where each person's phone is told, read and written. */
public final class TargetQueries {

    /** Of a table called t. */
    static final String COLUMNS = "t.kind, t.server, t.topic, t.token, t.client_token, t.text";

    private static final String OF = "SELECT " + COLUMNS + """
            , u.user_id = (SELECT user_id FROM users WHERE origin = 'local' ORDER BY created_at, seq LIMIT 1)
            FROM users u LEFT JOIN notification_target t ON t.user_id = u.user_id WHERE u.user_id = ? AND u.is_active = 1""";

    private TargetQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .read(NotificationStore.TARGET, asked -> of(endpoints.reader(), asked))
                .write(NotificationStore.SAVE_TARGET, TargetQueries::save)
                .write(NotificationStore.REMOVE_TARGET, TargetQueries::remove);
    }

    static Future<FoundTarget> of(SqlReader reader, GetTarget asked) {
        return reader.row(OF, row -> new FoundTarget(target(row, 0), row.flag(6)), asked.userId())
                .map(found -> found == null ? new FoundTarget(null, false) : found);
    }

    /** Null where there is none, or one that an unknown version of Demi has set. */
    static @Nullable Target target(SqlRow row, int from) {
        String kind = row.text(from);
        return Arrays.stream(Kind.values())
                .filter(each -> each.key().equals(kind))
                .findFirst()
                .map(known -> new Target(
                        known,
                        row.textOr(from + 1, ""),
                        row.textOr(from + 2, ""),
                        secret(row.text(from + 3)),
                        secret(row.text(from + 4)),
                        row.flag(from + 5)))
                .orElse(null);
    }

    private static @Nullable Secret secret(@Nullable String value) {
        return value == null ? null : new Secret(value);
    }

    static Ack save(SqlSession db, SaveTarget keep) throws SQLException {
        if (db.row("SELECT 1 FROM users WHERE user_id = ? AND origin = 'local'", row -> true, keep.userId()) == null) {
            throw new Failure(Failure.Code.NOT_FOUND, "There is no such account.");
        }
        Target target = keep.target();
        db.update(
                """
                INSERT INTO notification_target (user_id, kind, server, topic, token, client_token, text)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (user_id) DO UPDATE SET kind = excluded.kind, server = excluded.server,
                    topic = excluded.topic, token = excluded.token, client_token = excluded.client_token,
                    text = excluded.text""",
                keep.userId(),
                target.kind().key(),
                target.server(),
                target.topic(),
                value(target.token()),
                value(target.clientToken()),
                target.text());
        return Ack.DONE;
    }

    private static @Nullable String value(@Nullable Secret secret) {
        return secret == null ? null : secret.value();
    }

    static TargetRemoved remove(SqlSession db, RemoveTarget remove) throws SQLException {
        return new TargetRemoved(db.update("DELETE FROM notification_target WHERE user_id = ?", remove.userId()) > 0);
    }
}
