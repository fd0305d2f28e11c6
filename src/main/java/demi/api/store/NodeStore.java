package demi.api.store;

import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Which nodes share a database, and what each of them has to itself: its shares. A node is among them for a while, and renews that; what
 * a node writes that is among them no more is refused. Each asks its own store.
 */
public final class NodeStore {
    private NodeStore() {}

    /** How long a node is among them after it has renewed that, by the clock of the database. */
    public static final Duration TERM = Duration.ofSeconds(8);

    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** Asks to stay among them. */
    public record Renew() {}

    /**
     * @param shares which node has which share; without those that none has
     * @param inTerm the nodes that have renewed in time
     * @param late those that have not
     */
    public record View(Map<String, String> shares, List<String> inTerm, List<String> late) {
        public View {
            shares = Map.copyOf(shares);
            inTerm = List.copyOf(inTerm);
            late = List.copyOf(late);
        }
    }

    /** Fails NOT_FOUND where the others have taken over from this node, which then has to end. */
    public static final RequestAddress<Renew, View> RENEW =
            new RequestAddress<>("store.node.renew", Renew.class, View.class, TIMEOUT);

    /**
     * Asks that a node is among them no more. It can write nothing from then on, and its shares are free.
     *
     * @param isGone whether the others cannot reach it: then it is enough that its connection is cut, and it need not be late
     */
    public record Replace(String node, boolean isGone) {}

    /** @param done false where that node is well */
    public record Replaced(boolean done) {}

    /** Fails as {@link #RENEW} does. */
    public static final RequestAddress<Replace, Replaced> REPLACE =
            new RequestAddress<>("store.node.replace", Replace.class, Replaced.class, TIMEOUT);

    /** Asks for shares that no node has. */
    public record Claim(List<String> shares) {
        public Claim {
            shares = List.copyOf(shares);
        }
    }

    /** @param shares that are this node's from now on */
    public record Claimed(List<String> shares) {
        public Claimed {
            shares = List.copyOf(shares);
        }
    }

    /** Fails as {@link #RENEW} does. */
    public static final RequestAddress<Claim, Claimed> CLAIM =
            new RequestAddress<>("store.node.claim", Claim.class, Claimed.class, TIMEOUT);

    /** Gives shares back, after nothing is done for them any more. */
    public record Release(List<String> shares) {
        public Release {
            shares = List.copyOf(shares);
        }
    }

    public static final RequestAddress<Release, Ack> RELEASE =
            new RequestAddress<>("store.node.release", Release.class, Ack.class, TIMEOUT);
}
