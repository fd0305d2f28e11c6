package demi.accounts;

import demi.accounts.limit.AddressFailures;
import demi.accounts.limit.LoginAdmission;
import demi.accounts.limit.LoginAttempts;
import demi.accounts.limit.LoginQueue;
import demi.accounts.limit.LoginRateLimiter;
import demi.accounts.limit.QueuedHasher;
import demi.accounts.secret.PasswordHasher;
import demi.accounts.secret.TokenSigner;
import demi.api.AccountsApi;
import demi.api.HealthApi;
import demi.api.NetworkApi;
import demi.api.OwnAccountsApi;
import demi.api.StoreEvents;
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
        Timers.every(vertx, TIDY_MS, timer -> all.tidy());
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
                .compose(ready -> bus.listen(AccountsApi.LOGIN_ABANDONED, gone -> queue.giveUp(gone.attempt())))
                .compose(ready -> answerOwn(own, factor, appPasswords, notices))
                .compose(ready -> answerLinks(new AccountLinks(clock)))
                .compose(ready -> answer(logins, all, management, firstStart));
    }

    @Override
    protected Future<?> close() {
        Future<?> written = sessions == null ? Future.succeededFuture() : sessions.tidy();
        return written.eventually(() -> passwords == null ? Future.succeededFuture() : passwords.close());
    }

    private Future<?> answerOwn(OwnAccount own, SecondFactor factor, AppPasswords appPasswords, Notices notices) {
        return Future.all(List.of(
                bus.answer(OwnAccountsApi.PROFILE, own::profile),
                bus.answer(OwnAccountsApi.CHANGE_PROFILE, own::changeProfile),
                bus.answer(OwnAccountsApi.CHANGE_PASSWORD, own::changePassword),
                bus.answer(OwnAccountsApi.END_OTHERS, own::endOthers),
                bus.answer(OwnAccountsApi.NOTICES, notices::list),
                bus.answer(OwnAccountsApi.BEGIN_FACTOR, factor::begin),
                bus.answer(OwnAccountsApi.CONFIRM_FACTOR, factor::confirm),
                bus.answer(OwnAccountsApi.END_FACTOR, factor::end),
                bus.answer(OwnAccountsApi.ADD_APP_PASSWORD, appPasswords::add),
                bus.answer(OwnAccountsApi.APP_PASSWORDS, appPasswords::list),
                bus.answer(OwnAccountsApi.REMOVE_APP_PASSWORD, appPasswords::remove)));
    }

    private Future<?> answerLinks(AccountLinks links) {
        return Future.all(
                        bus.listen(NetworkApi.STATE, links::networkIs),
                        bus.answer(AccountsApi.CREATE_LINK_CODE, links::create),
                        bus.answer(AccountsApi.USE_LINK_CODE, links::use))
                // Networks that are up already say so once more.
                .onSuccess(ready -> bus.tell(HealthApi.ROLL_CALL, new HealthApi.RollCall()));
    }

    private Future<?> answer(
            LoginService logins, SessionService sessions, AccountAdmin management, InitialSetup firstStart) {
        return Future.all(List.of(
                bus.answer(AccountsApi.LOGIN, logins::login),
                bus.answer(AccountsApi.REFRESH, sessions::refresh),
                bus.answer(AccountsApi.AUTHENTICATE, sessions::authenticate),
                bus.answer(AccountsApi.SESSIONS, sessions::list),
                bus.answer(AccountsApi.REVOKE, sessions::revoke),
                bus.answer(AccountsApi.STILL_GOOD, sessions::stillGood),
                bus.answer(AccountsApi.SETUP, firstStart::setup),
                bus.answer(AccountsApi.SETUP_CODE, firstStart::code),
                bus.answer(AccountsApi.MANAGE, management::manage),
                bus.answer(AccountsApi.LIST, management::list),
                bus.listen(AccountsApi.ACTIVE, sessions::active),
                bus.listen(
                        StoreEvents.CHANGED_ELSEWHERE,
                        changed -> bus.tell(AccountsApi.ENDED, new AccountsApi.Ended(List.of())))));
    }
}
