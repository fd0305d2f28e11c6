package demi.accounts;

import demi.accounts.secret.DeviceKey;
import demi.accounts.secret.PasswordHasher;
import demi.accounts.secret.TokenSigner;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Entry;
import demi.api.AccountsApi.Granted;
import demi.api.AccountsApi.Login;
import demi.api.AccountsApi.Refused;
import demi.api.AccountsApi.Why;
import demi.api.OwnAccountsApi.Kind;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.Attempted;
import demi.api.store.AccountStore.User;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.util.SlidingWindowLimiter;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Passwords and the lock-out. An attempt is counted only when its password is going to be looked at, so that whoever is
 * turned away for being too fast cannot lock somebody else out. Neither the lock nor the limits keep out a device that was
 * logged in before: it has a count of its own, or else five wrong passwords from anywhere would shut out the owner for
 * ever.
 */
final class LoginService {

    private final Bus bus;
    private final InstantSource clock;
    private final AccountsSettings settings;
    private final LoginRateLimiter limit;
    /** By known device. */
    private final SlidingWindowLimiter ownLimit;

    private final AddressFailures failures;
    private final PasswordHasher passwords;
    private final LoginQueue queue;
    private final SessionService sessions;
    private final SecondFactor factor;
    private final AppPasswords appPasswords;
    private final Notices notices;

