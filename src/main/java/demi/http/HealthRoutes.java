package demi.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Health.Part;
import demi.contract.Health.Status;
import io.vertx.core.Future;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.web.RoutingContext;
import java.lang.management.ManagementFactory;
import java.util.Map;

/** How Demi is, for monitors, orchestrators and the app; told from what the board holds, asking nobody. */
final class HealthRoutes {

    private final HealthBoard board;
    private final String version;
    private final boolean rehearsal;

    HealthRoutes(HealthBoard board, String version, boolean rehearsal) {
        this.board = board;
        this.version = version;
        this.rehearsal = rehearsal;
    }

    void install(Routes routes, HealthChecks readiness) {
        installHealth(routes, readiness);
        routes.get("/api/v1/status", this::status);
        routes.get("/api/v1/health", this::flat);
    }

    void installHealth(Routes routes, HealthChecks readiness) {
        routes.get("/health", this::health);
        routes.get("/health/live", context -> answer(200, "UP"));
        routes.get("/health/ready", context -> readiness.checkStatus().map(HealthRoutes::ready));
    }

    private static Answer ready(CheckResult result) {
        boolean up = CheckResult.isUp(result);
        ObjectNode checks = Json.object();
        result.getChecks().forEach(check -> checks.put(check.getId(), CheckResult.isUp(check) ? "UP" : "DOWN"));
        ObjectNode body = Json.object().put("status", up ? "UP" : "DOWN");
        body.set("checks", checks);
        return new Answer(up ? 200 : 503, body, Map.of());
    }

    private static Future<Answer> answer(int code, String status) {
        return Future.succeededFuture(new Answer(code, Json.object().put("status", status), Map.of()));
    }

    private Future<Answer> health(RoutingContext context) {
        Status overall = board.overall();
        String asked = context.queryParams().get("strict");
        boolean strict = asked != null && !asked.equals("0") && !asked.equals("false");
        boolean fine = strict ? overall == Status.UP : overall != Status.DOWN;
        ObjectNode body = Json.object()
                .put("status", overall.name())
                .put("version", version)
                // The process's, which no set clock and no room that is opened again changes.
                .put("uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1_000);
        if (rehearsal) {
            body.put("rehearsal", true);
        }
        ObjectNode checks = Json.object();
        board.parts().forEach((name, part) -> checks.set(name, check(part)));
        body.set("checks", checks);
        return Future.succeededFuture(new Answer(fine ? 200 : 503, body, Map.of()));
    }

    private static ObjectNode check(Part part) {
        ObjectNode check = Json.object();
        part.facts().forEach(check::put);
        return check.put("status", part.status().name()).put("detail", part.detail());
    }

    private Future<Answer> status(RoutingContext context) {
        return Future.succeededFuture(Answer.ok(Json.object()
                .put("status", "ok")
                .put("service", "demi-android-api")
                .put("version", version)));
    }

    /** Always 200: the body tells, and the app reads nothing else. */
    private Future<Answer> flat(RoutingContext context) {
        ObjectNode body = Json.object()
                .put("status", board.overall().name())
                .put("ollama", "unknown")
                .put("discord", "disabled");
        board.parts().forEach((name, part) -> {
            if (!name.equals("status") && !name.equals("version")) {
                body.put(name, part.status().name());
            }
        });
        body.put("version", version).put("rehearsal", Boolean.toString(rehearsal));
        return Future.succeededFuture(Answer.ok(body));
    }
}
