package demi.api.store;

import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes share a database, and which of them has the rooms that are open once. A node is in it for a while, and renews that; what
 * a node writes that is in it no more is refused. Each asks its own store.
 */
public final class NodeStore {
    private NodeStore() {}

    /** How long a node is in it after it has renewed that, by the clock of the database. */
    public static final Duration TERM = Duration.ofSeconds(8);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Asks to stay in it. */
    public record Renew() {}

    /**
     * @param house the node that has the house's rooms; null: none has
     * @param houseInTerm whether that one has renewed in time
     * @param inTerm all that have
     */
    public record View(@Nullable String house, boolean houseInTerm, List<String> inTerm) {
        public View {
            inTerm = List.copyOf(inTerm);
        }
    }

    /** Fails NOT_FOUND where the others have taken over from this node, which then has to end. */
    public static final RequestAddress<Renew, View> RENEW =
            new RequestAddress<>("store.node.renew", Renew.class, View.class, TIMEOUT);

    /**
     * Asks for the house's rooms. Whoever has them loses them, and can write no more, where it has not renewed in time.
     *
     * @param isGone whether the others cannot reach that one either: then it is enough that its connection is cut
     */
    public record ClaimHouse(boolean isGone) {}

    /** @param granted whether this node has them from now on */
    public record Claimed(boolean granted) {}

    /** Fails as {@link #RENEW} does. */
    public static final RequestAddress<ClaimHouse, Claimed> CLAIM_HOUSE =
            new RequestAddress<>("store.node.claimHouse", ClaimHouse.class, Claimed.class, TIMEOUT);

    /** Gives the house's rooms back, after they are closed. */
    public record ReleaseHouse() {}

    public static final RequestAddress<ReleaseHouse, Ack> RELEASE_HOUSE =
            new RequestAddress<>("store.node.releaseHouse", ReleaseHouse.class, Ack.class, TIMEOUT);
}
