package demi.autonomy;

import demi.contract.Health;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why notifications do not get through, by target: said in the log when it begins and when it is over, and in health. What one
 * person has set wrong is for them to mend, and told to them; it makes nothing of the house worse.
 */
final class PushTroubles {

    private static final Logger LOG = LoggerFactory.getLogger(PushTroubles.class);

    private record Trouble(String why, boolean ofOnePerson) {}

    private final boolean house;
    private final Runnable changed;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();

    /**
     * @param house whether the settings have a target
     * @param changed called when health has something new to say
     */
    PushTroubles(boolean house, Runnable changed) {
        this.house = house;
        this.changed = changed;
    }

    void after(PushTarget target, PushAttempt attempt) {
        if (attempt.outcome() == PushAttempt.Outcome.TOLD) {
            if (troubles.remove(target.key()) != null) {
                LOG.info("Notifications get through again: target={}", target.key());
                changed.run();
            }
            return;
        }
        Trouble now = new Trouble(attempt.why(), attempt.refused() && !target.isHouse());
        if (!now.equals(troubles.put(target.key(), now))) {
            LOG.warn("Notifications do not get through: target={} reason={}", target.key(), attempt.why());
            changed.run();
        }
    }

    /** Another target is set: nothing is known of it. */
    void forget(String key) {
        if (troubles.remove(key) != null) {
            changed.run();
        }
    }

    /** Empty where nothing is known. */
    String of(String key) {
        Trouble trouble = troubles.get(key);
        return trouble == null ? "" : trouble.why();
    }

    Health.Part health() {
        return troubles.values().stream()
                .filter(trouble -> !trouble.ofOnePerson())
                .findFirst()
                .map(trouble -> Health.Part.of("notifications", Health.Status.DEGRADED, trouble.why()))
                .orElseGet(() -> Health.Part.of(
                        "notifications",
                        Health.Status.UP,
                        house ? "Phones are told." : "Phones are told that people have set."));
    }
}
