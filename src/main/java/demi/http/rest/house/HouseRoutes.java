package demi.http.rest.house;

import demi.bus.Bus;
import demi.http.health.HealthRegistry;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;

/** All routes about her and the house. */
public final class HouseRoutes {

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;
    private final FairQueue turns;
    private final HealthRegistry health;

    /** @param turns of what takes memory while it is made or sent */
    public HouseRoutes(Bus bus, BearerAuth guard, BodyReader bodies, FairQueue turns, HealthRegistry health) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
        this.turns = turns;
        this.health = health;
    }

    public void install(ApiRouter routes) {
        new MoodRoutes(bus, guard, turns).install(routes);
        new BackupRoutes(bus, guard).install(routes);
        new PersonaRoutes(bus, guard, bodies).install(routes);
        new CardRoutes(bus, guard, bodies).install(routes);
        new SettingsRoutes(bus, guard).install(routes);
        new NetworkRoutes(bus, guard, health).install(routes);
    }
}
