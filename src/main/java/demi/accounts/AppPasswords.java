package demi.accounts;

import demi.accounts.secret.RandomCodes;
import demi.api.AccountsApi;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.AppPassword;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.store.FactorStore;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Passwords for one device each, random ones: for an app that cannot send a code, and to be revoked one by one. */
@WallTime("sessions, tokens and locks end at a time that is kept")
final class AppPasswords {

    private static final int MOST = 50;

    private final Bus bus;
    private final InstantSource clock;
    private final Reauthentication again;
    private final SessionService sessions;
    private final Notices notices;

    AppPasswords(Bus bus, InstantSource clock, Reauthentication again, SessionService sessions, Notices notices) {
        this.bus = bus;
        this.clock = clock;
        this.again = again;
        this.sessions = sessions;
        this.notices = notices;
    }

    /** The id of the one that was given; empty for any other password. Who has no account is asked for just the same. */
    Future<Optional<String>> find(String userId, Secret password) {
        return RandomCodes.APP_PASSWORD
                .hash(password.value())
                .map(hash -> bus.request(FactorStore.FIND_APP_PASSWORD, new FactorStore.FindAppPassword(userId, hash))
                        .map(found -> Optional.ofNullable(found.id())))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    Future<Outcome> add(OwnAccountsApi.AddAppPassword add) {
        Optional<String> problem = add.name().isBlank()
                ? Optional.of("The name must not be blank.")
                : AccountValidation.nameProblem("The name", add.name());
        return problem.isPresent()
                ? Reauthentication.refused(RefusalReason.BAD_INPUT, problem.get())
                : again.then(
                        add.caller(),
                        add.password(),
                        user -> make(add.caller(), add.name().strip()));
    }

    private Future<Outcome> make(Caller caller, String name) {
        Secret password = RandomCodes.APP_PASSWORD.next();
        AppPassword made = new AppPassword(UUID.randomUUID().toString(), name, clock.instant(), null);
        String hash = RandomCodes.APP_PASSWORD.hash(password.value()).orElseThrow();
        return bus.request(
                        FactorStore.ADD_APP_PASSWORD, new FactorStore.AddAppPassword(caller.userId(), made, hash, MOST))
                .compose(outcome -> {
                    if (!outcome.done()) {
                        return Reauthentication.refused(
                                RefusalReason.CONFLICT,
                                "There are " + MOST + " passwords for apps already. Remove one first.");
                    }
                    notices.add(caller.userId(), Kind.APP_PASSWORD_ADDED, name, caller.sessionId());
                    return Future.succeededFuture(new OwnAccountsApi.AppPasswordCreated(made, password));
                });
    }

    Future<OwnAccountsApi.AppPasswordList> list(OwnAccountsApi.ListAppPasswords asked) {
        return bus.request(
                FactorStore.APP_PASSWORDS,
                new FactorStore.ListAppPasswords(asked.caller().userId()));
    }

    Future<AccountsApi.Revoked> remove(OwnAccountsApi.RemoveAppPassword asked) {
        return bus.request(
                        FactorStore.REMOVE_APP_PASSWORD,
                        new FactorStore.RemoveAppPassword(asked.caller().userId(), asked.id()))
                .map(changed -> {
                    sessions.publishRevoked(changed.ended());
                    return new AccountsApi.Revoked(changed.done());
                });
    }
}
