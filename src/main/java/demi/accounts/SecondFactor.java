package demi.accounts;

import demi.accounts.secret.RandomCodes;
import demi.accounts.secret.Totp;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.store.AccountStore;
import demi.api.store.FactorStore;
import demi.api.store.FactorStore.Factor;
import demi.api.store.FactorStore.UseFactor;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.util.SlidingWindowLimiter;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The second factor of an account: an authenticator app's codes, and recovery codes for the day when it is lost. */
@WallTime("sessions, tokens and locks end at a time that is kept")
final class SecondFactor {

    private static final int RECOVERY_CODES = 10;
    private static final int CONFIRMATIONS_PER_MINUTE = 5;

    /** What a code was good for. */
    enum Verdict {
        FINE,
        NEEDED,
        WRONG
    }

    private final Bus bus;
    private final InstantSource clock;
    private final Reauthentication again;
    private final Notices notices;
    private final Totp totp = new Totp();
    /** Of codes that confirm: there is no password beside them. */
    private final SlidingWindowLimiter confirmations;

    /** @param nanos a clock that nobody sets */
    SecondFactor(Bus bus, InstantSource clock, LongSupplier nanos, Reauthentication again, Notices notices) {
        this.bus = bus;
        this.clock = clock;
        this.again = again;
        this.notices = notices;
        this.confirmations = new SlidingWindowLimiter(CONFIRMATIONS_PER_MINUTE, nanos);
    }

    /** Whether somebody whose password is right gets in with this code, which is used up then. */
    Future<Verdict> check(String userId, @Nullable Secret code) {
        return factor(userId).compose(factor -> {
            if (factor.since() == null) {
                return Future.succeededFuture(Verdict.FINE);
            }
            return code == null ? Future.succeededFuture(Verdict.NEEDED) : use(userId, factor, code);
        });
    }

    private Future<Verdict> use(String userId, Factor factor, Secret code) {
        Secret secret = factor.secret();
        OptionalLong step = secret == null ? OptionalLong.empty() : step(secret, code, factor.step());
        String recovery = RandomCodes.RECOVERY.hash(code.value()).orElse(null);
        if (step.isEmpty() && recovery == null) {
            return Future.succeededFuture(Verdict.WRONG);
        }
        UseFactor used =
                step.isPresent() ? new UseFactor(userId, step.getAsLong(), null) : new UseFactor(userId, 0, recovery);
        // Of two that come at once with the same code the store lets one in.
        return bus.request(FactorStore.USE_FACTOR, used).map(outcome -> outcome.done() ? Verdict.FINE : Verdict.WRONG);
    }

    private OptionalLong step(Secret secret, Secret code, long used) {
        return totp.step(secret, code.value().replaceAll("\\s", ""), clock.instant(), used);
    }

    Future<Outcome> begin(OwnAccountsApi.BeginFactor begin) {
        Caller caller = begin.caller();
        return again.then(caller, begin.password(), user -> {
            Secret secret = Totp.newSecret();
            return bus.request(FactorStore.BEGIN_FACTOR, new FactorStore.BeginFactor(caller.userId(), secret))
                    .compose(outcome -> outcome.done()
                            ? Future.succeededFuture(
                                    new OwnAccountsApi.FactorBegun(Totp.base32(secret), Totp.uri(secret, user.email())))
                            : Reauthentication.refused(RefusalReason.CONFLICT, "There is a second factor already."));
        });
    }

    /** Only who has seen a code can confirm, so that nobody is shut out by a code that was never read. */
    Future<Outcome> confirm(OwnAccountsApi.ConfirmFactor confirm) {
        String userId = confirm.caller().userId();
        return factor(userId).compose(factor -> {
            Secret secret = factor.secret();
            if (secret == null || factor.since() != null) {
                return Reauthentication.refused(RefusalReason.CONFLICT, "No second factor was begun.");
            }
            long wait = confirmations.attempt(userId);
            if (wait > 0) {
                return Future.succeededFuture(new Refused(
                        RefusalReason.TOO_MANY_ATTEMPTS, "Too many codes in a minute. Wait for the next ones.", wait));
            }
            OptionalLong step = step(secret, confirm.code(), factor.step());
            return step.isEmpty()
                    ? Reauthentication.refused(
                            RefusalReason.BAD_CODE, "This is not the code that belongs to now. Is the clock right?")
                    : turnOn(confirm.caller(), secret, step.getAsLong());
        });
    }

    private Future<Outcome> turnOn(Caller caller, Secret secret, long step) {
        List<Secret> codes = Stream.generate(RandomCodes.RECOVERY::next)
                .limit(RECOVERY_CODES)
                .toList();
        List<String> hashes = codes.stream()
                .map(code -> RandomCodes.RECOVERY.hash(code.value()).orElseThrow())
                .toList();
        var on = new FactorStore.ConfirmFactor(caller.userId(), secret, step, clock.instant(), hashes);
        return bus.request(FactorStore.CONFIRM_FACTOR, on).compose(outcome -> {
            if (!outcome.done()) {
                return Reauthentication.refused(
                        RefusalReason.CONFLICT, "The account has changed meanwhile. Try again.");
            }
            notices.add(caller.userId(), Kind.SECOND_FACTOR_ON, null, caller.sessionId());
            return Future.succeededFuture(new OwnAccountsApi.FactorConfirmed(codes));
        });
    }

    Future<Outcome> end(OwnAccountsApi.EndFactor end) {
        Caller caller = end.caller();
        return again.then(
                caller,
                end.password(),
                user -> check(user.userId(), end.code())
                        .compose(verdict -> verdict == Verdict.FINE
                                ? drop(caller.userId(), caller.sessionId()).map(dropped -> new OwnAccountsApi.Changed())
                                : Reauthentication.refused(
                                        RefusalReason.WRONG_PASSWORD, "The code is wrong, or was used already.")));
    }

    /** Also by the owner at the command line, where there is no session. */
    Future<AccountStore.Outcome> drop(String userId, @Nullable String sessionId) {
        return bus.request(FactorStore.DROP_FACTOR, new FactorStore.DropFactor(userId))
                .onSuccess(dropped -> {
                    if (dropped.done()) {
                        notices.add(userId, Kind.SECOND_FACTOR_OFF, null, sessionId);
                    }
                });
    }

    private Future<Factor> factor(String userId) {
        return bus.request(FactorStore.FACTOR, new FactorStore.GetFactor(userId));
    }
}
