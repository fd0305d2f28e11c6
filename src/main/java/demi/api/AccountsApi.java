package demi.api;

import demi.api.store.AccountStore;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who may talk to Demi: accounts, passwords, tokens and sessions. */
public final class AccountsApi {
    private AccountsApi() {}

    /** What a client gets on login and refresh; lifetimes in seconds. */
    public record Tokens(
            Secret accessToken,
            Secret refreshToken,
            long expiresIn,
            long refreshExpiresIn,
            String userId,
            String email,
            String sessionId) {}

    /**
     * Who makes a request.
     *
     * @param owner whether theirs is the house's first account, which may change what concerns all
     */
    public record Caller(String userId, String sessionId, String email, Instant sessionEnds, boolean owner) {}

    /**
     * What a device shows of an earlier login; whoever shows something is let in with the right password also while the
     * account is locked or the address limited.
     *
     * @param deviceKey what it got with earlier logins, of several people perhaps
     * @param accessToken of an earlier session, which may have run out
     */
    public record DeviceProof(
            @Nullable Secret deviceKey, @Nullable Secret accessToken) {
        public static final DeviceProof NONE = new DeviceProof(null, null);
    }

    /**
     * @param deviceFingerprint the client's own name of its device; one that was there at an earlier login is a proof, too
     * @param address the client's network address, for the limits on attempts
     * @param attempt names this login, so that it can be given up; empty where nobody would
     * @param code of the second factor, or a recovery code
     */
    public record Login(
            String email,
            Secret password,
            String deviceName,
            @Nullable String deviceFingerprint,
            String address,
            DeviceProof proof,
            String attempt,
            @Nullable Secret code) {

        public Login(
                String email, Secret password, String deviceName, @Nullable String deviceFingerprint, String address) {
            this(email, password, deviceName, deviceFingerprint, address, DeviceProof.NONE, "", null);
        }
    }

    /** Whoever made this login is gone. */
    public record LoginAbandoned(String attempt) {}

    public static final EventAddress<LoginAbandoned> LOGIN_ABANDONED =
            new EventAddress<>("accounts.login.abandoned", LoginAbandoned.class);

    /** How a login, a refresh or the setup ended. */
    public sealed interface LoginResult {}

    /** @param deviceKey for the device to show at its next login; null where it keeps what it has */
    public record Granted(Tokens tokens, @Nullable Secret deviceKey) implements LoginResult {
        public Granted(Tokens tokens) {
            this(tokens, null);
        }
    }

    /** @param retryAfterSeconds 0 where waiting does not help */
    public record Refused(RefusalReason reasonCode, String sentence, long retryAfterSeconds)
            implements LoginResult, OwnAccountsApi.Outcome {}

    public enum RefusalReason {
        WRONG_CREDENTIALS,
        /** The password is right, and a code of the second factor is needed as well. */
        CODE_NEEDED,
        /** Of somebody who is logged in, and asked again. */
        WRONG_PASSWORD,
        LOCKED,
        DISABLED,
        TOO_MANY_ATTEMPTS,
        /** A token that is not good (any more). */
        BAD_TOKEN,
        /** A code, of the setup or to confirm a second factor, that is not good (any more). */
        BAD_CODE,
        /** What is asked for cannot be done as things stand; the sentence says why. */
        CONFLICT,
        /** E-mail or password do not fit the rules; the sentence names them. */
        BAD_INPUT
    }

    public static final RequestAddress<Login, LoginResult> LOGIN =
            RequestAddress.of("accounts.login", Login.class, LoginResult.class);

    public record Refresh(Secret refreshToken) implements Repeatable {}

    public static final RequestAddress<Refresh, LoginResult> REFRESH =
            RequestAddress.of("accounts.refresh", Refresh.class, LoginResult.class);

    /** Asks whose access token this is. */
    public record Authenticate(Secret accessToken) implements Repeatable {}

    /** @param caller null when the token is no good */
    public record Authenticated(@Nullable Caller caller) {}

    public static final RequestAddress<Authenticate, Authenticated> AUTHENTICATE =
            RequestAddress.of("accounts.authenticate", Authenticate.class, Authenticated.class);

    /** Something came in over what is open for this session. */
    public record SessionUsed(String sessionId) {}

    public static final EventAddress<SessionUsed> SESSION_USED =
            new EventAddress<>("accounts.session.used", SessionUsed.class);

    public record ListSessions(String userId) implements Repeatable {}

    public record Session(
            String sessionId, String deviceName, Instant createdAt, Instant lastActivity, Instant expiresAt) {}

    /** Active and unexpired, newest activity first. */
    public record SessionList(List<Session> sessions) {
        public SessionList {
            sessions = List.copyOf(sessions);
        }
    }

    public static final RequestAddress<ListSessions, SessionList> SESSIONS =
            RequestAddress.of("accounts.sessions", ListSessions.class, SessionList.class);

    /** Ends one of this person's sessions. */
    public record RevokeSession(
            String userId, String sessionId, @Nullable String bySession) implements Repeatable {}

    public record Revoked(boolean found) {}

