package demi.api;

import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.RequestAddress;

/** What a node of several knows of its place among them. Told and asked on that node only. */
public final class ClusterApi {
    private ClusterApi() {}

    /** @param held whether the rooms that are open once in the house belong on this node now */
    public record HouseHeld(boolean held) {}

    /** Told whenever that changes. Who closes those rooms says so with {@link #GIVE_BACK}. */
    public static final EventAddress<HouseHeld> HOUSE = new EventAddress<>("cluster.house", HouseHeld.class);

    /** The house's rooms are closed here, or cannot be opened. */
    public record GiveBack() {}

    public static final RequestAddress<GiveBack, Ack> GIVE_BACK =
            RequestAddress.of("cluster.giveBack", GiveBack.class, Ack.class);

    /** The others have taken over from this node: it can do nothing more, and has to end. */
    public record Replaced() {}

    public static final EventAddress<Replaced> REPLACED = new EventAddress<>("cluster.replaced", Replaced.class);
}
