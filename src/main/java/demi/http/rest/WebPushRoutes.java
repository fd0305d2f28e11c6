package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.AccountsApi.Caller;
import demi.api.WebPushApi;
import demi.api.WebPushApi.Subscription;
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
import java.util.Map;
import java.util.Objects;

/** The caller's own browsers that are told by Web Push. */
public final class WebPushRoutes {

    private static final String PATH = "/api/v1/notifications/web-push";
    private static final String SOME_BROWSER = "Browser";

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    public WebPushRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    public void install(ApiRouter routes) {
        routes.get(PATH, this::status);
        routes.post(PATH, this::subscribe);
        routes.delete(PATH + "/:id", this::unsubscribe);
    }

    private Future<JsonResponse> status(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(WebPushApi.STATUS, new WebPushApi.GetStatus(caller.userId())))
                .map(status -> {
                    ObjectNode json = JsonViews.object()
                            .put("enabled", status.publicKey() != null)
                            .put("public_key", status.publicKey());
                    ArrayNode all = json.putArray("subscriptions");
                    status.subscriptions().forEach(each -> all.add(json(each)));
                    return JsonResponse.ok(json);
                });
    }

    private Future<JsonResponse> subscribe(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.caller(context.request())
                .compose(caller -> body.map(fields -> subscription(caller, fields)))
                .compose(asked -> bus.request(WebPushApi.SUBSCRIBE, asked))
                .map(made -> new JsonResponse(201, json(made), Map.of()));
    }

    private static WebPushApi.Subscribe subscription(Caller caller, RequestFields fields) {
        RequestFields keys = fields.object("keys");
        if (keys == null) {
            throw Problem.field("keys", "is required.");
        }
        return new WebPushApi.Subscribe(
                caller.userId(),
                caller.sessionId(),
                fields.secret("endpoint"),
                keys.required("p256dh"),
                keys.secret("auth"),
                Objects.requireNonNullElse(fields.optional("device_name"), SOME_BROWSER),
                Boolean.TRUE.equals(fields.flag("text")));
    }

    private Future<JsonResponse> unsubscribe(RoutingContext context) {
        return guard.caller(context.request())
                .compose(caller -> bus.request(
                        WebPushApi.UNSUBSCRIBE, new WebPushApi.Unsubscribe(caller.userId(), context.pathParam("id"))))
                .compose(removed -> removed.found()
                        ? Future.succeededFuture(JsonResponse.ok(
                                JsonViews.object().put("message", "That browser is not told any more.")))
                        : Future.failedFuture(Problem.of(404, "There is no such browser.")));
    }

    private static ObjectNode json(Subscription subscription) {
        return JsonViews.object()
                .put("id", subscription.subscriptionId())
                .put("device_name", subscription.deviceName())
                .put("service", subscription.service())
                .put("text", subscription.text())
                .put("created_at", JsonViews.time(subscription.createdAt()));
    }
}
