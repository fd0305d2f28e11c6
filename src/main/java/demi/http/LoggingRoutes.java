package demi.http;

import demi.contract.Bus;
import demi.contract.Logging;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;

/** How much is logged; for the owner. */
final class LoggingRoutes {

    private static final String PATH = "/api/v1/logging";

    private final Bus bus;
    private final Guard guard;
    private final Bodies bodies;

    LoggingRoutes(Bus bus, Guard guard, Bodies bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(Routes routes) {
        routes.get(PATH, this::level);
        routes.patch(PATH, this::change);
    }

    private Future<Answer> level(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.ask(Logging.NOW, new Logging.HowMuch()))
                .map(LoggingRoutes::json);
    }

    private Future<Answer> change(RoutingContext context) {
        Future<Fields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields -> bus.ask(Logging.CHANGE, new Logging.Change(level(fields.required("level")))))
                .map(LoggingRoutes::json);
    }

    private static Logging.Level level(String name) {
        return Arrays.stream(Logging.Level.values())
                .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Problem.field("level", "has to be one of " + Arrays.toString(Logging.Level.values()) + "."));
    }

    private static Answer json(Logging.Now now) {
        return Answer.ok(Json.object().put("level", now.level().name()));
    }
}
