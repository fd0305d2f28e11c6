package demi.network.inbound;

import demi.api.store.IdentityStore;
import demi.api.store.IdentityStore.Identity;
import demi.api.store.IdentityStore.Kind;
import demi.bus.Bus;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;

/** Whose conversation it is that somebody, or a group, on one network has. */
@WallTime("when somebody was first met")
public final class Identities {

    private final Bus bus;
    private final InstantSource clock;
    private final String network;

    public Identities(Bus bus, InstantSource clock, String network) {
        this.bus = bus;
        this.clock = clock;
        this.network = network;
    }

    /**
     * Makes one at the first meeting.
     *
     * @param name how they are called now
     */
    Future<Identity> resolve(Kind kind, String externalId, String name) {
        return bus.request(
                IdentityStore.RESOLVE,
                new IdentityStore.ResolveIdentity(network, kind, externalId, name, clock.instant()));
    }
}
