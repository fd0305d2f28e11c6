package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Bus;
import demi.contract.Notifications;
import demi.contract.Notifications.Kind;
import demi.contract.Notifications.SetTarget;
import demi.contract.Notifications.Standing;
import demi.contract.Notifications.Target;
import demi.contract.Notifications.TargetOf;
import demi.contract.Secret;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The caller's own phone: where it is told, and whether that works. */
final class NotificationRoutes {

    private final Bus bus;
    private final Guard guard;
    private final Bodies bodies;

    NotificationRoutes(Bus bus, Guard guard, Bodies bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(Routes routes) {
        routes.get("/api/v1/notifications/target", this::standing);
        routes.put("/api/v1/notifications/target", this::set);
        routes.delete("/api/v1/notifications/target", this::remove);
        routes.post("/api/v1/notifications/test", this::test);
    }

    private Future<Answer> standing(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.ask(Notifications.TARGET, new TargetOf(caller.userId())))
                .map(standing -> Answer.ok(json(standing)));
    }

    private Future<Answer> set(RoutingContext context) {
        Future<Fields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> target(caller.userId(), fields)))
                .compose(target -> bus.ask(Notifications.SET_TARGET, target))
                .map(standing -> Answer.ok(json(standing)));
    }

    private static SetTarget target(String userId, Fields fields) {
        String name = fields.required("kind");
        Kind kind = Arrays.stream(Kind.values())
                .filter(each -> each.key().equals(name))
                .findFirst()
                .orElseThrow(() -> Problem.field("kind", "has to be ntfy or gotify."));
        return new SetTarget(
                userId,
                kind,
                fields.optional("server"),
                fields.optional("topic"),
                secret(fields, "token"),
                secret(fields, "client_token"),
                Boolean.TRUE.equals(fields.flag("text")));
    }

    private static @Nullable Secret secret(Fields fields, String name) {
        String value = fields.optional(name);
        return value == null ? null : new Secret(value);
    }

    private Future<Answer> remove(RoutingContext context) {
        return guard.caller(context.request())
                .compose(
                        caller -> bus.ask(Notifications.REMOVE_TARGET, new Notifications.RemoveTarget(caller.userId())))
                .compose(removed -> removed.found()
                        ? Future.succeededFuture(Answer.ok(Json.object().put("message", "No phone is told any more.")))
                        : Future.failedFuture(Problem.of(404, "No phone of your own is set.")));
    }

    private Future<Answer> test(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.ask(Notifications.TEST, new Notifications.Test(caller.userId())))
                .compose(tested -> tested.retryAfter() > 0
                        ? Future.failedFuture(Problem.of(429, tested.detail())
                                .with("Retry-After", Integer.toString(tested.retryAfter())))
                        : Future.succeededFuture(Answer.ok(
                                Json.object().put("sent", tested.sent()).put("detail", tested.detail()))));
    }

    private static ObjectNode json(Standing standing) {
        ObjectNode json = Json.object();
        ArrayNode servers = json.putArray("servers");
        standing.servers().forEach(servers::add);
        Target target = standing.target();
        json.set("target", target == null ? json.nullNode() : json(target));
        return json.put("house", standing.house())
                .put("trouble", standing.trouble().isEmpty() ? null : standing.trouble());
    }

    /** Without the tokens. */
    private static ObjectNode json(Target target) {
        return Json.object()
                .put("kind", target.kind().key())
                .put("server", target.server())
                .put("topic", target.topic().isEmpty() ? null : target.topic())
                .put("token", target.token() != null)
                .put("client_token", target.clientToken() != null)
                .put("text", target.text());
    }
}
