package demi.http.health;

import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.HealthApi.ComponentHealth;
import demi.api.HealthApi.Status;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import demi.util.EventLoopMonitor;
import io.vertx.core.Future;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.function.Function;

/** How Demi is, for monitors, orchestrators and the app; told from what the board holds, asking nobody. */
public final class HealthRoutes {

    /** An event loop that has not turned for so long will not turn any more by itself. */
    private static final long STUCK_MS = 10_000;

    private final HealthRegistry registry;
    private final String version;
    private final boolean rehearsal;

    public HealthRoutes(HealthRegistry board, String version, boolean rehearsal) {
        this.registry = board;
        this.version = version;
        this.rehearsal = rehearsal;
    }

    /** For everybody: who has a token sees details. */
    public void install(ApiRouter routes, HealthChecks readiness, EventLoopMonitor loops, BearerAuth guard) {
        installHealth(
                routes,
                readiness,
                loops,
                context -> BearerAuth.bearer(context.request()) == null
                        ? Future.succeededFuture(false)
                        : guard.caller(context.request()).map(true).otherwise(false));
        routes.get("/api/v1/status", this::status);
        routes.get("/api/v1/health", this::flat);
    }

    /** For the listener that only the owner's own programs reach. */
    public void installForMonitors(ApiRouter routes, HealthChecks readiness, EventLoopMonitor loops) {
        installHealth(routes, readiness, loops, context -> Future.succeededFuture(true));
    }

    private void installHealth(
            ApiRouter routes,
            HealthChecks readiness,
            EventLoopMonitor loops,
            Function<RoutingContext, Future<Boolean>> seesDetails) {
        routes.get("/health", context -> seesDetails.apply(context).map(details -> health(context, details)));
        routes.get("/health/live", context -> loops.stuckMillis() < STUCK_MS ? answer(200, "UP") : answer(503, "DOWN"));
        routes.get("/health/ready", context -> readiness.checkStatus().map(HealthRoutes::ready));
    }

    private static JsonResponse ready(CheckResult result) {
        boolean up = CheckResult.isUp(result);
        ObjectNode checks = JsonViews.object();
        result.getChecks().forEach(check -> checks.put(check.getId(), CheckResult.isUp(check) ? "UP" : "DOWN"));
        ObjectNode body = JsonViews.object().put("status", up ? "UP" : "DOWN");
        body.set("checks", checks);
        return new JsonResponse(up ? 200 : 503, body, Map.of());
    }

    private static Future<JsonResponse> answer(int code, String status) {
        return Future.succeededFuture(new JsonResponse(code, JsonViews.object().put("status", status), Map.of()));
    }

    private JsonResponse health(RoutingContext context, boolean details) {
        Status overall = registry.overall();
        String asked = context.queryParams().get("strict");
        boolean strict = asked != null && !asked.equals("0") && !asked.equals("false");
        boolean fine = strict ? overall == Status.UP : overall != Status.DOWN;
        ObjectNode body = JsonViews.object()
                .put("status", overall.name())
                .put("version", version)
                // The process's, which no set clock and no room that is opened again changes.
                .put("uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
        if (rehearsal) {
            body.put("rehearsal", true);
        }
        ObjectNode checks = JsonViews.object();
        registry.components().forEach((name, part) -> checks.set(name, check(part, details)));
        body.set("checks", checks);
        return new JsonResponse(fine ? 200 : 503, body, Map.of());
    }

    private static ObjectNode check(ComponentHealth part, boolean details) {
        ObjectNode check = JsonViews.object();
        if (!details) {
            return check.put("status", part.status().name());
        }
        part.facts().forEach(check::put);
        return check.put("status", part.status().name()).put("detail", part.detail());
    }

    private Future<JsonResponse> status(RoutingContext context) {
        return Future.succeededFuture(JsonResponse.ok(JsonViews.object()
                .put("status", "ok")
                .put("service", "demi-android-api")
                .put("version", version)));
    }

    /** Always 200: the body tells, and the app reads nothing else. */
    private Future<JsonResponse> flat(RoutingContext context) {
        ObjectNode body = JsonViews.object()
                .put("status", registry.overall().name())
                .put("ollama", "unknown")
                .put("discord", "disabled");
        registry.components().forEach((name, part) -> {
            if (!name.equals("status") && !name.equals("version")) {
                body.put(name, part.status().name());
            }
        });
        body.put("networks", String.join(",", registry.networks()))
                .put("version", version)
                .put("rehearsal", Boolean.toString(rehearsal));
        return Future.succeededFuture(JsonResponse.ok(body));
    }
}
