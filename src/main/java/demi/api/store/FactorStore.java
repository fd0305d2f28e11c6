package demi.api.store;

import demi.api.OwnAccountsApi;
import demi.api.store.AccountStore.ChangedUser;
import demi.api.store.AccountStore.Outcome;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of an account beside its password: own changes, notices, the second factor, passwords for apps. */
public final class FactorStore {
    private FactorStore() {}

    /**
     * Changes the parts that are not null.
     *
     * @param checkedHash the hash that the current password fitted; null where it was not asked for
     * @param keptSession all other sessions and the passwords of apps end; null where none does
     */
    public record ChangeOwn(
            String userId,
            @Nullable Secret checkedHash,
            @Nullable Secret newHash,
            @Nullable String email,
            @Nullable String username,
            @Nullable String keptSession) {}

    /** Not done when the e-mail is taken, or the account has changed since its password was looked at. */
    public static final RequestAddress<ChangeOwn, ChangedUser> CHANGE_OWN =
            RequestAddress.of("store.own.change", ChangeOwn.class, ChangedUser.class);

    /**
     * Removes an account with all that hangs on it.
     *
     * @param checkedHash the hash that the password fitted
     */
    public record RemoveOwn(String userId, Secret checkedHash) {}

    public enum RemoveOutcome {
        REMOVED,
        /** The owner's, while there are others: it stays. */
        OTHERS_LEFT,
        /** It is not there any more, or has another password. */
        CHANGED
    }

    /** @param ended the sessions that ended with it */
    public record OwnRemoved(RemoveOutcome outcome, List<String> ended) {
        public OwnRemoved {
            ended = List.copyOf(ended);
        }
    }

    public static final RequestAddress<RemoveOwn, OwnRemoved> REMOVE_OWN =
            RequestAddress.of("store.own.remove", RemoveOwn.class, OwnRemoved.class);

    public record EndOtherSessions(String userId, String keptSession) {}

    public static final RequestAddress<EndOtherSessions, ChangedUser> END_OTHER_SESSIONS =
            RequestAddress.of("store.session.endOthers", EndOtherSessions.class, ChangedUser.class);

    /**
     * The right password was given by a device that is logged in: clears its count, and the account's unless that is locked.
     * Where the account has a second factor only this attempt is taken back.
     */
    public record RecordLogin(String userId, String device, boolean pastLock) {}

    public static final RequestAddress<RecordLogin, Ack> RECORD_LOGIN =
            RequestAddress.of("store.login.record", RecordLogin.class, Ack.class);

    public record AddNotice(String userId, OwnAccountsApi.Notice notice) {}

    public static final RequestAddress<AddNotice, Outcome> ADD_NOTICE =
            RequestAddress.of("store.notice.add", AddNotice.class, Outcome.class);

    public record ListNotices(String userId, int limit) {}

    public static final RequestAddress<ListNotices, OwnAccountsApi.NoticeList> NOTICES =
            RequestAddress.of("store.notices", ListNotices.class, OwnAccountsApi.NoticeList.class);

    public record GetFactor(String userId) {}

    /**
     * @param secret in hexadecimal digits; null where there is none
     * @param since null until it was confirmed: until then it does not count
     * @param step the newest time step of which a code was used
     */
    public record Factor(@Nullable Secret secret, @Nullable Instant since, long step, int recoveryCodes) {}

    public static final RequestAddress<GetFactor, Factor> FACTOR =
            RequestAddress.of("store.factor.of", GetFactor.class, Factor.class);

    /** Not done when one counts already. */
    public record BeginFactor(String userId, Secret secret) {}

    public static final RequestAddress<BeginFactor, Outcome> BEGIN_FACTOR =
            RequestAddress.of("store.factor.begin", BeginFactor.class, Outcome.class);

    /** Not done when another secret was begun meanwhile, or one counts already. */
    public record ConfirmFactor(String userId, Secret secret, long step, Instant at, List<String> recoveryHashes) {
        public ConfirmFactor {
            recoveryHashes = List.copyOf(recoveryHashes);
        }
    }

    public static final RequestAddress<ConfirmFactor, Outcome> CONFIRM_FACTOR =
            RequestAddress.of("store.factor.confirm", ConfirmFactor.class, Outcome.class);

    /**
     * Uses up a code, once.
     *
     * @param step of a code of the app, where it is not a recovery code
     */
    public record UseFactor(
            String userId, long step, @Nullable String recoveryHash) {}

    public static final RequestAddress<UseFactor, Outcome> USE_FACTOR =
            RequestAddress.of("store.factor.use", UseFactor.class, Outcome.class);

    public record DropFactor(String userId) {}

    /** Done is false when there was none. */
    public static final RequestAddress<DropFactor, Outcome> DROP_FACTOR =
            RequestAddress.of("store.factor.drop", DropFactor.class, Outcome.class);

    /** @param most of them that one account may have */
    public record AddAppPassword(String userId, OwnAccountsApi.AppPassword appPassword, String hash, int most) {}

    public static final RequestAddress<AddAppPassword, Outcome> ADD_APP_PASSWORD =
            RequestAddress.of("store.appPassword.add", AddAppPassword.class, Outcome.class);

    public record FindAppPassword(String userId, String hash) {}

    public record FoundAppPassword(@Nullable String id) {}

    public static final RequestAddress<FindAppPassword, FoundAppPassword> FIND_APP_PASSWORD =
            RequestAddress.of("store.appPassword.find", FindAppPassword.class, FoundAppPassword.class);

    public record ListAppPasswords(String userId) {}

    public static final RequestAddress<ListAppPasswords, OwnAccountsApi.AppPasswordList> APP_PASSWORDS =
            RequestAddress.of("store.appPasswords", ListAppPasswords.class, OwnAccountsApi.AppPasswordList.class);

    public record RemoveAppPassword(String userId, String id) {}

    public static final RequestAddress<RemoveAppPassword, ChangedUser> REMOVE_APP_PASSWORD =
            RequestAddress.of("store.appPassword.remove", RemoveAppPassword.class, ChangedUser.class);
}
