package demi.accounts;

import demi.accounts.secret.PasswordHasher;
import demi.accounts.secret.PasswordRules;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.Why;
import demi.api.OwnAccountsApi;
import demi.api.OwnAccountsApi.ChangePassword;
import demi.api.OwnAccountsApi.ChangeProfile;
import demi.api.OwnAccountsApi.Kind;
import demi.api.OwnAccountsApi.Outcome;
import demi.api.OwnAccountsApi.Profile;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.User;
import demi.api.store.FactorStore;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What everybody sees and changes of their own account. */
final class OwnAccount {

    private final Bus bus;
    private final PasswordHasher passwords;
    private final Reauthentication again;
    private final SessionService sessions;
    private final Notices notices;

    OwnAccount(Bus bus, PasswordHasher passwords, Reauthentication again, SessionService sessions, Notices notices) {
        this.bus = bus;
        this.passwords = passwords;
        this.again = again;
        this.sessions = sessions;
        this.notices = notices;
    }

    Future<Profile> profile(OwnAccountsApi.ProfileOf asked) {
        Caller caller = asked.caller();
        return bus.ask(AccountStore.FIND_USER, new AccountStore.FindUser(caller.email()))
                .compose(found -> bus.ask(FactorStore.FACTOR, new FactorStore.FactorOf(caller.userId()))
                        .compose(factor -> shown(found.user(), factor)));
    }

    private static Future<Profile> shown(@Nullable User user, FactorStore.Factor factor) {
        return user == null
                ? Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "The account is gone."))
                : Future.succeededFuture(new Profile(
                        user.userId(),
                        user.email(),
                        user.username(),
                        user.createdAt(),
                        user.lastLogin(),
                        factor.since() != null,
                        factor.recoveryCodes()));
    }

    Future<Outcome> changePassword(ChangePassword change) {
        Caller caller = change.caller();
        Optional<String> problem = PasswordRules.problem(caller.email(), change.replacement());
        return problem.isPresent()
                ? Reauthentication.refused(Why.BAD_INPUT, problem.get())
                : again.then(
                        caller,
                        change.current(),
                        user -> passwords
                                .hash(change.replacement())
                                .compose(hash -> change(
                                        caller,
                                        new FactorStore.ChangeOwn(
                                                caller.userId(),
                                                user.passwordHash(),
                                                hash,
                                                null,
                                                null,
                                                change.endOthers() ? caller.sessionId() : null),
                                        Kind.PASSWORD_CHANGED)));
    }

    Future<Outcome> changeProfile(ChangeProfile change) {
        Caller caller = change.caller();
        String email = change.email() == null ? null : AccountValidation.normal(change.email());
        String name = change.username();
        Optional<String> problem = AccountValidation.nameProblem("The name", name == null ? "" : name)
                .or(() -> email == null ? Optional.empty() : AccountValidation.emailProblem(email));
        if (problem.isPresent()) {
            return Reauthentication.refused(Why.BAD_INPUT, problem.get());
        }
        if (email == null || email.equals(caller.email())) {
            return change(caller, new FactorStore.ChangeOwn(caller.userId(), null, null, null, name, null), null);
        }
        Secret password = change.password();
        return password == null
                ? Reauthentication.refused(Why.BAD_INPUT, "The password is needed for another e-mail address.")
                : again.then(
                        caller,
                        password,
                        user -> change(
                                caller,
                                new FactorStore.ChangeOwn(
                                        caller.userId(), user.passwordHash(), null, email, name, null),
                                Kind.EMAIL_CHANGED));
    }

    private Future<Outcome> change(Caller caller, FactorStore.ChangeOwn change, @Nullable Kind kind) {
        return bus.ask(FactorStore.CHANGE_OWN, change).compose(changed -> {
            if (!changed.done()) {
                return Reauthentication.refused(
                        Why.CONFLICT,
                        change.email() == null
                                ? "The account has changed meanwhile. Try again."
                                : "There is an account with this e-mail already.");
            }
            sessions.tellEnded(changed.ended());
            if (kind != null) {
                notices.tell(caller.userId(), kind, null, caller.sessionId());
            }
            return Future.succeededFuture(new OwnAccountsApi.Changed());
        });
    }

    Future<OwnAccountsApi.Ended> endOthers(OwnAccountsApi.EndOthers asked) {
        Caller caller = asked.caller();
        return bus.ask(FactorStore.END_OTHERS, new FactorStore.EndOthers(caller.userId(), caller.sessionId()))
                .map(changed -> {
                    sessions.tellEnded(changed.ended());
                    return new OwnAccountsApi.Ended(changed.ended().size());
                });
    }
}
