package demi.store.query.account;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.EndSession;
import demi.api.store.AccountStore.LoginContext;
import demi.api.store.AccountStore.OpenSession;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.AccountStore.RotateSession;
import demi.api.store.AccountStore.TouchSession;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is written of sessions. Runs on the writer's thread. */
public final class SessionWrites {

    private SessionWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(AccountStore.OPEN_SESSION, SessionWrites::open)
                .write(AccountStore.ROTATE_SESSION, SessionWrites::rotate)
                .write(AccountStore.TOUCH_SESSION, SessionWrites::touch)
                .write(AccountStore.END_SESSION, SessionWrites::end);
    }

    static Outcome open(SqlSession db, OpenSession open) throws SQLException {
        if (!enter(db, open)) {
            return new Outcome(false);
        }
        LoginContext entrance = open.entrance();
        if (entrance.device() != null && entrance.appPassword() == null) {
            db.update("DELETE FROM device_failures WHERE user_id = ? AND device = ?", open.userId(), entrance.device());
        }
        db.update(
                """
                INSERT INTO sessions (session_id, user_id, device_name, device_fingerprint, device_key_hash,
                    app_password_id, refresh_token_hash, created_at, last_activity, expires_at, is_active, rotation)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, 0)""",
                open.sessionId(),
                open.userId(),
                open.deviceName(),
                open.deviceFingerprint(),
                entrance.deviceKeyHash(),
                entrance.appPassword(),
                open.refreshHash(),
                open.at(),
                open.at(),
                open.expiresAt());
        return new Outcome(true);
    }

    /** Whether the account is still what it was when its password was looked at. */
    private static boolean enter(SqlSession db, OpenSession open) throws SQLException {
        String appPassword = open.entrance().appPassword();
        if (appPassword != null
                && db.update(
                                "UPDATE app_passwords SET last_used = ? WHERE app_password_id = ? AND user_id = ?",
                                open.at(),
                                appPassword,
                                open.userId())
                        == 0) {
            return false;
        }
        Secret newHash = open.newHash();
        int owner = db.update(
                """
                UPDATE users SET failed_login_attempts = CASE WHEN ?1 = 1 THEN failed_login_attempts ELSE 0 END,
                    locked_until = CASE WHEN ?1 = 1 THEN locked_until END, last_login = ?2,
                    password_hash = COALESCE(?3, password_hash)
                WHERE user_id = ?4 AND is_active = 1 AND password_hash = ?5""",
                // One for an app clears nothing: else it would open the way to guesses at the account's own password.
                open.entrance().pastLock() || appPassword != null,
                open.at(),
                newHash == null ? null : newHash.value(),
                open.userId(),
                open.checkedHash().value());
        return owner > 0;
    }

    static Outcome rotate(SqlSession db, RotateSession rotate) throws SQLException {
        int changed = db.update(
                """
                UPDATE sessions SET previous_refresh_token_hash = ?, refresh_token_hash = ?,
                    rotation = ?, rotated_at = ?, last_activity = CASE WHEN last_activity > ? THEN last_activity ELSE ? END
                WHERE session_id = ? AND refresh_token_hash = ? AND is_active = 1 AND expires_at > ?""",
                rotate.presented(),
                rotate.replacement(),
                rotate.rotation(),
                rotate.at(),
                rotate.at(),
                rotate.at(),
                rotate.sessionId(),
                rotate.expected(),
                rotate.at());
        return new Outcome(changed > 0);
    }

    static Ack touch(SqlSession db, TouchSession touch) throws SQLException {
        db.update(
                "UPDATE sessions SET last_activity = ?1 WHERE session_id = ?2 AND last_activity < ?1",
                touch.at(),
                touch.sessionId());
        return Ack.DONE;
    }

    static Outcome end(SqlSession db, EndSession end) throws SQLException {
        int changed = db.update(
                "UPDATE sessions SET is_active = 0 WHERE session_id = ?1 AND is_active = 1 AND (CAST(?2 AS TEXT) IS NULL OR user_id = ?2)",
                end.sessionId(),
                end.userId());
        if (changed > 0 && !end.sessionId().equals(end.bySession())) {
            forget(db, end.sessionId(), end.bySession());
        }
        return new Outcome(changed > 0);
    }

    private record Marks(
            String userId, @Nullable String key, @Nullable String fingerprint) {}

    /**
     * The device of a session that was taken from it is a new one from now on, by whatever it is known; but for the one that
     * {@code by} belongs to, which may have had more than one session.
     */
    static void forget(SqlSession db, String sessionId, @Nullable String by) throws SQLException {
        Marks gone = marks(db, sessionId);
        Marks own = by == null ? null : marks(db, by);
        if (gone == null) {
            return;
        }
        db.update(
                """
                UPDATE sessions SET device_key_hash = '', device_fingerprint = NULL
                WHERE user_id = ?1 AND (session_id = ?2 OR device_key_hash = ?3 OR device_fingerprint = ?4)
                    AND (CAST(?5 AS TEXT) IS NULL OR device_key_hash IS DISTINCT FROM ?5)
                    AND (CAST(?6 AS TEXT) IS NULL OR device_fingerprint IS DISTINCT FROM ?6)""",
                gone.userId(),
                sessionId,
                gone.key(),
                gone.fingerprint(),
                own == null ? null : own.key(),
                own == null ? null : own.fingerprint());
    }

    private static @Nullable Marks marks(SqlSession db, String sessionId) throws SQLException {
        return db.row(
                "SELECT user_id, device_key_hash, device_fingerprint FROM sessions WHERE session_id = ?",
                row -> new Marks(row.textOr(0, ""), row.text(1), row.text(2)),
                sessionId);
    }
}
