package demi.store.query.account;

import demi.api.OwnAccountsApi.AppPassword;
import demi.api.store.AccountStore.ChangedUser;
import demi.api.store.AccountStore.Outcome;
import demi.api.store.FactorStore;
import demi.api.store.FactorStore.AddAppPassword;
import demi.api.store.FactorStore.BeginFactor;
import demi.api.store.FactorStore.ConfirmFactor;
import demi.api.store.FactorStore.DropFactor;
import demi.api.store.FactorStore.RemoveAppPassword;
import demi.api.store.FactorStore.UseFactor;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlSession;
import java.sql.SQLException;
import java.util.List;

/** What is written of second factors and of passwords for apps. Runs on the writer's thread. */
public final class FactorWrites {

    private FactorWrites() {}

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        endpoints
                .write(FactorStore.BEGIN_FACTOR, FactorWrites::begin)
                .write(FactorStore.CONFIRM_FACTOR, FactorWrites::confirm)
                .write(FactorStore.USE_FACTOR, FactorWrites::use)
                .write(FactorStore.DROP_FACTOR, FactorWrites::drop)
                .write(FactorStore.ADD_APP_PASSWORD, FactorWrites::add)
                .write(FactorStore.REMOVE_APP_PASSWORD, FactorWrites::remove);
    }

    static Outcome begin(SqlSession db, BeginFactor begin) throws SQLException {
        int begun = db.update(
                "UPDATE users SET totp_secret = ?, totp_step = 0 WHERE user_id = ? AND totp_since IS NULL",
                begin.secret().value(),
                begin.userId());
        return new Outcome(begun > 0);
    }

    static Outcome confirm(SqlSession db, ConfirmFactor confirm) throws SQLException {
        int confirmed = db.update(
                """
                UPDATE users SET totp_since = ?, totp_step = ?
                WHERE user_id = ? AND totp_secret = ? AND totp_since IS NULL""",
                confirm.at(),
                confirm.step(),
                confirm.userId(),
                confirm.secret().value());
        if (confirmed == 0) {
            return new Outcome(false);
        }
        for (String hash : confirm.recoveryHashes()) {
            db.update("INSERT INTO recovery_codes (user_id, code_hash) VALUES (?, ?)", confirm.userId(), hash);
        }
        return new Outcome(true);
    }

    static Outcome use(SqlSession db, UseFactor use) throws SQLException {
        int used = use.recoveryHash() != null
                ? db.update(
                        "DELETE FROM recovery_codes WHERE user_id = ? AND code_hash = ?",
                        use.userId(),
                        use.recoveryHash())
                : db.update(
                        "UPDATE users SET totp_step = ?1 WHERE user_id = ?2 AND totp_step < ?1",
                        use.step(),
                        use.userId());
        return new Outcome(used > 0);
    }

    static Outcome drop(SqlSession db, DropFactor drop) throws SQLException {
        db.update("DELETE FROM recovery_codes WHERE user_id = ?", drop.userId());
        int dropped = db.update("""
                UPDATE users SET totp_secret = NULL, totp_since = NULL, totp_step = 0
                WHERE user_id = ? AND totp_since IS NOT NULL""", drop.userId());
        return new Outcome(dropped > 0);
    }

    static Outcome add(SqlSession db, AddAppPassword add) throws SQLException {
        AppPassword made = add.appPassword();
        int added = db.update("""
                INSERT INTO app_passwords (app_password_id, user_id, name, password_hash, created_at)
                SELECT ?1, ?2, ?3, ?4, ?5
                WHERE (SELECT count(*) FROM app_passwords WHERE user_id = ?2) < ?6""", made.id(), add.userId(), made.name(), add.hash(), made.createdAt(), add.most());
        return new Outcome(added > 0);
    }

    static ChangedUser remove(SqlSession db, RemoveAppPassword remove) throws SQLException {
        int removed = db.update(
                "DELETE FROM app_passwords WHERE user_id = ? AND app_password_id = ?", remove.userId(), remove.id());
        if (removed == 0) {
            return new ChangedUser(false, List.of());
        }
        List<String> ended = db.rows(
                "SELECT session_id FROM sessions WHERE user_id = ? AND app_password_id = ? AND is_active = 1",
                row -> row.textOr(0, ""),
                remove.userId(),
                remove.id());
        db.update(
                "UPDATE sessions SET is_active = 0 WHERE user_id = ? AND app_password_id = ? AND is_active = 1",
                remove.userId(),
                remove.id());
        for (String session : ended) {
            SessionWrites.forget(db, session, null);
        }
        return new ChangedUser(true, ended);
    }
}
