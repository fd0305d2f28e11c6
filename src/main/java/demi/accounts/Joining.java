package demi.accounts;

import demi.accounts.invite.Invites;
import demi.accounts.limit.LoginRateLimiter;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.account.InvitesApi.CheckInvite;
import demi.api.account.InvitesApi.CreateInvite;
import demi.api.account.InvitesApi.Invite;
import demi.api.account.InvitesApi.InviteChecked;
import demi.api.account.InvitesApi.InviteCreated;
import demi.api.account.InvitesApi.Join;
import demi.bus.Failure;
import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How somebody comes in whom the owner has invited. Guesses at codes count as attempts to log in do. */
final class Joining {

    private final LoginRateLimiter limit;
    private final Invites invites;
    private final AccountAdmin management;
    private final SessionService sessions;

    Joining(LoginRateLimiter limit, Invites invites, AccountAdmin management, SessionService sessions) {
        this.limit = limit;
        this.invites = invites;
        this.management = management;
        this.sessions = sessions;
    }

    Future<InviteCreated> invite(CreateInvite create) {
        String name = create.name();
        Optional<String> problem = AccountValidation.nameProblem("The name", name == null ? "" : name);
        return problem.isPresent()
                ? Future.failedFuture(new Failure(Failure.Code.INVALID, problem.get()))
                : invites.create(name == null || name.isBlank() ? null : name.strip());
    }

    Future<InviteChecked> check(CheckInvite check) {
        long wait = limit.attempt(check.address());
        return wait > 0
                ? Future.succeededFuture(new InviteChecked(null, wait))
                : invites.find(check.code()).map(found -> new InviteChecked(found.orElse(null), 0));
    }

    /** The code is looked at first: a stranger's password is not worth hashing. */
    Future<LoginResult> join(Join join) {
        long wait = limit.attempt(join.address());
        return wait > 0
                ? LoginRateLimiter.tooMany(wait)
                : invites.find(join.code())
                        .compose(
                                found -> found.map(invite -> join(join, invite)).orElseGet(Joining::notOpen));
    }

    private Future<LoginResult> join(Join join, Invite invite) {
        String email = AccountValidation.normal(join.email());
        String name = name(join.username(), invite);
        return AccountAdmin.problem(email, name, join.password())
                .or(() -> AccountValidation.nameProblem("The device's name", join.deviceName()))
                .map(sentence -> LoginService.refused(RefusalReason.BAD_INPUT, sentence, 0))
                .orElseGet(() -> management
                        .newUser(email, name, join.password(), false)
                        .compose(user -> invites.use(join.code(), user).compose(outcome -> switch (outcome) {
                            case JOINED ->
                                enter(
                                        new SessionService.Owner(user.userId(), email, user.passwordHash()),
                                        join.deviceName());
                            case EMAIL_TAKEN ->
                                LoginService.refused(
                                        RefusalReason.CONFLICT, "There is an account with this e-mail already.", 0);
                            case NOT_OPEN -> notOpen();
                        })));
    }

    private static @Nullable String name(@Nullable String chosen, Invite invite) {
        return chosen == null || chosen.isBlank() ? invite.name() : chosen;
    }

    private Future<LoginResult> enter(SessionService.Owner owner, String deviceName) {
        return sessions.open(owner, new SessionService.Device(deviceName), null)
                .compose(opened -> opened.map(granted -> Future.<LoginResult>succeededFuture(granted))
                        .orElseGet(Joining::notOpen));
    }

    private static Future<LoginResult> notOpen() {
        return LoginService.refused(
                RefusalReason.BAD_CODE,
                "This invitation is not good any more: it was used, taken back, or is too old. Ask for another one.",
                0);
    }
}
