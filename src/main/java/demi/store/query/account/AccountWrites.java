package demi.store.query.account;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AddUser;
import demi.api.store.AccountStore.ChangeUser;
import demi.api.store.AccountStore.ChangedUser;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.AccountStore.RemoveUser;
import demi.api.store.AccountStore.User;
import demi.api.value.Secret;
import demi.store.query.memory.HouseWrites;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is written of accounts. Runs on the writer's thread. */
public final class AccountWrites {

    /** Who looks at what accounts there are, and then changes that, locks this. After a person's lock, never before. */
    static final String ACCOUNTS = "accounts";

    private AccountWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(AccountStore.ADD_USER, AccountWrites::add)
                .write(AccountStore.CHANGE_USER, AccountWrites::change)
                .write(AccountStore.REMOVE_USER, AccountWrites::remove);
    }

    static @Nullable User byEmail(SqlSession db, String lowerEmail) throws SQLException {
        return db.row(AccountRows.USER_BY_EMAIL, AccountRows::user, lowerEmail, lowerEmail);
    }

    /** Also who was met elsewhere, under what stands in the place of their e-mail. */
    private static @Nullable User anybody(SqlSession db, String lowerEmail) throws SQLException {
        return db.row(AccountRows.ANYBODY, AccountRows::user, lowerEmail, lowerEmail);
    }

    static Outcome add(SqlSession db, AddUser user) throws SQLException {
        db.lock(ACCOUNTS);
        String email = AccountRows.lower(user.email());
        boolean taken = byEmail(db, email) != null;
        boolean late =
                user.onlyIfFirst() && db.row("SELECT 1 FROM users WHERE origin = 'local' LIMIT 1", row -> true) != null;
        if (taken || late) {
            return new Outcome(false);
        }
        db.update(
                """
                INSERT INTO users
                    (user_id, email, username, password_hash, created_at, is_active, failed_login_attempts)
                VALUES (?, ?, ?, ?, ?, 1, 0)""", user.userId(), email, user.username(), user.passwordHash().value(), user.at());
        LoginWrites.forgetStranger(db, email);
        return new Outcome(true);
    }

    static ChangedUser change(SqlSession db, ChangeUser change) throws SQLException {
        Secret hash = change.passwordHash();
        String email = AccountRows.lower(change.email());
        User user = hash == null ? anybody(db, email) : byEmail(db, email);
        if (user == null) {
            return new ChangedUser(false, List.of());
        }
        String id = user.userId();
        db.lock(id);
        Boolean active = change.active();
        if (hash != null) {
            db.update("UPDATE users SET password_hash = ? WHERE user_id = ?", hash.value(), id);
            db.update("DELETE FROM app_passwords WHERE user_id = ?", id);
        }
        if (active != null) {
            db.update("UPDATE users SET is_active = ? WHERE user_id = ?", active, id);
        }
        if (change.unlock()) {
            db.update("UPDATE users SET failed_login_attempts = 0, locked_until = NULL WHERE user_id = ?", id);
            db.update("DELETE FROM device_failures WHERE user_id = ?", id);
        }
        boolean ends = hash != null || Boolean.FALSE.equals(active);
        return new ChangedUser(true, ends ? endAll(db, id) : List.of());
    }

    private static List<String> endAll(SqlSession db, String userId) throws SQLException {
        List<String> ended = db.rows(
                "SELECT session_id FROM sessions WHERE user_id = ? AND is_active = 1",
                row -> row.textOr(0, ""),
                userId);
        db.update("UPDATE sessions SET is_active = 0 WHERE user_id = ? AND is_active = 1", userId);
        return ended;
    }

    static ChangedUser remove(SqlSession db, RemoveUser remove) throws SQLException {
        User user = anybody(db, AccountRows.lower(remove.email()));
        return user == null ? new ChangedUser(false, List.of()) : new ChangedUser(true, removeAll(db, user.userId()));
    }

    /** Everything of somebody's; the ids of the sessions that end with it. */
    static List<String> removeAll(SqlSession db, String userId) throws SQLException {
        db.lock(userId);
        List<String> ended = endAll(db, userId);
        // What it did to her stays; the words go.
        db.update("""
                UPDATE interaction_log SET user_message = NULL
                WHERE message_id IN (SELECT message_id FROM android_messages WHERE user_id = ?)""", userId);
        HouseWrites.withdrawAll(db, userId);
        db.update("DELETE FROM users WHERE user_id = ?", userId);
        // Else whoever was invited would become the owner.
        db.update("DELETE FROM invite WHERE NOT EXISTS (SELECT 1 FROM users WHERE origin = 'local')");
        return ended;
    }
}
