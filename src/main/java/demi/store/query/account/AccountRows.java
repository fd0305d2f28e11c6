package demi.store.query.account;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.Session;
import demi.api.store.AccountStore.User;
import demi.api.value.Secret;
import demi.store.sql.Sql;
import demi.store.sql.SqlRow;
import java.util.Locale;

/** Accounts and sessions as rows. */
final class AccountRows {

    private static final String USER = "SELECT "
            + Sql.texts(
                    "user_id",
                    "email",
                    "username",
                    "password_hash",
                    "created_at",
                    "last_login",
                    "is_active",
                    "failed_login_attempts",
                    "locked_until",
                    "origin")
            + " FROM users";

    /** All accounts, the oldest first. */
    static final String ALL_USERS = USER + " WHERE origin = 'local' ORDER BY created_at, seq";

    /** And all who were met elsewhere. */
    static final String EVERYBODY = USER + " ORDER BY origin <> 'local', created_at, seq";

    /**
     * One account by e-mail; twice that e-mail, in lower case. Where the earlier server let in several that differ
     * in case only, the oldest counts. Who was met elsewhere has none.
     */
    static final String USER_BY_EMAIL =
            USER + " WHERE lower(email) = ? AND origin = 'local' ORDER BY email = ? DESC, created_at, seq LIMIT 1";

    /** Somebody by what stands in the place of an e-mail; twice that, in lower case. */
    static final String ANYBODY = USER + " WHERE lower(email) = ? ORDER BY email = ? DESC, created_at, seq LIMIT 1";

    private static final String SESSION = "SELECT "
            + Sql.texts(
                    "s.session_id",
                    "s.user_id",
                    "u.email",
                    "u.is_active",
                    "s.device_name",
                    "s.refresh_token_hash",
                    "s.previous_refresh_token_hash",
                    "s.rotation",
                    "s.rotated_at",
                    "s.created_at",
                    "s.last_activity",
                    "s.expires_at",
                    "s.is_active",
                    "(s.user_id = (SELECT user_id FROM users WHERE origin = 'local' ORDER BY created_at, seq LIMIT 1))")
            + " FROM sessions s JOIN users u ON u.user_id = s.user_id WHERE ";

    static final String SESSION_BY_ID = SESSION + "s.session_id = ?";

    static final String SESSIONS_OF_USER = SESSION
            + "s.user_id = ? AND s.is_active = 1 AND s.expires_at > ? ORDER BY s.last_activity DESC, s.seq DESC";

    private AccountRows() {}

    static String lower(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    static User user(SqlRow row) {
        String email = lower(row.textOr(1, ""));
        return new User(
                row.textOr(0, ""),
                email,
                row.textOr(2, email.replaceFirst("@.*", "")),
                new Secret(row.textOr(3, "")),
                row.timeOrEpoch(4),
                row.time(5),
                row.flag(6),
                (int) row.number(7),
                row.time(8),
                row.textOr(9, AccountStore.LOCAL));
    }

    static Session session(SqlRow row) {
        return new Session(
                row.textOr(0, ""),
                row.textOr(1, ""),
                lower(row.textOr(2, "")),
                row.flag(3),
                row.textOr(4, "Unknown device"),
                row.text(5),
                row.text(6),
                (int) row.number(7),
                row.second(8),
                row.secondOrEpoch(9),
                row.secondOrEpoch(10),
                row.secondOrEpoch(11),
                row.flag(12),
                row.flag(13));
    }
}
