package demi.accounts.limit;

import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AttemptCounted;
import demi.api.store.AccountStore.User;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.util.WallTime;
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
     * @param device the known device with its own counter; null: the counter of the account
     */
    public Future<LoginResult> count(
            String email, @Nullable String device, Function<AttemptCounted, Future<LoginResult>> then) {
        Instant now = clock.instant();
        var attempt = new AccountStore.CountAttempt(email, now, lockAfter, lockFor, device);
        return bus.request(AccountStore.COUNT_ATTEMPT, attempt).compose(counted -> {
            if (!counted.locked()) {
                return then.apply(counted);
            }
            Instant until = counted.lockedUntil();
            return locked(until == null ? now : until, now);
        });
    }

    /** The attempt was right; what has counted before stays. */
    public Future<Ack> uncount(User user, @Nullable AttemptCounted counted) {
        return counted == null
                ? Future.succeededFuture(Ack.DONE)
                : bus.request(
                        AccountStore.UNCOUNT_ATTEMPT,
                        new AccountStore.UncountAttempt(user.userId(), counted.device(), counted.pastLock()));
    }

    /** That it is locked, or else {@code otherwise}; counts nothing. */
    Future<LoginResult> lockedOr(String email, Supplier<Future<LoginResult>> otherwise) {
        Instant now = clock.instant();
        return bus.request(AccountStore.LOCK, new AccountStore.GetLock(email, now))
                .compose(lock -> {
                    Instant until = lock.until();
                    return until == null ? otherwise.get() : locked(until, now);
                });
    }

    private static Future<LoginResult> locked(Instant until, Instant now) {
        return Future.succeededFuture(lockedUntil(until, now));
    }

    /** What is told to whoever comes while it is locked. */
    public static Refused lockedUntil(Instant until, Instant now) {
        long seconds = Math.max(1, Duration.between(now, until).plusMillis(999).toSeconds());
        return new Refused(
                RefusalReason.LOCKED, "Too many wrong passwords. The account is locked for a while.", seconds);
    }
}
