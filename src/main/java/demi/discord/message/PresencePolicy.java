package demi.discord.message;

import demi.api.HealthApi;
import demi.api.InferenceApi;
import java.util.HashMap;
import java.util.Map;

/** How she looks to others: there, half there, or not to be disturbed because she could not answer. */
public final class PresencePolicy {

    /** As Discord has it. */
    public enum Presence {
        ONLINE,
        IDLE,
        DO_NOT_DISTURB
    }

    private final Map<String, HealthApi.Status> parts = new HashMap<>();
    private boolean canThink = true;

    public void onComponent(HealthApi.ComponentHealth part) {
        parts.put(part.name(), part.status());
    }

    public void onModel(InferenceApi.State state) {
        canThink = state.ready();
    }

    public Presence presence() {
        if (!canThink || parts.get("database") == HealthApi.Status.DOWN) {
            return Presence.DO_NOT_DISTURB;
        }
        return parts.values().stream().allMatch(status -> status == HealthApi.Status.UP)
                ? Presence.ONLINE
                : Presence.IDLE;
    }
}
