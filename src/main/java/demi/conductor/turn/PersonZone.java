package demi.conductor.turn;

import demi.api.AutonomyApi;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.ZoneId;
import java.util.Objects;

/** By which clock somebody lives. */
public final class PersonZone {

    private final Bus bus;
    private final ZoneId house;

    /** @param house the zone of whoever has not said */
    public PersonZone(Bus bus, ZoneId house) {
        this.bus = bus;
        this.house = house;
    }

    /** The person's own zone where they have said so, else the house's. Never fails. */
    public Future<ZoneId> of(String userId) {
        return bus.request(AutonomyApi.QUIET, new AutonomyApi.GetQuiet(userId))
                .map(quiet -> Objects.requireNonNullElse(quiet.zone(), house))
                .otherwise(house);
    }

    /** The house's. */
    public ZoneId house() {
        return house;
    }
}
