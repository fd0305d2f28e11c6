package demi.store.query.account;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.FilterValidSessions;
import demi.api.store.AccountStore.FindKnownDevice;
import demi.api.store.AccountStore.FindSession;
import demi.api.store.AccountStore.FindUser;
import demi.api.store.AccountStore.FoundSession;
import demi.api.store.AccountStore.FoundUser;
import demi.api.store.AccountStore.GetLock;
import demi.api.store.AccountStore.KnownDevice;
import demi.api.store.AccountStore.ListSessions;
import demi.api.store.AccountStore.ListUsers;
import demi.api.store.AccountStore.Lock;
import demi.api.store.AccountStore.SessionList;
import demi.api.store.AccountStore.UserList;
import demi.api.store.AccountStore.ValidSessions;
import demi.store.sql.Endpoints;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import org.jspecify.annotations.Nullable;

/** What is read of accounts and sessions. */
public final class AccountReads {

    private static final String GOOD = """
            SELECT s.session_id FROM sessions s JOIN users u ON u.user_id = s.user_id
            WHERE s.session_id IN (%s) AND s.is_active = 1 AND u.is_active = 1 AND s.expires_at > ?""";

    /** One with an empty key was taken from its device: see {@link SessionWrites#forget}. Those without any are old. */
    private static final String DEVICES = """
            SELECT max(CASE WHEN device_key_hash IN (%s) THEN device_key_hash END),
                COALESCE(max(CASE WHEN device_fingerprint = ? THEN 1 END), 0),
                COALESCE(max(CASE WHEN session_id = ? THEN 1 END), 0)
            FROM sessions WHERE user_id = ? AND (device_key_hash <> '' OR (device_key_hash IS NULL AND is_active = 1))""";

    private static final String STRANGER =
            "SELECT locked_until FROM login_failures WHERE email_hash = ? AND locked_until IS NOT NULL";

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        AccountReads reads = new AccountReads(endpoints.reader());
        endpoints
                .read(AccountStore.LOCK, reads::lock)
                .read(AccountStore.KNOWN_DEVICE, reads::device)
                .read(AccountStore.FIND_USER, reads::user)
                .read(AccountStore.USERS, reads::users)
                .read(AccountStore.FIND_SESSION, reads::session)
                .read(AccountStore.SESSIONS, reads::sessions)
                .read(AccountStore.VALID_SESSIONS, reads::validSessions);
    }

    private AccountReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<FoundUser> user(FindUser asked) {
        String email = AccountRows.lower(asked.email());
        return reader.row(AccountRows.USER_BY_EMAIL, AccountRows::user, email, email)
                .map(FoundUser::new);
    }

    private Future<Lock> lock(GetLock asked) {
        String email = AccountRows.lower(asked.email());
        return reader.row(AccountRows.USER_BY_EMAIL, AccountRows::user, email, email)
                .compose(user -> user == null
                        ? reader.row(STRANGER, row -> row.timeOrEpoch(0), LoginWrites.hash(email))
                        : Future.succeededFuture(user.lockedUntil()))
                .map(until -> new Lock(until != null && asked.at().isBefore(until) ? until : null));
    }

    private Future<KnownDevice> device(FindKnownDevice asked) {
        String email = AccountRows.lower(asked.email());
        // Who has no account is asked for as well: it must not take less time.
        return reader.row(AccountRows.USER_BY_EMAIL, AccountRows::user, email, email)
                .compose(user -> reader.row(
                        DEVICES.formatted(reader.dialect().elementsOfArray()),
                        row -> new KnownDevice(name(asked, row)),
                        new JsonArray(asked.keyHashes()).encode(),
                        asked.fingerprint(),
                        asked.sessionId(),
                        user == null ? "" : user.userId()))
                .map(found -> found == null ? new KnownDevice(null) : found);
    }

    /** The strongest of what is known. */
    private static @Nullable String name(FindKnownDevice asked, SqlRow row) {
        String keyHash = row.text(0);
        if (keyHash != null) {
            return KnownDevice.ofKey(keyHash);
        }
        return row.flag(1) ? "fingerprint " + asked.fingerprint() : row.flag(2) ? "session " + asked.sessionId() : null;
    }

    private Future<UserList> users(ListUsers asked) {
        return reader.rows(asked.everybody() ? AccountRows.EVERYBODY : AccountRows.ALL_USERS, AccountRows::user)
                .map(UserList::new);
    }

    private Future<FoundSession> session(FindSession asked) {
        return reader.row(AccountRows.SESSION_BY_ID, AccountRows::session, asked.sessionId())
                .map(FoundSession::new);
    }

    private Future<SessionList> sessions(ListSessions asked) {
        return reader.rows(AccountRows.SESSIONS_OF_USER, AccountRows::session, asked.userId(), asked.at())
                .map(SessionList::new);
    }

    private Future<ValidSessions> validSessions(FilterValidSessions asked) {
        String ids = new JsonArray(asked.sessionIds()).encode();
        return reader.rows(
                        GOOD.formatted(reader.dialect().elementsOfArray()), row -> row.textOr(0, ""), ids, asked.at())
                .map(ValidSessions::new);
    }
}
