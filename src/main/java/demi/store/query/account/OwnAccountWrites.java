package demi.store.query.account;

import demi.api.OwnAccountsApi.Notice;
import demi.api.store.AccountStore.ChangedUser;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.AccountStore.UncountAttempt;
import demi.api.store.AccountStore.User;
import demi.api.store.FactorStore;
import demi.api.store.FactorStore.AddNotice;
import demi.api.store.FactorStore.ChangeOwn;
import demi.api.store.FactorStore.EndOtherSessions;
import demi.api.store.FactorStore.OwnRemoved;
import demi.api.store.FactorStore.RecordLogin;
import demi.api.store.FactorStore.RemoveOutcome;
import demi.api.store.FactorStore.RemoveOwn;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What people change of their own accounts, and what they are told of them. Runs on the writer's thread. */
public final class OwnAccountWrites {

    /** So many of a person's notices are kept. */
    private static final int NOTICES = 50;

    private OwnAccountWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(FactorStore.CHANGE_OWN, OwnAccountWrites::change)
                .write(FactorStore.REMOVE_OWN, OwnAccountWrites::remove)
                .write(FactorStore.END_OTHER_SESSIONS, OwnAccountWrites::endOtherSessions)
                .write(FactorStore.RECORD_LOGIN, OwnAccountWrites::recordLogin)
                .write(FactorStore.ADD_NOTICE, OwnAccountWrites::notice);
    }

    static ChangedUser change(SqlSession db, ChangeOwn change) throws SQLException {
        String email = change.email() == null ? null : AccountRows.lower(change.email());
        if (email != null) {
            db.lock(AccountWrites.ACCOUNTS);
        }
        if (email != null && isTaken(db, email, change.userId())) {
            return new ChangedUser(false, List.of());
        }
        int changed = db.update(
                """
                UPDATE users SET password_hash = COALESCE(?1, password_hash), email = COALESCE(?2, email),
                    username = COALESCE(?3, username)
                WHERE user_id = ?4 AND is_active = 1 AND (CAST(?5 AS TEXT) IS NULL OR password_hash = ?5)""", value(change.newHash()), email, change.username(), change.userId(), value(change.checkedHash()));
        if (changed == 0) {
            return new ChangedUser(false, List.of());
        }
        if (email != null) {
            LoginWrites.forgetStranger(db, email);
        }
        String kept = change.keptSession();
        if (kept == null) {
            return new ChangedUser(true, List.of());
        }
        db.update("DELETE FROM app_passwords WHERE user_id = ?", change.userId());
        return new ChangedUser(true, endAllBut(db, change.userId(), kept));
    }

    private static boolean isTaken(SqlSession db, String email, String userId) throws SQLException {
        User other = AccountWrites.byEmail(db, email);
        return (other != null && !other.userId().equals(userId))
                || db.row("SELECT 1 FROM users WHERE email = ? AND user_id <> ?", row -> true, email, userId) != null;
    }

    static OwnRemoved remove(SqlSession db, RemoveOwn remove) throws SQLException {
        db.lock(AccountWrites.ACCOUNTS);
        List<User> all = db.rows(AccountRows.ALL_USERS, AccountRows::user);
        boolean isThere = all.stream()
                .anyMatch(user -> user.userId().equals(remove.userId())
                        && user.active()
                        && user.passwordHash().equals(remove.checkedHash()));
        if (!isThere) {
            return new OwnRemoved(RemoveOutcome.CHANGED, List.of());
        }
        return all.size() > 1 && all.get(0).userId().equals(remove.userId())
                ? new OwnRemoved(RemoveOutcome.OTHERS_LEFT, List.of())
                : new OwnRemoved(RemoveOutcome.REMOVED, AccountWrites.removeAll(db, remove.userId()));
    }

    static ChangedUser endOtherSessions(SqlSession db, EndOtherSessions end) throws SQLException {
        return new ChangedUser(true, endAllBut(db, end.userId(), end.keptSession()));
    }

    private static List<String> endAllBut(SqlSession db, String userId, String kept) throws SQLException {
        List<String> ended = db.rows(
                "SELECT session_id FROM sessions WHERE user_id = ? AND is_active = 1 AND session_id <> ?",
                row -> row.textOr(0, ""),
                userId,
                kept);
        db.update(
                "UPDATE sessions SET is_active = 0 WHERE user_id = ? AND is_active = 1 AND session_id <> ?",
                userId,
                kept);
        for (String session : ended) {
            SessionWrites.forget(db, session, kept);
        }
        return ended;
    }

    static Ack recordLogin(SqlSession db, RecordLogin passed) throws SQLException {
        // With a second factor a password is half of what it takes, and must not clear what wrong codes have counted.
        boolean half =
                db.row("SELECT 1 FROM users WHERE user_id = ? AND totp_since IS NOT NULL", row -> true, passed.userId())
                        != null;
        if (half) {
            return LoginWrites.uncountAttempt(
                    db, new UncountAttempt(passed.userId(), passed.device(), passed.pastLock()));
        }
        if (!passed.pastLock()) {
            db.update(
                    "UPDATE users SET failed_login_attempts = 0, locked_until = NULL WHERE user_id = ?",
                    passed.userId());
        }
        db.update("DELETE FROM device_failures WHERE user_id = ? AND device = ?", passed.userId(), passed.device());
        return Ack.DONE;
    }

    static Outcome notice(SqlSession db, AddNotice add) throws SQLException {
        Notice notice = add.notice();
        int added = db.update(
                """
                INSERT INTO account_events (user_id, kind, at, device_name, session_id)
                SELECT user_id, ?, ?, ?, ? FROM users WHERE user_id = ?""", notice.kind().name(), notice.at(), notice.deviceName(), notice.sessionId(), add.userId());
        db.update("""
                DELETE FROM account_events WHERE user_id = ?1 AND event_id NOT IN (
                    SELECT event_id FROM account_events WHERE user_id = ?1 ORDER BY event_id DESC LIMIT ?2)""", add.userId(), NOTICES);
        return new Outcome(added > 0);
    }

    private static @Nullable String value(@Nullable Secret secret) {
        return secret == null ? null : secret.value();
    }
}
