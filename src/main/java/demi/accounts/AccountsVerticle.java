package demi.accounts;

import demi.accounts.invite.Invites;
import demi.accounts.limit.AddressFailures;
import demi.accounts.limit.LoginAdmission;
import demi.accounts.limit.LoginAttempts;
import demi.accounts.limit.LoginQueue;
import demi.accounts.limit.LoginRateLimiter;
import demi.accounts.limit.QueuedHasher;
import demi.accounts.link.AccountLinks;
import demi.accounts.secret.PasswordHasher;
import demi.accounts.secret.TokenSigner;
import demi.api.AccountsApi;
import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.OwnAccountsApi;
import demi.api.StoreEvents;
import demi.api.account.InvitesApi;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.util.SlidingWindowLimiter;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers every address of {@link AccountsApi}. Needs the store at its start: it looks whether there is an account, and
 * makes the settings' or a setup code when there is none. One instance only.
 */
public final class AccountsVerticle extends BaseVerticle {

    private static final long TIDY_MS = 60_000;

    private final Bus bus;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final AccountsSettings settings;
    private @Nullable PasswordHasher passwords;
    private @Nullable SessionService sessions;

    public AccountsVerticle(Bus bus, InstantSource clock, AccountsSettings settings) {
        this(bus, clock, System::nanoTime, settings);
    }

    /** @param nanos a clock that nobody sets */
    AccountsVerticle(Bus bus, InstantSource clock, LongSupplier nanos, AccountsSettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.nanos = nanos;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        PasswordHasher hashing = new PasswordHasher(vertx, settings.bcryptCost());
        passwords = hashing;
        LoginRateLimiter limit = new LoginRateLimiter(settings.loginsPerMinute(), nanos);
        TokenSigner tokens = new TokenSigner(vertx, settings.accessKey(), settings.refreshKey());
        SessionService all = new SessionService(bus, clock, settings, tokens);
        sessions = all;
        Timers.every(vertx, TIDY_MS, timer -> all.prune());
        AddressFailures failures = AddressFailures.of(settings.lockAfter(), settings.lockFor(), nanos);
        LoginQueue queue = new LoginQueue(PasswordHasher.THREADS, failures::of);
        Notices notices = new Notices(bus, clock);
        Reauthentication again = new Reauthentication(bus, clock, settings, hashing, queue, notices);
        SecondFactor factor = new SecondFactor(bus, clock, nanos, again, notices);
        AppPasswords appPasswords = new AppPasswords(bus, clock, again, all, notices);
        OwnAccount own = new OwnAccount(bus, hashing, again, all, notices);
        LoginAttempts attempts = new LoginAttempts(bus, clock, settings.lockAfter(), settings.lockFor());
        SlidingWindowLimiter ownLimit = new SlidingWindowLimiter(settings.loginsPerMinute(), nanos);
        LoginService logins = new LoginService(
                new KnownDevices(bus, all),
                new LoginAdmission(limit, failures, ownLimit, queue, attempts),
                attempts,
                new CredentialCheck(appPasswords, hashing, factor),
                new LoginEntry(bus, all, notices));
        AccountAdmin management = new AccountAdmin(bus, clock, new QueuedHasher(hashing, queue), all, factor);
        InitialSetup firstStart = new InitialSetup(limit, management, all);
        return firstStart
                .begin(settings)
                .compose(ready -> bus.subscribe(AccountsApi.LOGIN_ABANDONED, gone -> queue.giveUp(gone.attempt())))
                .compose(ready -> answerOwn(own, factor, appPasswords, notices))
                .compose(ready ->
                        bus.handle(OwnAccountsApi.REMOVE_ACCOUNT, new AccountRemoval(bus, again, factor, all)::remove))
                .compose(ready -> answerLinks(new AccountLinks(clock)))
                .compose(ready -> answerInvites(new Invites(bus, clock), limit, management, all))
                .compose(ready -> answer(logins, all, management, firstStart));
    }

    @Override
    protected Future<?> close() {
        Future<?> written = sessions == null ? Future.succeededFuture() : sessions.prune();
        return written.eventually(() -> passwords == null ? Future.succeededFuture() : passwords.close());
    }

    private Future<?> answerOwn(OwnAccount own, SecondFactor factor, AppPasswords appPasswords, Notices notices) {
        return Future.all(List.of(
                bus.handle(OwnAccountsApi.PROFILE, own::profile),
                bus.handle(OwnAccountsApi.CHANGE_PROFILE, own::changeProfile),
                bus.handle(OwnAccountsApi.CHANGE_PASSWORD, own::changePassword),
                bus.handle(OwnAccountsApi.END_OTHER_SESSIONS, own::endOtherSessions),
                bus.handle(OwnAccountsApi.NOTICES, notices::list),
                bus.handle(OwnAccountsApi.BEGIN_FACTOR, factor::begin),
                bus.handle(OwnAccountsApi.CONFIRM_FACTOR, factor::confirm),
                bus.handle(OwnAccountsApi.END_FACTOR, factor::end),
                bus.handle(OwnAccountsApi.ADD_APP_PASSWORD, appPasswords::add),
                bus.handle(OwnAccountsApi.APP_PASSWORDS, appPasswords::list),
                bus.handle(OwnAccountsApi.REMOVE_APP_PASSWORD, appPasswords::remove)));
    }

    private Future<?> answerLinks(AccountLinks links) {
        return Future.all(
                        bus.subscribe(NetworkApi.STATE, links::onNetworkState),
                        bus.handle(AccountsApi.CREATE_LINK_CODE, links::create),
                        bus.handle(AccountsApi.USE_LINK_CODE, links::use))
                // Networks that are up already say so once more.
                .onSuccess(ready -> bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested()));
    }

    private Future<?> answerInvites(
            Invites invites, LoginRateLimiter limit, AccountAdmin management, SessionService sessions) {
        Joining joining = new Joining(limit, invites, management, sessions);
        return Future.all(List.of(
                bus.handle(InvitesApi.CREATE, joining::invite),
                bus.handle(InvitesApi.LIST, invites::list),
                bus.handle(InvitesApi.REMOVE, invites::remove),
                bus.handle(InvitesApi.CHECK, joining::check),
                bus.handle(InvitesApi.JOIN, joining::join)));
    }

    private Future<?> answer(
            LoginService logins, SessionService sessions, AccountAdmin management, InitialSetup firstStart) {
        return Future.all(List.of(
                bus.handle(AccountsApi.LOGIN, logins::login),
                bus.handle(AccountsApi.REFRESH, sessions::refresh),
                bus.handle(AccountsApi.AUTHENTICATE, sessions::authenticate),
                bus.handle(AccountsApi.SESSIONS, sessions::list),
                bus.handle(AccountsApi.REVOKE, sessions::revoke),
                bus.handle(AccountsApi.LOGOUT, sessions::logout),
                bus.handle(AccountsApi.VALID_SESSIONS, sessions::validSessions),
                bus.handle(AccountsApi.SETUP, firstStart::setup),
                bus.handle(AccountsApi.SETUP_CODE, firstStart::code),
                bus.handle(AccountsApi.MANAGE, management::manage),
                bus.handle(AccountsApi.LIST, management::list),
                bus.subscribe(AccountsApi.SESSION_USED, sessions::onSessionUsed),
                bus.subscribe(
                        StoreEvents.CHANGED_BY_OTHER_PROCESS,
                        changed -> bus.publish(AccountsApi.SESSIONS_CHANGED, new AccountsApi.SessionsChanged()))));
    }
}
