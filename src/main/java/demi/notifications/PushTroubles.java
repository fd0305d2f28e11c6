package demi.notifications;

import demi.api.HealthApi;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Why notifications do not get through, by target: said in the log when it begins and when it is over, and in health. What one
 * person has set wrong is for them to mend, and told to them; it makes nothing of the house worse.
 */
final class PushTroubles {

    private static final Logger LOG = LoggerFactory.getLogger(PushTroubles.class);

    /** @param userId of whom it is, also where the target is the house's */
    private record Trouble(PushTarget target, String userId, String why, boolean ofOnePerson) {

        boolean isSame(@Nullable Trouble other) {
            return other != null && other.why.equals(why) && other.ofOnePerson == ofOnePerson;
        }
    }

    /** People choose them, and could choose any number. */
    private static final int MOST_SERVICES = 100;

    private final boolean house;
    private final Runnable changed;
    private final Map<String, Trouble> troubles = new LinkedHashMap<>();
    /** Of push services, by their hosts. */
    private final BoundedMap<String, String> services = new BoundedMap<>(MOST_SERVICES);

    /**
     * @param house whether the settings have a target
     * @param changed called when health has something new to say
     */
    PushTroubles(boolean house, Runnable changed) {
        this.house = house;
        this.changed = changed;
    }

    /** @param userId who was to be told; empty where only the house's target was tried */
    void after(PushTarget target, String userId, PushAttempt attempt) {
        if (attempt.outcome() == PushAttempt.Outcome.TOLD) {
            if (troubles.remove(target.key()) != null) {
                LOG.info("Delivering notifications again: target={}", target.key());
                changed.run();
            }
            return;
        }
        Trouble now = new Trouble(target, userId, attempt.why(), attempt.refused() && !target.isHouse());
        if (!now.isSame(troubles.put(target.key(), now))) {
            LOG.warn("Could not deliver notifications: target={} reason={}", target.key(), attempt.why());
            changed.run();
        }
    }

    /** @param service the host of a push service: one that people have chosen, and no matter of the house's health */
    void after(String service, PushAttempt attempt) {
        if (attempt.outcome() == PushAttempt.Outcome.TOLD) {
            if (services.remove(service) != null) {
                LOG.info("Delivering notifications again: service={}", service);
            }
        } else if (!attempt.why().equals(services.put(service, attempt.why()))) {
            LOG.warn("Could not deliver notifications: service={} reason={}", service, attempt.why());
        }
    }

    /** Another target is set: nothing is known of it. */
    void forget(String key) {
        if (troubles.remove(key) != null) {
            changed.run();
        }
    }

    /**
     * Removes troubles of deleted accounts and of targets that were changed.
     *
     * @param current where a person is told now; empty for nowhere. Where it fails nothing is forgotten
     */
    Future<Void> review(Function<String, Future<Optional<PushTarget>>> current) {
        return Future.join(List.copyOf(troubles.values()).stream()
                        .filter(trouble -> !trouble.userId().isEmpty())
                        .map(trouble -> current.apply(trouble.userId()).onSuccess(now -> {
                            if (!now.equals(Optional.of(trouble.target()))) {
                                forget(trouble);
                            }
                        }))
                        .toList())
                .mapEmpty();
    }

    private void forget(Trouble trouble) {
        if (troubles.remove(trouble.target().key(), trouble)) {
            changed.run();
        }
    }

    /** Empty where nothing is known. */
    String of(String key) {
        Trouble trouble = troubles.get(key);
        return trouble == null ? "" : trouble.why();
    }

    HealthApi.ComponentHealth health() {
        return troubles.values().stream()
                .filter(trouble -> !trouble.ofOnePerson())
                .findFirst()
                .map(trouble -> HealthApi.ComponentHealth.of("notifications", HealthApi.Status.DEGRADED, trouble.why()))
                .orElseGet(() -> HealthApi.ComponentHealth.of(
                        "notifications",
                        HealthApi.Status.UP,
                        house ? "Phones are told." : "Phones are told that people have set."));
    }
}
