package demi.discord;

import demi.contract.Health;
import demi.contract.Model;
import java.util.HashMap;
import java.util.Map;

/** How she looks to others: there, half there, or not to be disturbed because she could not answer. */
final class Bearing {

    /** As Discord has it. */
    enum Look {
        ONLINE,
        IDLE,
        DO_NOT_DISTURB
    }

    private final Map<String, Health.Status> parts = new HashMap<>();
    private boolean canThink = true;

    void part(Health.Part part) {
        parts.put(part.name(), part.status());
    }

    void model(Model.State state) {
        canThink = state.ready();
    }

    Look look() {
        if (!canThink || parts.get("database") == Health.Status.DOWN) {
            return Look.DO_NOT_DISTURB;
        }
        return parts.values().stream().allMatch(status -> status == Health.Status.UP) ? Look.ONLINE : Look.IDLE;
    }
}
