package demi.accounts;

import demi.accounts.secret.PasswordHasher;
import demi.api.AccountsApi.Login;
import demi.api.store.AccountStore.User;
import demi.api.value.Secret;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** Whether what a login shows is right: a password of an app, or the account's password and the code it may need. */
final class CredentialCheck {

    private final AppPasswords appPasswords;
    private final PasswordHasher passwords;
    private final SecondFactor factor;

    CredentialCheck(AppPasswords appPasswords, PasswordHasher passwords, SecondFactor factor) {
        this.appPasswords = appPasswords;
        this.passwords = passwords;
        this.factor = factor;
    }

    enum Outcome {
        APP_PASSWORD,
        FINE,
        WRONG_PASSWORD,
        CODE_NEEDED,
        WRONG_CODE
    }

    /**
     * @param appPassword the one that was used, null where none was
     * @param newHash of the account's password, where it is to be kept anew
     */
    record Checked(
            Outcome outcome,
            @Nullable String appPassword,
            @Nullable Secret newHash) {
        Checked(Outcome outcome) {
            this(outcome, null, null);
        }
    }

    /** @param user null where there is no such account, which takes as long */
    Future<Checked> check(@Nullable User user, Login login) {
        return appPasswords
                .find(user == null ? "" : user.userId(), login.password())
                .compose(appPassword -> user != null && appPassword.isPresent()
                        ? Future.succeededFuture(new Checked(Outcome.APP_PASSWORD, appPassword.get(), null))
                        : checkOwn(user, login));
    }

    private Future<Checked> checkOwn(@Nullable User user, Login login) {
        return passwords
                .check(login.password(), user == null ? null : user.passwordHash())
                .compose(checked -> {
                    if (user == null || !checked.matches()) {
                        return Future.succeededFuture(new Checked(Outcome.WRONG_PASSWORD));
                    }
                    return factor.check(user.userId(), login.code()).map(verdict -> switch (verdict) {
                        case FINE -> new Checked(Outcome.FINE, null, checked.newHash());
                        case NEEDED -> new Checked(Outcome.CODE_NEEDED);
                        case WRONG -> new Checked(Outcome.WRONG_CODE);
                    });
                });
    }
}
