package demi.http.rest;

import demi.api.LoggingApi;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.BodyReader;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.http.web.Problem;
import demi.http.web.RequestFields;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.Locale;

/** How much is logged; for the owner. */
public final class LoggingRoutes {

    private static final String PATH = "/api/v1/logging";

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    public LoggingRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    public void install(ApiRouter routes) {
        routes.get(PATH, this::level);
        routes.patch(PATH, this::change);
    }

    private Future<JsonResponse> level(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(LoggingApi.STATUS, new LoggingApi.GetLevel()))
                .map(LoggingRoutes::json);
    }

    private Future<JsonResponse> change(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields ->
                        bus.request(LoggingApi.CHANGE, new LoggingApi.SetLevel(level(fields.required("level")))))
                .map(LoggingRoutes::json);
    }

    private static LoggingApi.Level level(String name) {
        return Arrays.stream(LoggingApi.Level.values())
                .filter(level -> level.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        Problem.field("level", "has to be one of " + Arrays.toString(LoggingApi.Level.values()) + "."));
    }

    private static JsonResponse json(LoggingApi.CurrentLevel now) {
        return JsonResponse.ok(JsonViews.object().put("level", now.level().name()));
    }
}
