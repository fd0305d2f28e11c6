package demi.accounts;

import demi.accounts.secret.PasswordHasher;
import demi.accounts.secret.PasswordRules;
import demi.api.AccountsApi.Caller;
import demi.api.AccountsApi.RefusalReason;
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

    Future<Profile> profile(OwnAccountsApi.GetProfile asked) {
        Caller caller = asked.caller();
        return bus.request(AccountStore.FIND_USER, new AccountStore.FindUser(caller.email()))
                .compose(found -> bus.request(FactorStore.FACTOR, new FactorStore.GetFactor(caller.userId()))
                        .compose(factor -> view(found.user(), factor)));
    }

    private static Future<Profile> view(@Nullable User user, FactorStore.Factor factor) {
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
                ? Reauthentication.refused(RefusalReason.BAD_INPUT, problem.get())
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
            return Reauthentication.refused(RefusalReason.BAD_INPUT, problem.get());
        }
        if (email == null || email.equals(caller.email())) {
            return change(caller, new FactorStore.ChangeOwn(caller.userId(), null, null, null, name, null), null);
        }
        Secret password = change.password();
        return password == null
                ? Reauthentication.refused(
                        RefusalReason.BAD_INPUT, "The password is needed for another e-mail address.")
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
        return bus.request(FactorStore.CHANGE_OWN, change).compose(changed -> {
            if (!changed.done()) {
                return Reauthentication.refused(
                        RefusalReason.CONFLICT,
                        change.email() == null
                                ? "The account has changed meanwhile. Try again."
                                : "There is an account with this e-mail already.");
            }
            sessions.publishRevoked(changed.ended());
            if (kind != null) {
                notices.add(caller.userId(), kind, null, caller.sessionId());
            }
            return Future.succeededFuture(new OwnAccountsApi.Changed());
        });
    }

    Future<OwnAccountsApi.SessionsEnded> endOtherSessions(OwnAccountsApi.EndOtherSessions asked) {
        Caller caller = asked.caller();
        return bus.request(
                        FactorStore.END_OTHER_SESSIONS,
                        new FactorStore.EndOtherSessions(caller.userId(), caller.sessionId()))
                .map(changed -> {
                    sessions.publishRevoked(changed.ended());
                    return new OwnAccountsApi.SessionsEnded(changed.ended().size());
                });
    }
}
