package demi.api;

import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.RequestAddress;
import java.time.Instant;

/** What chat networks do for the other rooms. Nobody has to know which networks there are. */
public final class NetworkApi {
    private NetworkApi() {}

    /** Whether she can be written to on a network now. */
    public record State(String network, boolean connected) {}

    /** Told by each network when it changes, and when the roll is called. */
    public static final EventAddress<State> STATE = new EventAddress<>("network.state", State.class);

    /** Asks how a network is; answered once it is up, or has failed for the first time. */
    public record GetStatus() {}

    /** @param network as {@code discord}; it answers itself */
    public static RequestAddress<GetStatus, HealthApi.ComponentHealth> status(String network) {
        return RequestAddress.of("network.status." + network, GetStatus.class, HealthApi.ComponentHealth.class);
    }

    /** Something she thinks aloud, for the channel that is for it. */
    public record Ramble(String rambleId, String text, EmotionLevels feelings, Instant at) {
        @Override
        public String toString() {
            return "Ramble[" + rambleId + "]";
        }
    }

    /**
     * Answered by the network that has a channel for it. Done when the network has it. Fails UNAVAILABLE when it surely has not, or
     * when there is no such network.
     */
    public static final RequestAddress<Ramble, Ack> RAMBLE =
            RequestAddress.of("network.ramble", Ramble.class, Ack.class);

    /** Asks how the network is that has a channel for what she thinks aloud, as {@link #status} would. */
    public record GetRambleStatus() {}

    public static final RequestAddress<GetRambleStatus, HealthApi.ComponentHealth> RAMBLE_STATUS =
            RequestAddress.of("network.ramble.status", GetRambleStatus.class, HealthApi.ComponentHealth.class);
}
