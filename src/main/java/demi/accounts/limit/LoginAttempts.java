package demi.accounts.limit;

import demi.util.WallTime;
import demi.api.AccountsApi.Entry;
import demi.api.AccountsApi.Refused;
import demi.api.AccountsApi.Why;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.Attempted;
import demi.api.store.AccountStore.User;
import demi.bus.Ack;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Counts the attempts at an account, which lock it for a while; a known device has a count of its own. */
@WallTime("locks end at a time that is kept")
public final class LoginAttempts {

    private final Bus bus;
    private final InstantSource clock;
    private final int lockAfter;
    private final Duration lockFor;

    /** @param lockAfter so many wrong ones */
    public LoginAttempts(Bus bus, InstantSource clock, int lockAfter, Duration lockFor) {
        this.bus = bus;
        this.clock = clock;
        this.lockAfter = lockAfter;
        this.lockFor = lockFor;
    }

    /**
     * Counts one, and goes on with {@code then} unless the account is locked.
     *
     * @param ownCount the known device whose count it is; null: the account's
     */
    public Future<Entry> count(String email, @Nullable String ownCount, Function<Attempted, Future<Entry>> then) {
        Instant now = clock.instant();
        var attempt = new AccountStore.Attempt(email, now, lockAfter, lockFor, ownCount);
        return bus.ask(AccountStore.ATTEMPT, attempt).compose(counted -> {
            if (!counted.locked()) {
                return then.apply(counted);
            }
            Instant until = counted.lockedUntil();
            return locked(until == null ? now : until, now);
        });
    }

    /** The attempt was right; what has counted before stays. */
    public Future<Ack> takeBack(User user, @Nullable Attempted counted) {
        return counted == null
                ? Future.succeededFuture(Ack.DONE)
                : bus.ask(
                        AccountStore.TAKE_BACK,
                        new AccountStore.TakeBack(user.userId(), counted.device(), counted.pastLock()));
    }

    /** That it is locked, or else {@code otherwise}; counts nothing. */
    Future<Entry> lockedOr(String email, Supplier<Future<Entry>> otherwise) {
        Instant now = clock.instant();
        return bus.ask(AccountStore.LOCK, new AccountStore.LockOf(email, now)).compose(lock -> {
            Instant until = lock.until();
            return until == null ? otherwise.get() : locked(until, now);
        });
    }

    private static Future<Entry> locked(Instant until, Instant now) {
        return Future.succeededFuture(lockedUntil(until, now));
    }

    /** What is told to whoever comes while it is locked. */
    public static Refused lockedUntil(Instant until, Instant now) {
        long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        return new Refused(Why.LOCKED, "Too many wrong passwords. The account is locked for a while.", seconds);
    }
}
