package demi.accounts;

import demi.contract.Accounts;
import demi.contract.Accounts.Caller;
import demi.contract.Accounts.Why;
import demi.contract.Bus;
import demi.contract.FactorStore;
import demi.contract.OwnAccounts;
import demi.contract.OwnAccounts.AppPassword;
import demi.contract.OwnAccounts.Kind;
import demi.contract.OwnAccounts.Outcome;
import demi.contract.Secret;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** Passwords for one device each, random ones: for an app that cannot send a code, and to be revoked one by one. */
final class AppPasswords {

    private static final int MOST = 50;

    private final Bus bus;
    private final InstantSource clock;
    private final Reauthentication again;
    private final Sessions sessions;
    private final Notices notices;

    AppPasswords(Bus bus, InstantSource clock, Reauthentication again, Sessions sessions, Notices notices) {
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
                .map(hash -> bus.ask(FactorStore.FIND_APP_PASSWORD, new FactorStore.FindAppPassword(userId, hash))
                        .map(found -> Optional.ofNullable(found.id())))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    Future<Outcome> add(OwnAccounts.AddAppPassword add) {
        Optional<String> problem = add.name().isBlank()
                ? Optional.of("The name must not be blank.")
                : Rules.nameProblem("The name", add.name());
        return problem.isPresent()
                ? Reauthentication.refused(Why.BAD_INPUT, problem.get())
                : again.then(
                        add.caller(),
                        add.password(),
                        user -> make(add.caller(), add.name().strip()));
    }

    private Future<Outcome> make(Caller caller, String name) {
        Secret password = RandomCodes.APP_PASSWORD.next();
        AppPassword made = new AppPassword(UUID.randomUUID().toString(), name, clock.instant(), null);
        String hash = RandomCodes.APP_PASSWORD.hash(password.value()).orElseThrow();
        return bus.ask(FactorStore.ADD_APP_PASSWORD, new FactorStore.AddAppPassword(caller.userId(), made, hash, MOST))
                .compose(outcome -> {
                    if (!outcome.done()) {
                        return Reauthentication.refused(
                                Why.CONFLICT, "There are " + MOST + " passwords for apps already. Remove one first.");
                    }
                    notices.tell(caller.userId(), Kind.APP_PASSWORD_ADDED, name, caller.sessionId());
                    return Future.succeededFuture(new OwnAccounts.AppPasswordMade(made, password));
                });
    }

    Future<OwnAccounts.AppPasswords> list(OwnAccounts.AppPasswordsOf asked) {
        return bus.ask(
                FactorStore.APP_PASSWORDS,
                new FactorStore.AppPasswordsOf(asked.caller().userId()));
    }

    Future<Accounts.Revoked> remove(OwnAccounts.RemoveAppPassword asked) {
        return bus.ask(
                        FactorStore.REMOVE_APP_PASSWORD,
                        new FactorStore.RemoveAppPassword(asked.caller().userId(), asked.id()))
                .map(changed -> {
                    sessions.tellEnded(changed.ended());
                    return new Accounts.Revoked(changed.done());
                });
    }
}
