package demi.accounts;

import demi.contract.AccountStore;
import demi.contract.Accounts;
import demi.contract.Bus;
import demi.contract.OwnAccounts;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers every address of {@link Accounts}. Needs the store at its start: it looks whether there is an account, and
 * makes the settings' or a setup code when there is none. One instance only.
 */
public final class AccountsVerticle extends VerticleBase {

    private static final long TIDY_MS = 60_000;

    private final Bus bus;
    private final InstantSource clock;
    private final LongSupplier nanos;
    private final AccountsSettings settings;
    private @Nullable Passwords passwords;
    private @Nullable Sessions sessions;

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
        Passwords hashing = new Passwords(vertx, settings.bcryptCost());
        passwords = hashing;
        AttemptLimit limit = new AttemptLimit(settings.loginsPerMinute(), nanos);
        TokenSigner tokens = new TokenSigner(vertx, settings.accessKey(), settings.refreshKey());
        Sessions all = new Sessions(bus, clock, settings, tokens);
        sessions = all;
        vertx.setPeriodic(TIDY_MS, timer -> all.tidy());
        AddressFailures failures = AddressFailures.of(settings, nanos);
        LoginQueue queue = new LoginQueue(Passwords.THREADS, failures::of);
        Notices notices = new Notices(bus, clock);
        Reauthentication again = new Reauthentication(bus, clock, settings, hashing, queue, notices);
        SecondFactor factor = new SecondFactor(bus, clock, nanos, again, notices);
        AppPasswords appPasswords = new AppPasswords(bus, clock, again, all, notices);
        OwnAccount own = new OwnAccount(bus, hashing, again, all, notices);
        Logins logins = new Logins(
                bus, clock, settings, nanos, limit, failures, hashing, queue, all, factor, appPasswords, notices);
        Management management = new Management(bus, clock, hashing, queue, all, factor);
        FirstStart firstStart = new FirstStart(limit, management, all);
        return firstStart
                .begin(settings)
                .compose(ready -> bus.listen(Accounts.LOGIN_ABANDONED, gone -> queue.giveUp(gone.attempt())))
                .compose(ready -> answerOwn(own, factor, appPasswords, notices))
                .compose(ready -> answer(logins, all, management, firstStart));
    }

    @Override
    public Future<?> stop() {
        Future<?> written = sessions == null ? Future.succeededFuture() : sessions.tidy();
        return written.eventually(() -> passwords == null ? Future.succeededFuture() : passwords.close());
    }

    private Future<?> answerOwn(OwnAccount own, SecondFactor factor, AppPasswords appPasswords, Notices notices) {
        return Future.all(List.of(
                bus.answer(OwnAccounts.PROFILE, own::profile),
                bus.answer(OwnAccounts.CHANGE_PROFILE, own::changeProfile),
                bus.answer(OwnAccounts.CHANGE_PASSWORD, own::changePassword),
                bus.answer(OwnAccounts.END_OTHERS, own::endOthers),
                bus.answer(OwnAccounts.NOTICES, notices::list),
                bus.answer(OwnAccounts.BEGIN_FACTOR, factor::begin),
                bus.answer(OwnAccounts.CONFIRM_FACTOR, factor::confirm),
                bus.answer(OwnAccounts.END_FACTOR, factor::end),
                bus.answer(OwnAccounts.ADD_APP_PASSWORD, appPasswords::add),
                bus.answer(OwnAccounts.APP_PASSWORDS, appPasswords::list),
                bus.answer(OwnAccounts.REMOVE_APP_PASSWORD, appPasswords::remove)));
    }

    private Future<?> answer(Logins logins, Sessions sessions, Management management, FirstStart firstStart) {
        return Future.all(List.of(
                bus.answer(Accounts.LOGIN, logins::login),
                bus.answer(Accounts.REFRESH, sessions::refresh),
                bus.answer(Accounts.AUTHENTICATE, sessions::authenticate),
                bus.answer(Accounts.SESSIONS, sessions::list),
                bus.answer(Accounts.REVOKE, sessions::revoke),
                bus.answer(Accounts.STILL_GOOD, sessions::stillGood),
                bus.answer(Accounts.SETUP, firstStart::setup),
                bus.answer(Accounts.SETUP_CODE, firstStart::code),
                bus.answer(Accounts.MANAGE, management::manage),
                bus.answer(Accounts.LIST, management::list),
                bus.listen(Accounts.ACTIVE, sessions::active),
                bus.listen(
                        AccountStore.CHANGED_ELSEWHERE,
                        changed -> bus.tell(Accounts.ENDED, new Accounts.Ended(List.of())))));
    }
}
