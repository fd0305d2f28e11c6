package demi.store.query.account;

import demi.api.WebPushApi.GetStatus;
import demi.api.WebPushApi.Unsubscribe;
import demi.api.WebPushApi.Unsubscribed;
import demi.api.store.WebPushStore;
import demi.api.store.WebPushStore.Browser;
import demi.api.store.WebPushStore.Browsers;
import demi.api.store.WebPushStore.SaveBrowser;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.Failure;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import demi.store.sql.SqlSession;
import io.vertx.core.Future;
import java.sql.SQLException;

/** Where browsers are told by Web Push, read and written. */
public final class WebPushQueries {

    /** Of sessions that are not ended. */
    public static final String SELECT = """
            SELECT w.subscription_id, w.user_id, w.session_id, w.endpoint, w.p256dh, w.auth, w.device_name, w.text,
                w.created_at
            FROM web_push w JOIN sessions s ON s.session_id = w.session_id AND s.is_active = 1
            WHERE""";

    public static final String IN_ORDER = " ORDER BY w.created_at, w.subscription_id";

    private WebPushQueries() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .read(WebPushStore.BROWSERS, asked -> browsers(endpoints.reader(), asked))
                .write(WebPushStore.SAVE, WebPushQueries::save)
                .write(WebPushStore.REMOVE, WebPushQueries::remove);
    }

    static Future<Browsers> browsers(SqlReader reader, GetStatus asked) {
        return reader.rows(SELECT + " w.user_id = ?" + IN_ORDER, WebPushQueries::browser, asked.userId())
                .map(Browsers::new);
    }

    /** Of a row of {@link #SELECT}. */
    public static Browser browser(SqlRow row) {
        return new Browser(
                row.textOr(0, ""),
                row.textOr(1, ""),
                row.textOr(2, ""),
                new Secret(row.textOr(3, "")),
                row.textOr(4, ""),
                new Secret(row.textOr(5, "")),
                row.textOr(6, ""),
                row.flag(7),
                row.timeOrEpoch(8));
    }

    static Ack save(SqlSession db, SaveBrowser save) throws SQLException {
        Browser browser = save.browser();
        if (db.row(
                        "SELECT 1 FROM sessions WHERE session_id = ? AND user_id = ? AND is_active = 1",
                        row -> true,
                        browser.sessionId(),
                        browser.userId())
                == null) {
            throw new Failure(Failure.Code.NOT_FOUND, "There is no such session.");
        }
        // A browser is of one person: whoever has logged in there last.
        db.update("DELETE FROM web_push WHERE endpoint = ?", browser.endpoint().value());
        db.update("""
                DELETE FROM web_push WHERE user_id = ?
                    AND session_id NOT IN (SELECT session_id FROM sessions WHERE is_active = 1)""", browser.userId());
        int added = db.update(
                """
                INSERT INTO web_push (subscription_id, user_id, session_id, endpoint, p256dh, auth, device_name, text,
                    created_at)
                SELECT ?, ?, ?, ?, ?, ?, ?, ?, ? WHERE (SELECT count(*) FROM web_push WHERE user_id = ?) < ?""",
                browser.subscriptionId(),
                browser.userId(),
                browser.sessionId(),
                browser.endpoint().value(),
                browser.p256dh(),
                browser.auth().value(),
                browser.deviceName(),
                browser.text(),
                browser.createdAt(),
                browser.userId(),
                save.most());
        if (added == 0) {
            throw new Failure(
                    Failure.Code.INVALID, "You have " + save.most() + " browsers already; please remove one first.");
        }
        return Ack.DONE;
    }

    static Unsubscribed remove(SqlSession db, Unsubscribe remove) throws SQLException {
        return new Unsubscribed(db.update(
                        "DELETE FROM web_push WHERE subscription_id = ? AND user_id = ?",
                        remove.subscriptionId(),
                        remove.userId())
                > 0);
    }
}
