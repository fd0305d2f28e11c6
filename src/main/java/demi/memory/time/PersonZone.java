package demi.memory.time;

import demi.api.AutonomyApi;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.ZoneId;
import java.util.Objects;

/** By whose clock the words of a person are meant. */
public final class PersonZone {

    private final Bus bus;

    public PersonZone(Bus bus) {
        this.bus = bus;
    }

    /** The person's own zone where they have said so, else the house's; the machine's where nobody can tell. Never fails. */
    public Future<ZoneId> of(String userId) {
        ZoneId machines = ZoneId.systemDefault();
        return bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(userId))
                .map(quiet -> Objects.requireNonNullElse(quiet.zone(), machines))
                .otherwise(machines);
    }
}
