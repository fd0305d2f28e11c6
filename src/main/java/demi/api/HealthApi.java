package demi.api;

import demi.bus.EventAddress;
import java.util.Map;

/** How the parts of Demi are, as each tells of itself. */
public final class HealthApi {
    private HealthApi() {}

    /** In order of badness. */
    public enum Status {
        UP,
        DEGRADED,
        DOWN
    }

    /**
     * @param detail a sentence for a person; no secret
     * @param facts more, for machines; no secret
     */
    public record ComponentHealth(String name, Status status, String detail, Map<String, String> facts) {
        public ComponentHealth {
            facts = Map.copyOf(facts);
        }

        public static ComponentHealth of(String name, Status status, String detail) {
            return new ComponentHealth(name, status, detail, Map.of());
        }
    }

    /** The part that tells of rooms with defects. Its facts: each of them with CLOSED or FAILING, and {@link #TAKES_MESSAGES}. */
    public static final String ROOMS = "rooms";

    /** Of any part: false while a message cannot be taken because of it. */
    public static final String TAKES_MESSAGES = "takes_messages";

    /** Told by each part when it changes, and when the roll is called. */
    public static final EventAddress<ComponentHealth> COMPONENT =
            new EventAddress<>("health.component", ComponentHealth.class);

    /** Asks everybody to tell their part again. */
    public record HealthRequested() {}

    public static final EventAddress<HealthRequested> REQUESTED =
            new EventAddress<>("health.requested", HealthRequested.class);
}
