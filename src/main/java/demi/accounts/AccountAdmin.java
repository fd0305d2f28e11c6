package demi.accounts;

import demi.accounts.limit.QueuedHasher;
import demi.accounts.secret.PasswordRules;
import demi.api.AccountsApi;
import demi.api.AccountsApi.ManageAccount;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.ChangeUser;
import demi.api.store.AccountStore.ChangedUser;
import demi.api.store.AccountStore.User;
import demi.api.value.Secret;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Making, changing and listing accounts. */
@WallTime("sessions, tokens and locks end at a time that is kept")
final class AccountAdmin {

    private final Bus bus;
    private final InstantSource clock;
    private final QueuedHasher passwords;
    private final SessionService sessions;
    private final SecondFactor factor;

    AccountAdmin(Bus bus, InstantSource clock, QueuedHasher passwords, SessionService sessions, SecondFactor factor) {
        this.bus = bus;
        this.clock = clock;
        this.passwords = passwords;
        this.sessions = sessions;
        this.factor = factor;
    }

    Future<Ack> manage(ManageAccount request) {
        String email = AccountValidation.normal(request.email());
        return switch (request.action()) {
            case ADD -> addByHand(email, request);
            case PASSWORD -> changePassword(email, request.password());
            case UNLOCK -> change(new ChangeUser(email, null, null, true));
            case DISABLE -> change(new ChangeUser(email, null, false, false));
            case ENABLE -> change(new ChangeUser(email, null, true, false));
            case RESET_FACTOR -> resetFactor(email);
            case REMOVE ->
                bus.request(AccountStore.REMOVE_USER, new AccountStore.RemoveUser(email))
                        .compose(this::changed);
        };
    }

    /** What is wrong with an account that is to be made, if anything. */
    static Optional<String> problem(String email, @Nullable String username, @Nullable Secret password) {
        return AccountValidation.emailProblem(email)
                .or(() -> AccountValidation.nameProblem("The name", username == null ? "" : username))
                .or(() -> PasswordRules.problem(email, password));
    }

    /**
     * Makes an account from input without a {@link #problem}.
     *
     * @return whose session may be opened; empty when the e-mail is taken, or it would not have been the first
     */
    Future<Optional<SessionService.Owner>> add(
            String email, @Nullable String username, Secret password, boolean onlyIfFirst) {
        return newUser(email, username, password, onlyIfFirst)
                .compose(user -> bus.request(AccountStore.ADD_USER, user)
                        .map(outcome -> outcome.done()
                                ? Optional.of(new SessionService.Owner(user.userId(), email, user.passwordHash()))
                                : Optional.empty()));
    }

    /** An account as it is to be added, from input without a {@link #problem}. */
    Future<AccountStore.AddUser> newUser(
            String email, @Nullable String username, Secret password, boolean onlyIfFirst) {
        String name =
                username == null || username.isBlank() ? email.substring(0, email.indexOf('@')) : username.strip();
        return passwords
                .hash(email, password)
                .map(hash -> new AccountStore.AddUser(
                        UUID.randomUUID().toString(), email, name, hash, clock.instant(), onlyIfFirst));
    }

    Future<AccountsApi.AccountList> list(AccountsApi.ListAccounts request) {
        Instant now = clock.instant();
        return bus.request(AccountStore.USERS, new AccountStore.ListUsers(true))
                .map(users -> new AccountsApi.AccountList(
                        users.users().stream().map(user -> view(user, now)).toList()));
    }

    Future<Boolean> noAccounts() {
        return users().map(users -> users.users().isEmpty());
    }

    private Future<Ack> addByHand(String email, ManageAccount request) {
        Secret password = request.password();
        Optional<String> problem = problem(email, request.username(), password);
        if (problem.isPresent() || password == null) {
            return invalid(problem.orElse("A password is needed."));
        }
        return add(email, request.username(), password, false)
                .compose(added -> added.isPresent()
                        ? Future.succeededFuture(Ack.DONE)
                        : invalid("There is an account with this e-mail already."));
    }

    /** Also unlocks: the wrong attempts were about the password that is gone. */
    private Future<Ack> changePassword(String email, @Nullable Secret password) {
        Optional<String> problem = PasswordRules.problem(email, password);
        if (problem.isPresent() || password == null) {
            return invalid(problem.orElse("A password is needed."));
        }
        return passwords.hash(email, password).compose(hash -> change(new ChangeUser(email, hash, null, true)));
    }

    private Future<Ack> resetFactor(String email) {
        return bus.request(AccountStore.FIND_USER, new AccountStore.FindUser(email))
                .compose(found -> {
                    User user = found.user();
                    return user == null
                            ? unknown()
                            : factor.drop(user.userId(), null)
                                    .compose(dropped -> dropped.done()
                                            ? Future.succeededFuture(Ack.DONE)
                                            : invalid("This account has no second factor."));
                });
    }

    private static Future<Ack> unknown() {
        return Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "There is no account with this e-mail."));
    }

    private Future<Ack> change(ChangeUser change) {
        return bus.request(AccountStore.CHANGE_USER, change).compose(this::changed);
    }

    private Future<Ack> changed(ChangedUser changed) {
        sessions.publishRevoked(changed.ended());
        return changed.done() ? Future.succeededFuture(Ack.DONE) : unknown();
    }

    private Future<AccountStore.UserList> users() {
        return bus.request(AccountStore.USERS, new AccountStore.ListUsers());
    }

    private static AccountsApi.Account view(User user, Instant now) {
        Instant until = user.lockedUntil();
        return new AccountsApi.Account(
                user.userId(),
                user.email(),
                user.username(),
                user.createdAt(),
                user.lastLogin(),
                user.active(),
                until != null && until.isAfter(now) ? until : null,
                user.origin());
    }

    private static <T> Future<T> invalid(String sentence) {
        return Future.failedFuture(new Failure(Failure.Code.INVALID, sentence));
    }
}
