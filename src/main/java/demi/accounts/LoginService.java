package demi.accounts;

import demi.accounts.limit.LoginAdmission;
import demi.accounts.limit.LoginAttempts;
import demi.api.AccountsApi.Login;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.AccountsApi.Refused;
import demi.api.store.AccountStore.AttemptCounted;
import demi.api.store.AccountStore.User;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Passwords and the lock-out. An attempt is counted only when its password is going to be looked at, so that whoever is
 * turned away for being too fast cannot lock somebody else out. Neither the lock nor the limits keep out a device that was
 * logged in before: it has a count of its own, or else five wrong passwords from anywhere would shut out the owner for
 * ever.
 */
final class LoginService {

    private final KnownDevices devices;
    private final LoginAdmission admission;
    private final LoginAttempts attempts;
    private final CredentialCheck credentials;
    private final LoginEntry entry;

    LoginService(
            KnownDevices devices,
            LoginAdmission admission,
            LoginAttempts attempts,
            CredentialCheck credentials,
            LoginEntry entry) {
        this.devices = devices;
        this.admission = admission;
        this.attempts = attempts;
        this.credentials = credentials;
        this.entry = entry;
    }

    Future<LoginResult> login(Login login) {
        String email = AccountValidation.normal(login.email());
        return problem(email, login)
                .map(sentence -> refused(RefusalReason.BAD_INPUT, sentence, 0))
                .orElseGet(() -> devices.find(email, login)
                        .compose(device -> admission.admit(
                                email, login, device, passes -> attempt(email, login, device.orElse(null), passes))));
    }

    private static Optional<String> problem(String email, Login login) {
        return AccountValidation.emailProblem(email)
                .or(() -> AccountValidation.nameProblem("The device's name", login.deviceName()));
    }

    private Future<LoginResult> attempt(String email, Login login, @Nullable String known, boolean passes) {
        return attempts.count(
                email,
                passes ? known : null,
                counted -> check(counted.user(), login, device(login, known, counted.pastLock()), counted));
    }

    private static SessionService.Device device(Login login, @Nullable String known, boolean pastLock) {
        return new SessionService.Device(
                login.deviceName(), login.deviceFingerprint(), login.proof().deviceKey(), known, pastLock, null);
    }

    /** @param counted how the attempt counts; null where it does not */
    private Future<LoginResult> check(
            @Nullable User user, Login login, SessionService.Device device, @Nullable AttemptCounted counted) {
        return credentials
                .check(user, login)
                .compose(checked -> user == null
                        ? onWrongPassword(null, login, counted, "E-mail or password is wrong.")
                        : checked(user, login, device, counted, checked));
    }

    private Future<LoginResult> checked(
            User user,
            Login login,
            SessionService.Device device,
            @Nullable AttemptCounted counted,
            CredentialCheck.Checked checked) {
        return switch (checked.outcome()) {
            case APP_PASSWORD ->
                attempts.uncount(user, counted)
                        .compose(taken -> enter(user, login, device.with(checked.appPassword()), checked));
            case FINE -> enter(user, login, device, checked);
            case CODE_NEEDED ->
                attempts.uncount(user, counted)
                        .compose(taken -> refused(
                                RefusalReason.CODE_NEEDED, "A code of your authenticator app is needed as well.", 0));
            case WRONG_PASSWORD -> onWrongPassword(user, login, counted, "E-mail or password is wrong.");
            case WRONG_CODE -> onWrongPassword(user, login, counted, "The code is wrong, or was used already.");
        };
    }

    private Future<LoginResult> enter(
            User user, Login login, SessionService.Device device, CredentialCheck.Checked checked) {
        return entry.enter(user, device, checked.newHash(), changed -> check(changed, login, device.with(null), null));
    }

    private Future<LoginResult> onWrongPassword(
            @Nullable User user, Login login, @Nullable AttemptCounted counted, String sentence) {
        admission.failed(login);
        if (user != null && counted != null && counted.locks()) {
            entry.tellLocked(user);
        }
        return refused(RefusalReason.WRONG_CREDENTIALS, sentence, 0);
    }

    static Future<LoginResult> refused(RefusalReason why, String sentence, long retryAfterSeconds) {
        return Future.succeededFuture(new Refused(why, sentence, retryAfterSeconds));
    }
}
