package demi.accounts.link;

import demi.api.AccountsApi.CreateLinkCode;
import demi.api.AccountsApi.LinkCode;
import demi.api.AccountsApi.LinkCodeOutcome;
import demi.api.AccountsApi.LinkCodeUse;
import demi.api.AccountsApi.UseLinkCode;
import demi.api.NetworkApi;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Set;

/** Codes that link accounts with people on chat networks: the same code for any of those that she is on. */
@WallTime("link codes end at a time that is told")
public final class AccountLinks {

    private final InstantSource clock;
    private final LinkCodes codes = new LinkCodes();
    private final Set<String> networks = new HashSet<>();

    public AccountLinks(InstantSource clock) {
        this.clock = clock;
    }

    public void onNetworkState(NetworkApi.State state) {
        if (state.connected()) {
            networks.add(state.network());
        } else {
            networks.remove(state.network());
        }
    }

    public Future<LinkCode> create(CreateLinkCode asked) {
        return Future.succeededFuture(
                networks.isEmpty()
                        ? new LinkCode(null, 0)
                        : new LinkCode(codes.make(asked.userId(), clock.instant()), LinkCodes.LIFETIME.toSeconds()));
    }

    public Future<LinkCodeUse> use(UseLinkCode typed) {
        Instant now = clock.instant();
        String who = typed.network() + ":" + typed.externalId();
        return Future.succeededFuture(
                codes.tooMany(who, now)
                        ? new LinkCodeUse(LinkCodeOutcome.TOO_MANY, null)
                        : codes.use(who, typed.code().value(), now)
                                .map(userId -> new LinkCodeUse(LinkCodeOutcome.GOOD, userId))
                                .orElseGet(() -> new LinkCodeUse(LinkCodeOutcome.WRONG, null)));
    }
}
