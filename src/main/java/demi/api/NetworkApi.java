package demi.api;

import demi.api.value.EmotionLevels;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What chat networks do for the other rooms. Nobody has to know which networks there are. */
public final class NetworkApi {
    private NetworkApi() {}

    /** Of all networks that she can be on, whether they are set up or not; in the order in which people see them. */
    public static final List<String> NAMES = List.of("discord", "telegram", "matrix");

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

    /** Asks how people get to her on a network. */
    public record GetInvite() {}

    /** @param url for a browser; null where the network has none, or she is not on it now */
    public record Invite(@Nullable String url) {}

    /** Answered by each network that is set up. */
    public static RequestAddress<GetInvite, Invite> invite(String network) {
        return RequestAddress.of("network.invite." + network, GetInvite.class, Invite.class);
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
    public record GetRambleStatus() implements Repeatable {}

    public static final RequestAddress<GetRambleStatus, HealthApi.ComponentHealth> RAMBLE_STATUS =
            RequestAddress.of("network.ramble.status", GetRambleStatus.class, HealthApi.ComponentHealth.class);
}
