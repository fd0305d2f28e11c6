package demi.accounts.invite;

import demi.accounts.secret.RandomCodes;
import demi.api.account.InvitesApi.Invite;
import demi.api.account.InvitesApi.InviteCreated;
import demi.api.account.InvitesApi.InviteList;
import demi.api.account.InvitesApi.InviteRemoved;
import demi.api.account.InvitesApi.ListInvites;
import demi.api.account.InvitesApi.RemoveInvite;
import demi.api.store.AccountStore.AddUser;
import demi.api.store.InviteStore;
import demi.api.store.InviteStore.UseOutcome;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Open invitations: made, listed, taken back and used. Of a code only its hash is kept. */
@WallTime("invitations end at a time that is kept")
public final class Invites {

    private static final Logger LOG = LoggerFactory.getLogger(Invites.class);

    static final Duration LIFETIME = Duration.ofDays(7);
    private static final int MOST = 20;

    private final Bus bus;
    private final InstantSource clock;

    public Invites(Bus bus, InstantSource clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** @param name one that fits the rules */
    public Future<InviteCreated> create(@Nullable String name) {
        Instant now = clock.instant();
        Secret code = RandomCodes.INVITE.next();
        Invite invite = new Invite(UUID.randomUUID().toString(), name, now, now.plus(LIFETIME));
        String hash = RandomCodes.INVITE.hash(code.value()).orElseThrow();
        return bus.request(InviteStore.ADD, new InviteStore.AddInvite(invite, hash, MOST))
                .map(added -> {
                    if (!added.done()) {
                        return new InviteCreated(null, null);
                    }
                    LOG.info("Created an invitation: invite={}", invite.id());
                    return new InviteCreated(invite, code);
                });
    }

    public Future<InviteList> list(ListInvites asked) {
        return bus.request(InviteStore.LIST, new InviteStore.ListOpenInvites(clock.instant()));
    }

    public Future<InviteRemoved> remove(RemoveInvite remove) {
        return bus.request(InviteStore.REMOVE, new InviteStore.DropInvite(remove.id()))
                .map(removed -> new InviteRemoved(removed.done()));
    }

    /** The open one that a code is of, however it was typed. */
    public Future<Optional<Invite>> find(Secret code) {
        return RandomCodes.INVITE
                .hash(code.value())
                .map(hash -> bus.request(InviteStore.FIND, new InviteStore.FindInvite(hash, clock.instant()))
                        .map(found -> Optional.ofNullable(found.invite())))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    /** Adds the account, and uses the code up. */
    public Future<UseOutcome> use(Secret code, AddUser user) {
        return RandomCodes.INVITE
                .hash(code.value())
                .map(hash -> bus.request(InviteStore.USE, new InviteStore.UseInvite(hash, user))
                        .map(InviteStore.InviteUsed::outcome))
                .orElseGet(() -> Future.succeededFuture(UseOutcome.NOT_OPEN));
    }
}
