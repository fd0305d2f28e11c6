package demi.accounts;

import demi.contract.AccountStore;
import demi.contract.AccountStore.User;
import demi.contract.Accounts.Entry;
import demi.contract.Accounts.Login;
import demi.contract.Accounts.Refused;
import demi.contract.Accounts.Why;
import demi.contract.Bus;
import demi.contract.Secret;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passwords and the lock-out. Attempts for one e-mail are looked at one after the other, so that neither wrong ones at
 * the same moment pass the limit nor right ones reach it; and an attempt is counted only when its password is going to
 * be looked at, so that whoever is turned away for being too fast cannot lock somebody else out.
 */
final class Logins {

    private final Bus bus;
    private final InstantSource clock;
    private final AccountsSettings settings;
    private final AttemptLimit limit;
    private final Passwords passwords;
    private final Sessions sessions;
    /** By e-mail, the newest attempt of those that are not done; only there until it is. */
    private final Map<String, Future<Entry>> newest = new HashMap<>();

    Logins(
            Bus bus,
            InstantSource clock,
            AccountsSettings settings,
            AttemptLimit limit,
            Passwords passwords,
            Sessions sessions) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.limit = limit;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    Future<Entry> login(Login login) {
        String email = Rules.normal(login.email());
        return problem(email, login)
                .map(sentence -> refused(Why.BAD_INPUT, sentence, 0))
                .orElseGet(() -> limited(email, login));
    }

    private static Optional<String> problem(String email, Login login) {
        return Rules.emailProblem(email).or(() -> Rules.nameProblem("The device's name", login.deviceName()));
    }

    private Future<Entry> limited(String email, Login login) {
        Instant now = clock.instant();
        long wait = limit.attempt(login.address(), now);
        return wait > 0
                ? lockedOr(email, now, () -> tooMany(wait))
                : passwords.admit(() -> inTurn(email, login), () -> lockedOr(email, now, Passwords::busy));
    }

    private Future<Entry> inTurn(String email, Login login) {
        Future<Entry> before = newest.get(email);
        Future<Entry> mine = before == null ? attempt(email, login) : before.transform(done -> attempt(email, login));
        newest.put(email, mine);
        return mine.onComplete(done -> newest.remove(email, mine));
    }

    private Future<Entry> attempt(String email, Login login) {
        Instant now = clock.instant();
        var attempt = new AccountStore.Attempt(email, now, settings.lockAfter(), settings.lockFor());
        return bus.ask(AccountStore.ATTEMPT, attempt).compose(counted -> {
            if (!counted.locked()) {
                return check(counted.user(), login);
            }
            Instant until = counted.lockedUntil();
            return locked(until == null ? now : until, now);
        });
    }

    private Future<Entry> check(@Nullable User user, Login login) {
        return passwords
                .check(login.password(), user == null ? null : user.passwordHash())
                .compose(checked -> user != null && checked.matches()
                        ? enter(user, login, checked.newHash())
                        : refused(Why.WRONG_CREDENTIALS, "E-mail or password is wrong.", 0));
    }

    private Future<Entry> enter(User user, Login login, @Nullable Secret newHash) {
        if (!user.active()) {
            return refused(Why.DISABLED, "This account is disabled.", 0);
        }
        var owner = new Sessions.Owner(user.userId(), user.email(), user.passwordHash());
        var device = new Sessions.Device(login.deviceName(), login.deviceFingerprint());
        return sessions.open(owner, device, newHash)
                .compose(opened -> opened.map(Future::succeededFuture).orElseGet(() -> again(user.email(), login)));
    }

    /** Hashing takes long enough for the account to be changed meanwhile. */
    private Future<Entry> again(String email, Login login) {
        return bus.ask(AccountStore.FIND_USER, new AccountStore.FindUser(email))
                .compose(found -> check(found.user(), login));
    }

    private Future<Entry> lockedOr(String email, Instant now, Supplier<Future<Entry>> otherwise) {
        return bus.ask(AccountStore.LOCK, new AccountStore.LockOf(email, now)).compose(lock -> {
            Instant until = lock.until();
            return until == null ? otherwise.get() : locked(until, now);
        });
    }

    private static Future<Entry> locked(Instant until, Instant now) {
        long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        return refused(Why.LOCKED, "Too many wrong passwords. The account is locked for a while.", seconds);
    }

    static Future<Entry> tooMany(long seconds) {
        return refused(Why.TOO_MANY_ATTEMPTS, "Too many attempts from your address. Wait a moment.", seconds);
    }

    static Future<Entry> refused(Why why, String sentence, long retryAfterSeconds) {
        return Future.succeededFuture(new Refused(why, sentence, retryAfterSeconds));
    }
}
