package demi.accounts.secret;

import demi.api.value.Secret;
import demi.bus.Failure;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import org.jspecify.annotations.Nullable;

/**
 * Hashing on threads of its own, few enough that a flood of logins leaves the others at least half of the processors;
 * {@code LoginQueue} is the bounded queue before them.
 */
public final class PasswordHasher {

    private static final int MOST_THREADS = 2;
    /** How many passwords are looked at at the same time. */
    public static final int THREADS = threads(Runtime.getRuntime().availableProcessors());

    private final WorkerExecutor workers;
    private final Bcrypt bcrypt;

    public PasswordHasher(Vertx vertx, int cost) {
        this.workers = vertx.createSharedWorkerExecutor("accounts-bcrypt", THREADS);
        this.bcrypt = new Bcrypt(cost);
    }

    public static int threads(int processors) {
        return Math.max(1, Math.min(MOST_THREADS, processors / 2));
    }

    /** What is answered when there is no place. */
    public static <T> Future<T> busy() {
        return Future.failedFuture(
                new Failure(Failure.Code.UNAVAILABLE, "Too many logins at once. Try again in a moment."));
    }

    /**
     * @param matches whether the password fits
     * @param newHash a hash that should replace the stored one, or null
     */
    public record Checked(boolean matches, @Nullable Secret newHash) {}

    /** @param stored null takes as long, and is wrong */
    public Future<Checked> check(Secret password, @Nullable Secret stored) {
        return workers.executeBlocking(() -> checkNow(password.value(), stored == null ? null : stored.value()), false);
    }

    public Future<Secret> hash(Secret password) {
        return workers.executeBlocking(() -> new Secret(bcrypt.hash(password.value())), false);
    }

    public Future<Void> close() {
        return workers.close();
    }

    private Checked checkNow(String password, @Nullable String stored) {
        boolean matches = bcrypt.matches(password, stored);
        boolean renew = matches && stored != null && bcrypt.outdated(stored);
        return new Checked(matches, renew ? new Secret(bcrypt.hash(password)) : null);
    }
}
