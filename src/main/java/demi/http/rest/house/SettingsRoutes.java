package demi.http.rest.house;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.house.SettingsApi;
import demi.api.house.SettingsApi.Setting;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** The settings in force, to read; for the owner. */
final class SettingsRoutes {

    private final Bus bus;
    private final BearerAuth guard;

    SettingsRoutes(Bus bus, BearerAuth guard) {
        this.bus = bus;
        this.guard = guard;
    }

    void install(ApiRouter routes) {
        routes.get("/api/v1/settings", this::list);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(SettingsApi.LIST, new SettingsApi.ListSettings()))
                .map(found -> {
                    ArrayNode list = JsonViews.array();
                    found.settings().forEach(setting -> list.add(json(setting)));
                    return JsonResponse.ok(list);
                });
    }

    private static ObjectNode json(Setting setting) {
        ObjectNode json = JsonViews.object()
                .put("key", setting.key())
                .put("value", setting.value())
                .put("default", setting.byDefault())
                .put("source", setting.source())
                .put("secret", setting.secret());
        return setting.secret() ? json.put("set", setting.isSet()) : json;
    }
}
