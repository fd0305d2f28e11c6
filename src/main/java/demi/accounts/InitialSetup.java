package demi.accounts;

import demi.accounts.limit.LoginRateLimiter;
import demi.api.AccountsApi;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Setup;
import demi.api.value.Secret;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The first account: from the settings, or by whoever can read the console and so knows the one-time code. */
final class InitialSetup {

    private static final Logger LOG = LoggerFactory.getLogger(InitialSetup.class);

    private static final int CODE_BYTES = 16;

    private final LoginRateLimiter limit;
    private final AccountAdmin management;
    private final SessionService sessions;
    /** Null when there is nothing to set up (any more). */
    private @Nullable Secret code;

    InitialSetup(LoginRateLimiter limit, AccountAdmin management, SessionService sessions) {
        this.limit = limit;
        this.management = management;
        this.sessions = sessions;
    }

    /** To be called once, before anything is answered. Fails where the settings' account is to be made and cannot be. */
    Future<Void> begin(AccountsSettings settings) {
        return management
                .noAccounts()
                .compose(nobody -> nobody ? first(settings.adminEmail(), settings.adminPassword()) : nothing());
    }

    private Future<Void> first(@Nullable String email, @Nullable Secret password) {
        if (email == null || password == null) {
            code = newCode();
            return nothing();
        }
        String normal = AccountValidation.normal(email);
        Optional<String> problem = AccountAdmin.problem(normal, null, password);
        return problem.isPresent() ? unusable(problem.get()) : make(normal, password);
    }

    private static Future<Void> unusable(String sentence) {
        return Future.failedFuture(new Failure(
                Failure.Code.INVALID,
                "The first account cannot be made of DEMI_ADMIN_EMAIL and DEMI_ADMIN_PASSWORD. " + sentence));
    }

    private Future<Void> make(String email, Secret password) {
        return management
                .add(email, null, password, true)
                .onSuccess(added -> added.ifPresent(id -> LOG.info("Created the account of the settings")))
                .mapEmpty();
    }

    /** The code is dead as soon as there is an account, whoever made it. */
    Future<AccountsApi.SetupCode> code(AccountsApi.GetSetupCode request) {
        return code == null
                ? Future.succeededFuture(new AccountsApi.SetupCode(null))
                : management.noAccounts().map(nobody -> new AccountsApi.SetupCode(nobody ? code : forget()));
    }

    Future<LoginResult> setup(Setup setup) {
        long wait = limit.attempt(setup.address());
        if (wait > 0) {
            return LoginRateLimiter.tooMany(wait);
        }
        if (code == null) {
            return used();
        }
        if (!isRightCode(setup.code())) {
            return badCode();
        }
        String email = AccountValidation.normal(setup.email());
        return AccountAdmin.problem(email, setup.username(), setup.password())
                .or(() -> AccountValidation.nameProblem("The device's name", setup.deviceName()))
                .map(sentence -> LoginService.refused(RefusalReason.BAD_INPUT, sentence, 0))
                .orElseGet(() -> add(email, setup));
    }

    private Future<LoginResult> add(String email, Setup setup) {
        return management.add(email, setup.username(), setup.password(), true).compose(added -> {
            forget();
            return enter(added, setup.deviceName());
        });
    }

    private Future<LoginResult> enter(Optional<SessionService.Owner> owner, String deviceName) {
        if (owner.isEmpty()) {
            return used();
        }
        return sessions.open(owner.get(), new SessionService.Device(deviceName), null)
                .compose(opened -> opened.map(granted -> Future.<LoginResult>succeededFuture(granted))
                        .orElseGet(InitialSetup::badCode));
    }

    private boolean isRightCode(Secret guess) {
        return code != null && MessageDigest.isEqual(bytes(code), bytes(guess));
    }

    private @Nullable Secret forget() {
        code = null;
        return null;
    }

    private static Secret newCode() {
        byte[] random = new byte[CODE_BYTES];
        new SecureRandom().nextBytes(random);
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    }

    private static byte[] bytes(Secret secret) {
        return secret.value().getBytes(StandardCharsets.UTF_8);
    }

    private static Future<LoginResult> badCode() {
        return LoginService.refused(RefusalReason.BAD_CODE, "This is not the code that the console shows.", 0);
    }

    /** Somebody has made the account, by this link or otherwise. */
    private static Future<LoginResult> used() {
        return LoginService.refused(
                RefusalReason.BAD_CODE,
                "This link has been used: the first account is there. Log in with it instead.",
                0);
    }

    private static Future<Void> nothing() {
        return Future.succeededFuture();
    }
}
