package demi.accounts;

import demi.api.AccountsApi.Granted;
import demi.api.AccountsApi.LoginResult;
import demi.api.AccountsApi.RefusalReason;
import demi.api.OwnAccountsApi.Kind;
import demi.api.store.AccountStore;
import demi.api.store.AccountStore.User;
import demi.api.value.Secret;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Opens the session of somebody whose password was right, and tells their other devices what happens at logins. */
final class LoginEntry {

    private final Bus bus;
    private final SessionService sessions;
    private final Notices notices;

    LoginEntry(Bus bus, SessionService sessions, Notices notices) {
        this.bus = bus;
        this.sessions = sessions;
        this.notices = notices;
    }

    /** @param again checks the account as it is now: hashing takes long enough for it to be changed meanwhile */
    Future<LoginResult> enter(
            User user,
            SessionService.Device device,
            @Nullable Secret newHash,
            Function<@Nullable User, Future<LoginResult>> again) {
        if (!user.active()) {
            return LoginService.refused(RefusalReason.DISABLED, "This account is disabled.", 0);
        }
        var owner = new SessionService.Owner(user.userId(), user.email(), user.passwordHash());
        return sessions.open(owner, device, newHash)
                .compose(opened -> opened.map(granted -> entered(granted, device))
                        .orElseGet(() -> bus.request(AccountStore.FIND_USER, new AccountStore.FindUser(user.email()))
                                .compose(found -> again.apply(found.user()))));
    }

    private Future<LoginResult> entered(Granted granted, SessionService.Device device) {
        if (device.known() == null) {
            notices.add(
                    granted.tokens().userId(),
                    Kind.NEW_DEVICE,
                    device.name(),
                    granted.tokens().sessionId());
        }
        return Future.succeededFuture(granted);
    }

    void tellLocked(User user) {
        notices.add(user.userId(), Kind.LOCKED, null, null);
    }
}
