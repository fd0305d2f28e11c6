package demi.accounts;

import demi.contract.Accounts;
import demi.contract.Accounts.Entry;
import demi.contract.Accounts.Setup;
import demi.contract.Accounts.Why;
import demi.contract.Failure;
import demi.contract.Secret;
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
final class FirstStart {

    private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

    private static final int CODE_BYTES = 16;

    private final AttemptLimit limit;
    private final Management management;
    private final Sessions sessions;
    /** Null when there is nothing to set up (any more). */
    private @Nullable Secret code;

    FirstStart(AttemptLimit limit, Management management, Sessions sessions) {
        this.limit = limit;
        this.management = management;
        this.sessions = sessions;
    }

    /** To be called once, before anything is answered. Fails where the settings' account is to be made and cannot be. */
    Future<Void> begin(AccountsSettings settings) {
        return management
                .nobodyYet()
                .compose(nobody -> nobody ? first(settings.adminEmail(), settings.adminPassword()) : nothing());
    }

    private Future<Void> first(@Nullable String email, @Nullable Secret password) {
        if (email == null || password == null) {
            code = newCode();
            return nothing();
        }
        String normal = Rules.normal(email);
        Optional<String> problem = Management.problem(normal, null, password);
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
                .onSuccess(added -> added.ifPresent(id -> LOG.info("The account of the settings was made")))
                .mapEmpty();
    }

    /** The code is dead as soon as there is an account, whoever made it. */
    Future<Accounts.SetupCode> code(Accounts.NeedsSetup request) {
        return code == null
                ? Future.succeededFuture(new Accounts.SetupCode(null))
                : management.nobodyYet().map(nobody -> new Accounts.SetupCode(nobody ? code : forget()));
    }

    Future<Entry> setup(Setup setup) {
        long wait = limit.attempt(setup.address());
        if (wait > 0) {
            return Logins.tooMany(wait);
        }
        if (!right(setup.code())) {
            return badCode();
        }
        String email = Rules.normal(setup.email());
        return Management.problem(email, setup.username(), setup.password())
                .or(() -> Rules.nameProblem("The device's name", setup.deviceName()))
                .map(sentence -> Logins.refused(Why.BAD_INPUT, sentence, 0))
                .orElseGet(() -> add(email, setup));
    }

    private Future<Entry> add(String email, Setup setup) {
        return management.add(email, setup.username(), setup.password(), true).compose(added -> {
            forget();
            return enter(added, setup.deviceName());
        });
    }

    private Future<Entry> enter(Optional<Sessions.Owner> owner, String deviceName) {
        if (owner.isEmpty()) {
            return badCode();
        }
        return sessions.open(owner.get(), new Sessions.Device(deviceName), null)
                .compose(opened -> opened.map(granted -> Future.<Entry>succeededFuture(granted))
                        .orElseGet(FirstStart::badCode));
    }

    private boolean right(Secret guess) {
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

    private static Future<Entry> badCode() {
        return Logins.refused(Why.BAD_CODE, "This code is not good (any more).", 0);
    }

    private static Future<Void> nothing() {
        return Future.succeededFuture();
    }
}
