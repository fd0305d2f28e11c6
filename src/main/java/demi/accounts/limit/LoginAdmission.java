package demi.accounts.limit;

import demi.accounts.secret.PasswordHasher;
import demi.api.AccountsApi.Login;
import demi.api.AccountsApi.LoginResult;
import demi.util.SlidingWindowLimiter;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whose password is looked at, and when: limits by address and by known device, and a queue. Who is turned away here has
 * counted as no attempt at the account.
 */
public final class LoginAdmission {

    private final LoginRateLimiter limit;
    private final AddressFailures failures;
    /** By known device. */
    private final SlidingWindowLimiter ownLimit;

    private final LoginQueue queue;
    private final LoginAttempts attempts;

    public LoginAdmission(
            LoginRateLimiter limit,
            AddressFailures failures,
            SlidingWindowLimiter ownLimit,
            LoginQueue queue,
            LoginAttempts attempts) {
        this.limit = limit;
        this.failures = failures;
        this.ownLimit = ownLimit;
        this.queue = queue;
        this.attempts = attempts;
    }

    /**
     * Does {@code then} when its turn comes.
     *
     * @param device the name of the known device; empty for a new one
     * @param then takes whether it passes the limits as that device
     */
    public Future<LoginResult> admit(
            String email, Login login, Optional<String> device, Function<Boolean, Future<LoginResult>> then) {
        String network = LoginRateLimiter.network(login.address());
        long failed = failures.wait(network);
        long wait = failed > 0 ? failed : limit.attempt(login.address());
        // A known device has a budget of its own, so that neither its address nor others behind it keep it out.
        boolean passes =
                device.filter(name -> ownLimit.attempt(email + " " + name) == 0).isPresent();
        return wait > 0 && !passes
                ? attempts.lockedOr(email, () -> LoginRateLimiter.tooMany(wait))
                : queue.enter(
                        new LoginQueue.Place(login.attempt(), network, email, passes),
                        () -> then.apply(passes),
                        () -> attempts.lockedOr(email, PasswordHasher::busy));
    }

    /** What it showed was wrong. */
    public void failed(Login login) {
        failures.add(LoginRateLimiter.network(login.address()));
    }
}
