package demi.api;

import demi.api.AccountsApi.Caller;
import demi.api.value.Secret;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What everybody can do with their own account; the current password is asked for what another person must not do. */
public final class OwnAccountsApi {
    private OwnAccountsApi() {}

    /** How it ended; {@link AccountsApi.Refused} where it was not done. */
    public sealed interface Outcome
            permits Changed, FactorBegun, FactorConfirmed, AppPasswordCreated, AccountsApi.Refused {}

    public record Changed() implements Outcome {}

    public record GetProfile(Caller caller) implements Repeatable {}

    /** @param recoveryCodes that are left */
    public record Profile(
            String userId,
            String email,
            String username,
            Instant createdAt,
            @Nullable Instant lastLogin,
            boolean secondFactor,
            int recoveryCodes) {}

    /** Fails NOT_FOUND when the account is gone. */
    public static final RequestAddress<GetProfile, Profile> PROFILE =
            RequestAddress.of("accounts.own.profile", GetProfile.class, Profile.class);

    /**
     * What is null stays.
     *
     * @param password the current one; needed for another e-mail
     */
    public record ChangeProfile(
            Caller caller,
            @Nullable String username,
            @Nullable String email,
            @Nullable Secret password) {}

    public static final RequestAddress<ChangeProfile, Outcome> CHANGE_PROFILE =
            RequestAddress.of("accounts.own.change", ChangeProfile.class, Outcome.class);

    /** @param endOthers all other sessions end, and all passwords of apps */
    public record ChangePassword(Caller caller, Secret current, Secret replacement, boolean endOthers) {}

    public static final RequestAddress<ChangePassword, Outcome> CHANGE_PASSWORD =
            RequestAddress.of("accounts.own.password", ChangePassword.class, Outcome.class);

    /**
     * Ends the account, with everything that is theirs. CONFLICT for the owner while there are other accounts.
     *
     * @param code of the second factor, or a recovery code, where there is one: CODE_NEEDED without it
     */
    public record RemoveAccount(
            Caller caller, Secret password, @Nullable Secret code) {}

    public static final RequestAddress<RemoveAccount, Outcome> REMOVE_ACCOUNT =
            RequestAddress.of("accounts.own.remove", RemoveAccount.class, Outcome.class);

    public record EndOtherSessions(Caller caller) {}

    /** @param count how many sessions have ended */
    public record SessionsEnded(int count) {}

    public static final RequestAddress<EndOtherSessions, SessionsEnded> END_OTHER_SESSIONS =
            RequestAddress.of("accounts.own.endOtherSessions", EndOtherSessions.class, SessionsEnded.class);

    /** What is told to a person's devices. */
    public enum Kind {
        NEW_DEVICE,
        LOCKED,
        PASSWORD_CHANGED,
        EMAIL_CHANGED,
        SECOND_FACTOR_ON,
        SECOND_FACTOR_OFF,
        APP_PASSWORD_ADDED
    }

    /**
     * @param deviceName of the device that did it, where it is known
     * @param sessionId of the session that did it, which needs not be told
     */
    public record Notice(
            Kind kind,
            Instant at,
            @Nullable String deviceName,
            @Nullable String sessionId) {}

    public record ListNotices(String userId) implements Repeatable {}

    /** The newest twenty, newest first. */
    public record NoticeList(List<Notice> notices) {
        public NoticeList {
            notices = List.copyOf(notices);
        }
    }

    public static final RequestAddress<ListNotices, NoticeList> NOTICES =
            RequestAddress.of("accounts.own.notices", ListNotices.class, NoticeList.class);

    public record NoticeAdded(String userId, Notice notice) {}

    public static final EventAddress<NoticeAdded> NOTICE_ADDED =
            new EventAddress<>("accounts.notice.added", NoticeAdded.class);

    public record BeginFactor(Caller caller, Secret password) {}

    /**
     * @param secret in Base32, for typing
     * @param uri with it, for a QR code
     */
    public record FactorBegun(Secret secret, Secret uri) implements Outcome {}

    public static final RequestAddress<BeginFactor, Outcome> BEGIN_FACTOR =
            RequestAddress.of("accounts.factor.begin", BeginFactor.class, Outcome.class);

    /** @param code that the app shows: only then the factor counts */
    public record ConfirmFactor(Caller caller, Secret code) {}

    /** @param recoveryCodes each good once in the place of a code; they cannot be seen again */
    public record FactorConfirmed(List<Secret> recoveryCodes) implements Outcome {
        public FactorConfirmed {
            recoveryCodes = List.copyOf(recoveryCodes);
        }
    }

    public static final RequestAddress<ConfirmFactor, Outcome> CONFIRM_FACTOR =
            RequestAddress.of("accounts.factor.confirm", ConfirmFactor.class, Outcome.class);

    public record EndFactor(Caller caller, Secret password, Secret code) {}

    public static final RequestAddress<EndFactor, Outcome> END_FACTOR =
            RequestAddress.of("accounts.factor.end", EndFactor.class, Outcome.class);

    public record AddAppPassword(Caller caller, Secret password, String name) {}

    /** @param appPassword cannot be seen again */
    public record AppPasswordCreated(AppPassword secret, Secret appPassword) implements Outcome {}

    public static final RequestAddress<AddAppPassword, Outcome> ADD_APP_PASSWORD =
            RequestAddress.of("accounts.appPassword.add", AddAppPassword.class, Outcome.class);

    /** A password for one app or device, which needs no code of a second factor. */
    public record AppPassword(
            String id,
            String name,
            Instant createdAt,
            @Nullable Instant lastUsed) {}

    public record ListAppPasswords(Caller caller) implements Repeatable {}

    /** Oldest first. */
    public record AppPasswordList(List<AppPassword> appPasswords) {
        public AppPasswordList {
            appPasswords = List.copyOf(appPasswords);
        }
    }

    public static final RequestAddress<ListAppPasswords, AppPasswordList> APP_PASSWORDS =
            RequestAddress.of("accounts.appPasswords", ListAppPasswords.class, AppPasswordList.class);

    /** Revokes it; the sessions that were opened with it end. */
    public record RemoveAppPassword(Caller caller, String id) {}

    public static final RequestAddress<RemoveAppPassword, AccountsApi.Revoked> REMOVE_APP_PASSWORD =
            RequestAddress.of("accounts.appPassword.remove", RemoveAppPassword.class, AccountsApi.Revoked.class);
}
