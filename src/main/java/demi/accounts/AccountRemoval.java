package demi.accounts;

import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.OwnAccountsApi.RemoveAccount;
import demi.api.store.AccountStore;
import demi.api.store.FactorStore;
import demi.bus.Bus;
import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How somebody ends their own account, with everything that is theirs. */
final class AccountRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(AccountRemoval.class);

    private final Bus bus;
    private final Reauthentication again;
    private final SecondFactor factor;
    private final SessionService sessions;

    AccountRemoval(Bus bus, Reauthentication again, SecondFactor factor, SessionService sessions) {
        this.bus = bus;
        this.again = again;
        this.factor = factor;
        this.sessions = sessions;
    }

    /** Whether it is the last account of the house is known without a password, and not worth one. */
    Future<Outcome> remove(RemoveAccount remove) {
        Caller caller = remove.caller();
        return mayGo(caller)
                .compose(may -> may
                        ? again.then(
                                caller,
                                remove.password(),
                                user -> factor.check(user.userId(), remove.code())
                                        .compose(verdict -> switch (verdict) {
                                            case FINE -> remove(user);
                                            case NEEDED ->
                                                Reauthentication.refused(
                                                        RefusalReason.CODE_NEEDED,
                                                        "A code of your authenticator app is needed.");
                                            case WRONG ->
                                                Reauthentication.refused(
                                                        RefusalReason.WRONG_PASSWORD,
                                                        "The code is wrong, or was used already.");
                                        }))
                        : othersLeft());
    }

    private Future<Boolean> mayGo(Caller caller) {
        return caller.owner()
                ? bus.request(AccountStore.USERS, new AccountStore.ListUsers())
                        .map(all -> all.users().size() <= 1)
                : Future.succeededFuture(true);
    }

    private Future<Outcome> remove(AccountStore.User user) {
        return bus.request(FactorStore.REMOVE_OWN, new FactorStore.RemoveOwn(user.userId(), user.passwordHash()))
                .compose(removed -> switch (removed.outcome()) {
                    case REMOVED -> {
                        LOG.info("Removed an account for its owner: user={}", user.userId());
                        sessions.publishRevoked(removed.ended());
                        yield Future.succeededFuture(new OwnAccountsApi.Changed());
                    }
                    case OTHERS_LEFT -> othersLeft();
                    case CHANGED ->
                        Reauthentication.refused(
                                RefusalReason.CONFLICT, "The account has changed meanwhile. Try again.");
                });
    }

    private static Future<Outcome> othersLeft() {
        return Reauthentication.refused(
                RefusalReason.CONFLICT,
                "Yours is the owner's account: it can go only as the last of the house. Remove the others first.");
    }
}
