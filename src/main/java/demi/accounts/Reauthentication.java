package demi.accounts;

import demi.accounts.limit.LoginAttempts;
import demi.accounts.limit.LoginQueue;
import demi.accounts.secret.PasswordHasher;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AttemptCounted;
import demi.api.store.AccountStore.User;
import demi.api.store.FactorStore;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;

/**
 * Asks somebody who is logged in for their password again, before what nobody else must do with their device. Wrong ones
 * count as those of a login do, for the account and for this session.
 */
@WallTime("sessions, tokens and locks end at a time that is kept")
final class Reauthentication {

    private final Bus bus;
    private final InstantSource clock;
    private final AccountsSettings settings;
    private final PasswordHasher passwords;
    private final LoginQueue queue;
    private final Notices notices;

    Reauthentication(
            Bus bus,
            InstantSource clock,
            AccountsSettings settings,
            PasswordHasher passwords,
            LoginQueue queue,
            Notices notices) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.passwords = passwords;
        this.queue = queue;
        this.notices = notices;
    }

    /** Does {@code then} with the account, whose password is right. */
    Future<Outcome> then(Caller caller, Secret password, Function<User, Future<Outcome>> then) {
        return queue.enter(
                new LoginQueue.Place("", "", caller.email(), true),
                () -> attempt(caller, password, then),
                PasswordHasher::busy);
    }

    private Future<Outcome> attempt(Caller caller, Secret password, Function<User, Future<Outcome>> then) {
        Instant now = clock.instant();
        var attempt = new AccountStore.CountAttempt(
                caller.email(), now, settings.lockAfter(), settings.lockFor(), device(caller));
        return bus.request(AccountStore.COUNT_ATTEMPT, attempt).compose(counted -> {
            User user = counted.user();
            if (counted.locked()) {
                Instant until = counted.lockedUntil();
                return Future.succeededFuture(LoginAttempts.lockedUntil(until == null ? now : until, now));
            }
            return user == null || !user.userId().equals(caller.userId())
                    ? refused(RefusalReason.BAD_TOKEN, "The account has changed. Log in again.")
                    : check(caller, user, password, counted, then);
        });
    }

    private Future<Outcome> check(
            Caller caller, User user, Secret password, AttemptCounted counted, Function<User, Future<Outcome>> then) {
        return passwords.check(password, user.passwordHash()).compose(checked -> {
            if (!checked.matches()) {
                if (counted.locks()) {
                    notices.add(user.userId(), Kind.LOCKED, null, null);
                }
                return refused(RefusalReason.WRONG_PASSWORD, "The current password is wrong.");
            }
            FactorStore.RecordLogin passed =
                    new FactorStore.RecordLogin(user.userId(), device(caller), counted.pastLock());
            // A wrong code counts as a wrong password does: else codes could be tried without end.
            return then.apply(user)
                    .compose(outcome -> outcome instanceof Refused refused
                                    && refused.reasonCode() == RefusalReason.WRONG_PASSWORD
                            ? Future.succeededFuture(outcome)
                            : bus.request(FactorStore.RECORD_LOGIN, passed).map(outcome));
        });
    }

    /** As the store names a device that is known by its session. */
    private static String device(Caller caller) {
        return "session " + caller.sessionId();
    }

    static Future<Outcome> refused(RefusalReason why, String sentence) {
        return Future.succeededFuture(new Refused(why, sentence, 0));
    }
}