    LoginService(
            Bus bus,
            InstantSource clock,
            AccountsSettings settings,
            LongSupplier nanos,
            LoginRateLimiter limit,
            AddressFailures failures,
            PasswordHasher passwords,
            LoginQueue queue,
            SessionService sessions,
            SecondFactor factor,
            AppPasswords appPasswords,
            Notices notices) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.limit = limit;
        this.ownLimit = new SlidingWindowLimiter(settings.loginsPerMinute(), nanos);
        this.failures = failures;
        this.passwords = passwords;
        this.queue = queue;
        this.sessions = sessions;
        this.factor = factor;
        this.appPasswords = appPasswords;
        this.notices = notices;
    }

    Future<Entry> login(Login login) {
        String email = AccountValidation.normal(login.email());
        return problem(email, login)
                .map(sentence -> refused(Why.BAD_INPUT, sentence, 0))
                .orElseGet(() -> known(email, login).compose(device -> limited(email, login, device)));
    }

    private static Optional<String> problem(String email, Login login) {
        return AccountValidation.emailProblem(email)
                .or(() -> AccountValidation.nameProblem("The device's name", login.deviceName()));
    }

    /** The name under which the store knows the device; empty for a new one. */
    private Future<Optional<String>> known(String email, Login login) {
        AccountsApi.Proof proof = login.proof();
        String fingerprint = login.deviceFingerprint();
        List<String> keyHashes =
                DeviceKey.all(proof.deviceKey()).stream().map(DeviceKey::hash).toList();
        if (keyHashes.isEmpty() && fingerprint == null && proof.accessToken() == null) {
            return Future.succeededFuture(Optional.empty());
        }
        return sessions.earlier(proof.accessToken())
                .map(earlier -> earlier.map(TokenSigner.Claims::sessionId).orElse(null))
                .compose(session -> bus.ask(
                        AccountStore.KNOWN_DEVICE,
                        new AccountStore.KnownDevice(email, keyHashes, fingerprint, session)))
                .map(device -> Optional.ofNullable(device.name()));
    }

    private Future<Entry> limited(String email, Login login, Optional<String> device) {
        Instant now = clock.instant();
        String network = LoginRateLimiter.network(login.address());
        long failed = failures.wait(network);
        long wait = failed > 0 ? failed : limit.attempt(login.address());
        // A known device has a budget of its own, so that neither its address nor others behind it keep it out.
        boolean passes =
                device.filter(name -> ownLimit.attempt(email + " " + name) == 0).isPresent();
        return wait > 0 && !passes
                ? lockedOr(email, now, () -> tooMany(wait))
                : queue.enter(
                        new LoginQueue.Place(login.attempt(), network, email, passes),
                        () -> attempt(email, login, device.orElse(null), passes),
                        () -> lockedOr(email, now, PasswordHasher::busy));
    }

    private Future<Entry> attempt(String email, Login login, @Nullable String known, boolean passes) {
        Instant now = clock.instant();
        var attempt =
                new AccountStore.Attempt(email, now, settings.lockAfter(), settings.lockFor(), passes ? known : null);
        return bus.ask(AccountStore.ATTEMPT, attempt).compose(counted -> {
            if (!counted.locked()) {
                return check(counted.user(), login, device(login, known, counted.pastLock()), counted);
            }
            Instant until = counted.lockedUntil();
            return locked(until == null ? now : until, now);
        });
    }

    private static SessionService.Device device(Login login, @Nullable String known, boolean pastLock) {
        return new SessionService.Device(
                login.deviceName(), login.deviceFingerprint(), login.proof().deviceKey(), known, pastLock, null);
    }

    /** @param counted how the attempt counts; null where it does not */
    private Future<Entry> check(
            @Nullable User user, Login login, SessionService.Device device, @Nullable Attempted counted) {
        return appPasswords
                .find(user == null ? "" : user.userId(), login.password())
                .compose(appPassword -> user != null && appPassword.isPresent()
                        ? takeBack(user, counted)
                                .compose(taken -> enter(user, login, device.with(appPassword.get()), null))
                        : checkOwn(user, login, device, counted));
    }

    /** The attempt was right; what has counted before stays. */
    private Future<Ack> takeBack(User user, @Nullable Attempted counted) {
        return counted == null
                ? Future.succeededFuture(Ack.DONE)
                : bus.ask(
                        AccountStore.TAKE_BACK,
                        new AccountStore.TakeBack(user.userId(), counted.device(), counted.pastLock()));
    }

    private Future<Entry> checkOwn(
            @Nullable User user, Login login, SessionService.Device device, @Nullable Attempted counted) {
        boolean locks = counted != null && counted.locks();
        return passwords
                .check(login.password(), user == null ? null : user.passwordHash())
                .compose(checked -> {
                    if (user == null || !checked.matches()) {
                        return wrong(user, login, locks, "E-mail or password is wrong.");
                    }
                    return factor.check(user.userId(), login.code()).compose(verdict -> switch (verdict) {
                        case FINE -> enter(user, login, device, checked.newHash());
                        case NEEDED ->
                            takeBack(user, counted)
                                    .compose(taken -> refused(
                                            Why.CODE_NEEDED, "A code of your authenticator app is needed as well.", 0));
                        case WRONG -> wrong(user, login, locks, "The code is wrong, or was used already.");
                    });
                });
    }

    /** @param locks it locks the account */
    private Future<Entry> wrong(@Nullable User user, Login login, boolean locks, String sentence) {
        failures.add(LoginRateLimiter.network(login.address()));
        if (user != null && locks) {
            notices.tell(user.userId(), Kind.LOCKED, null, null);
        }
        return refused(Why.WRONG_CREDENTIALS, sentence, 0);
    }

    private Future<Entry> enter(User user, Login login, SessionService.Device device, @Nullable Secret newHash) {
        if (!user.active()) {
            return refused(Why.DISABLED, "This account is disabled.", 0);
        }
        var owner = new SessionService.Owner(user.userId(), user.email(), user.passwordHash());
        return sessions.open(owner, device, newHash)
                .compose(opened -> opened.map(granted -> entered(granted, device))
                        .orElseGet(() -> again(user.email(), login, device)));
    }

    private Future<Entry> entered(Granted granted, SessionService.Device device) {
        if (device.known() == null) {
            notices.tell(
                    granted.tokens().userId(),
                    Kind.NEW_DEVICE,
                    device.name(),
                    granted.tokens().sessionId());
        }
        return Future.succeededFuture(granted);
    }

    /** Hashing takes long enough for the account to be changed meanwhile. */
    private Future<Entry> again(String email, Login login, SessionService.Device device) {
        return bus.ask(AccountStore.FIND_USER, new AccountStore.FindUser(email))
                .compose(found -> check(found.user(), login, device.with(null), null));
    }

    private Future<Entry> lockedOr(String email, Instant now, Supplier<Future<Entry>> otherwise) {
        return bus.ask(AccountStore.LOCK, new AccountStore.LockOf(email, now)).compose(lock -> {
            Instant until = lock.until();
            return until == null ? otherwise.get() : locked(until, now);
        });
    }

    private static Future<Entry> locked(Instant until, Instant now) {
        return Future.succeededFuture(lockedUntil(until, now));
    }

    static Refused lockedUntil(Instant until, Instant now) {
        long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        return new Refused(Why.LOCKED, "Too many wrong passwords. The account is locked for a while.", seconds);
    }

    static Future<Entry> tooMany(long seconds) {
        return refused(Why.TOO_MANY_ATTEMPTS, "Too many attempts from your address. Wait a moment.", seconds);
    }

    static Future<Entry> refused(Why why, String sentence, long retryAfterSeconds) {
        return Future.succeededFuture(new Refused(why, sentence, retryAfterSeconds));
    }
}
