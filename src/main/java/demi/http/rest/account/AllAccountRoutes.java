package demi.http.rest.account;

import demi.bus.Bus;
import demi.http.server.FairQueue;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.ClientAddress;
import java.time.InstantSource;

/** The routes of this folder. */
public final class AllAccountRoutes {

    private AllAccountRoutes() {}

    /** @param turns of those who take much at a time */
    public static void install(
            ApiRouter routes,
            Bus bus,
            BearerAuth guard,
            BodyReader bodies,
            ClientAddress proxies,
            FairQueue turns,
            InstantSource clock) {
        new AuthRoutes(bus, bodies, proxies).install(routes);
        new SessionRoutes(bus, guard).install(routes);
        new AccountRoutes(bus, guard, bodies).install(routes);
        new MeRoutes(bus, guard, bodies).install(routes);
        new ExportRoutes(bus, guard, turns, clock).install(routes);
        new PeopleRoutes(bus, guard, bodies).install(routes);
        new InviteRoutes(bus, guard, bodies).install(routes);
        new JoinRoutes(bus, bodies, proxies).install(routes);
    }
}
