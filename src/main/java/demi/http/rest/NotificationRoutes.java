package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.NotificationsApi;
import demi.api.NotificationsApi.GetTarget;
import demi.api.NotificationsApi.Kind;
import demi.api.NotificationsApi.SetTarget;
import demi.api.NotificationsApi.Target;
import demi.api.NotificationsApi.TargetStatus;
import demi.api.value.Secret;
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
import org.jspecify.annotations.Nullable;

/** The caller's own phone: where it is told, and whether that works. */
public final class NotificationRoutes {

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    public NotificationRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    public void install(ApiRouter routes) {
        routes.get("/api/v1/notifications/target", this::targetStatus);
        routes.put("/api/v1/notifications/target", this::set);
        routes.delete("/api/v1/notifications/target", this::remove);
        routes.post("/api/v1/notifications/test", this::test);
    }

    private Future<JsonResponse> targetStatus(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(NotificationsApi.TARGET, new GetTarget(caller.userId())))
                .map(standing -> JsonResponse.ok(json(standing)));
    }

    private Future<JsonResponse> set(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> target(caller.userId(), fields)))
                .compose(target -> bus.request(NotificationsApi.SET_TARGET, target))
                .map(standing -> JsonResponse.ok(json(standing)));
    }

    private static SetTarget target(String userId, RequestFields fields) {
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

    private static @Nullable Secret secret(RequestFields fields, String name) {
        String value = fields.optional(name);
        return value == null ? null : new Secret(value);
    }

    private Future<JsonResponse> remove(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller ->
                        bus.request(NotificationsApi.REMOVE_TARGET, new NotificationsApi.RemoveTarget(caller.userId())))
                .compose(removed -> removed.found()
                        ? Future.succeededFuture(
                                JsonResponse.ok(JsonViews.object().put("message", "No phone is told any more.")))
                        : Future.failedFuture(Problem.of(404, "No phone of your own is set.")));
    }

    private Future<JsonResponse> test(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(NotificationsApi.TEST, new NotificationsApi.SendTest(caller.userId())))
                .compose(tested -> tested.retryAfter() > 0
                        ? Future.failedFuture(Problem.of(429, tested.detail())
                                .with("Retry-After", Integer.toString(tested.retryAfter())))
                        : Future.succeededFuture(JsonResponse.ok(
                                JsonViews.object().put("sent", tested.sent()).put("detail", tested.detail()))));
    }

    private static ObjectNode json(TargetStatus standing) {
        ObjectNode json = JsonViews.object();
        ArrayNode servers = json.putArray("servers");
        standing.servers().forEach(servers::add);
        Target target = standing.target();
        json.set("target", target == null ? json.nullNode() : json(target));
        return json.put("house", standing.house())
                .put("trouble", standing.trouble().isEmpty() ? null : standing.trouble());
    }

    /** Without the tokens. */
    public static ObjectNode json(Target target) {
        return JsonViews.object()
                .put("kind", target.kind().key())
                .put("server", target.server())
                .put("topic", target.topic().isEmpty() ? null : target.topic())
                .put("token", target.token() != null)
                .put("client_token", target.clientToken() != null)
                .put("text", target.text());
    }
}
