package demi.store.query.account;

import demi.api.OwnAccountsApi.AppPassword;
import demi.api.OwnAccountsApi.AppPasswordList;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Notice;
import demi.api.OwnAccountsApi.NoticeList;
import demi.api.store.FactorStore;
import demi.api.store.FactorStore.Factor;
import demi.api.store.FactorStore.FindAppPassword;
import demi.api.store.FactorStore.FoundAppPassword;
import demi.api.store.FactorStore.GetFactor;
import demi.api.store.FactorStore.ListAppPasswords;
import demi.api.store.FactorStore.ListNotices;
import demi.api.value.Secret;
import demi.store.sql.Endpoints;
import demi.store.sql.Sql;
import demi.store.sql.SqlReader;
import demi.store.sql.SqlRow;
import io.vertx.core.Future;

/** What is read of second factors, of passwords for apps, and of what people are told of their accounts. */
public final class FactorReads {

    private static final String FACTOR = "SELECT " + Sql.texts("totp_secret", "totp_since", "totp_step")
            + ", (SELECT count(*) FROM recovery_codes c WHERE c.user_id = users.user_id) FROM users WHERE user_id = ?";

    private static final String BY_HASH =
            "SELECT app_password_id FROM app_passwords WHERE user_id = ? AND password_hash = ?";

    private static final String ALL = "SELECT " + Sql.texts("app_password_id", "name", "created_at", "last_used")
            + " FROM app_passwords WHERE user_id = ? ORDER BY created_at, seq";

    private static final String NOTICES = "SELECT " + Sql.texts("kind", "at", "device_name", "session_id")
            + " FROM account_events WHERE user_id = ? ORDER BY event_id DESC LIMIT ?";

    private final SqlReader reader;

    /** Registers what is answered here. */
    public static void register(Endpoints endpoints) {
        FactorReads reads = new FactorReads(endpoints.reader());
        endpoints
                .read(FactorStore.NOTICES, reads::notices)
                .read(FactorStore.FACTOR, reads::factor)
                .read(FactorStore.FIND_APP_PASSWORD, reads::appPassword)
                .read(FactorStore.APP_PASSWORDS, reads::appPasswords);
    }

    private FactorReads(SqlReader reader) {
        this.reader = reader;
    }

    private Future<Factor> factor(GetFactor asked) {
        return reader.row(FACTOR, FactorReads::factorOf, asked.userId())
                .map(found -> found == null ? new Factor(null, null, 0, 0) : found);
    }

    private Future<FoundAppPassword> appPassword(FindAppPassword asked) {
        return reader.row(BY_HASH, row -> row.textOr(0, ""), asked.userId(), asked.hash())
                .map(FoundAppPassword::new);
    }

    private Future<AppPasswordList> appPasswords(ListAppPasswords asked) {
        return reader.rows(ALL, FactorReads::appPasswordOf, asked.userId()).map(AppPasswordList::new);
    }

    private Future<NoticeList> notices(ListNotices asked) {
        return reader.rows(NOTICES, FactorReads::notice, asked.userId(), asked.limit())
                .map(NoticeList::new);
    }

    private static Factor factorOf(SqlRow row) {
        String secret = row.text(0);
        return new Factor(secret == null ? null : new Secret(secret), row.time(1), row.number(2), (int) row.number(3));
    }

    private static AppPassword appPasswordOf(SqlRow row) {
        return new AppPassword(row.textOr(0, ""), row.textOr(1, ""), row.timeOrEpoch(2), row.time(3));
    }

    private static Notice notice(SqlRow row) {
        return new Notice(
                Kind.valueOf(row.textOr(0, Kind.NEW_DEVICE.name())), row.timeOrEpoch(1), row.text(2), row.text(3));
    }
}