    public static final RequestAddress<RevokeSession, Revoked> REVOKE =
            RequestAddress.of("accounts.revoke", RevokeSession.class, Revoked.class);

    /** Ends the sessions that these tokens are of; the device stays one that was logged in before. */
    public record Logout(
            @Nullable Secret accessToken, @Nullable Secret refreshToken) implements Repeatable {}

    public static final RequestAddress<Logout, Revoked> LOGOUT =
            RequestAddress.of("accounts.logout", Logout.class, Revoked.class);

    /** Which of these sessions still hold; for whoever keeps something open for them. */
    public record FilterValidSessions(List<String> sessionIds) implements Repeatable {
        public FilterValidSessions {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    public record ValidSessions(List<String> sessionIds) {
        public ValidSessions {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    public static final RequestAddress<FilterValidSessions, ValidSessions> VALID_SESSIONS =
            RequestAddress.of("accounts.sessions.valid", FilterValidSessions.class, ValidSessions.class);

    /** These sessions have ended: whatever is open for them closes. */
    public record SessionsRevoked(List<String> sessionIds) {
        public SessionsRevoked {
            sessionIds = List.copyOf(sessionIds);
        }
    }

    public static final EventAddress<SessionsRevoked> SESSIONS_REVOKED =
            new EventAddress<>("accounts.sessions.revoked", SessionsRevoked.class);

    /** Another process changed the database: which sessions still hold has to be asked with {@link #VALID_SESSIONS}. */
    public record SessionsChanged() {}

    public static final EventAddress<SessionsChanged> SESSIONS_CHANGED =
            new EventAddress<>("accounts.sessions.changed", SessionsChanged.class);

    /** Makes the first account and logs it in. The code is printed at a start without accounts, and dies with its use. */
    public record Setup(
            Secret code, String email, @Nullable String username, Secret password, String deviceName, String address) {}

    public static final RequestAddress<Setup, LoginResult> SETUP =
            RequestAddress.of("accounts.setup", Setup.class, LoginResult.class);

    public record GetSetupCode() implements Repeatable {}

    /** @param code null unless there is no account yet; for the console only */
    public record SetupCode(@Nullable Secret code) {}

    public static final RequestAddress<GetSetupCode, SetupCode> SETUP_CODE =
            RequestAddress.of("accounts.setup.code", GetSetupCode.class, SetupCode.class);

    /**
     * What an owner does at the command line.
     *
     * @param username for ADD, null: the part of the e-mail before the at
     * @param password for ADD and PASSWORD
     */
    public record ManageAccount(
            Action action,
            String email,
            @Nullable String username,
            @Nullable Secret password) {}

    public enum Action {
        ADD,
        PASSWORD,
        UNLOCK,
        DISABLE,
        ENABLE,
        /** Ends the second factor of somebody who has lost it. */
        RESET_FACTOR,
        REMOVE
    }

    /** Fails INVALID when the input does not fit the rules or the e-mail is taken, NOT_FOUND when there is no such account. */
    public static final RequestAddress<ManageAccount, Ack> MANAGE =
            RequestAddress.of("accounts.manage", ManageAccount.class, Ack.class);

    public record ListAccounts() implements Repeatable {}

    /** @param origin {@link AccountStore#LOCAL} for an account; else where somebody was met who cannot log in */
    public record Account(
            String userId,
            String email,
            String username,
            Instant createdAt,
            @Nullable Instant lastLogin,
            boolean active,
            @Nullable Instant lockedUntil,
            String origin) {}

    public record AccountList(List<Account> accounts) {
        public AccountList {
            accounts = List.copyOf(accounts);
        }
    }

    public static final RequestAddress<ListAccounts, AccountList> LIST =
            RequestAddress.of("accounts.list", ListAccounts.class, AccountList.class);

    /** Asks for a code with which the owner of an account can show on a chat network that it is theirs. The one before is dead. */
    public record CreateLinkCode(String userId) {}

    /**
     * @param code null while nobody can use it, since she is on no network
     * @param secondsLeft how long it is good; it dies with its use, too
     */
    public record LinkCode(@Nullable Secret code, long secondsLeft) {}

    public static final RequestAddress<CreateLinkCode, LinkCode> CREATE_LINK_CODE =
            RequestAddress.of("accounts.linkcode.create", CreateLinkCode.class, LinkCode.class);

    /**
     * Somebody has typed a code on a network.
     *
     * @param externalId of who did, there
     */
    public record UseLinkCode(String network, String externalId, Secret code) {}

    /** What a typed code is. */
    public enum LinkCodeOutcome {
        /** It is used up now. */
        GOOD,
        WRONG,
        /** They, or all together, have typed too many wrong ones: it was not looked at. */
        TOO_MANY
    }

    /** @param userId whose account it is; null unless it was good */
    public record LinkCodeUse(
            LinkCodeOutcome outcome, @Nullable String userId) {}

    public static final RequestAddress<UseLinkCode, LinkCodeUse> USE_LINK_CODE =
            RequestAddress.of("accounts.linkcode.use", UseLinkCode.class, LinkCodeUse.class);
}
