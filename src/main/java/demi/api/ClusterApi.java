package demi.api;

import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.RequestAddress;
import java.util.List;

/** What a node of several knows of its place among them. Told and asked on that node only. */
public final class ClusterApi {
    private ClusterApi() {}

    /** @param shares of {@link demi.bus.Shares} that are this node's now */
    public record Held(List<String> shares) {
        public Held {
            shares = List.copyOf(shares);
        }
    }

    /** Told whenever that changes. */
    public static final EventAddress<Held> HELD = new EventAddress<>("cluster.held", Held.class);

    /** Asks for the same. */
    public record GetHeld() {}

    public static final RequestAddress<GetHeld, Held> GET_HELD =
            RequestAddress.of("cluster.getHeld", GetHeld.class, Held.class);

    /** The rooms of the house cannot be opened here. */
    public record GiveHouseBack() {}

    public static final RequestAddress<GiveHouseBack, Ack> GIVE_HOUSE_BACK =
            RequestAddress.of("cluster.giveHouseBack", GiveHouseBack.class, Ack.class);

    /** Asks that nothing is done any more for people of these shares, as far as nothing is under way for any of them. */
    public record LetGo(List<String> shares) {
        public LetGo {
            shares = List.copyOf(shares);
        }
    }

    /** Asked of whoever has people, when another node could have some of them; answers with what was let go. */
    public static final RequestAddress<LetGo, Held> LET_GO = RequestAddress.of("people.letGo", LetGo.class, Held.class);

    /** The others have taken over from this node, or have to: it can do nothing more, and has to end. */
    public record Replaced() {}

    public static final EventAddress<Replaced> REPLACED = new EventAddress<>("cluster.replaced", Replaced.class);
}
