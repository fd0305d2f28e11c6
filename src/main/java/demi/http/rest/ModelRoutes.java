package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Installed;
import demi.api.ModelCatalogApi.ModelList;
import demi.api.ModelCatalogApi.Pull;
import demi.api.value.Secret;
import demi.bus.Bus;
import demi.bus.Failure;
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
import java.util.function.Function;

/** Which models there are, getting another, and switching; for the owner, since it concerns everybody. */
public final class ModelRoutes {

    private final Bus bus;
    private final BearerAuth guard;
    private final BodyReader bodies;

    public ModelRoutes(Bus bus, BearerAuth guard, BodyReader bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    public void install(ApiRouter routes) {
        routes.get("/api/v1/models", this::list);
        routes.post("/api/v1/models/pull", this::pull);
        routes.post("/api/v1/models/use", this::use);
        routes.post("/api/v1/models/test", this::test);
        routes.delete("/api/v1/models/pull", context -> cancel(context, ModelRoutes::named));
        routes.delete("/api/v1/models/pull/:name", context -> cancel(context, inPath -> inPath.pathParam("name")));
        routes.delete("/api/v1/models", context -> delete(context, ModelRoutes::named));
        routes.delete("/api/v1/models/:name", context -> delete(context, inPath -> inPath.pathParam("name")));
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels()))
                .map(listing -> JsonResponse.ok(json(listing)));
    }

    private Future<JsonResponse> pull(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields ->
                        bus.request(ModelCatalogApi.PULL, new ModelCatalogApi.PullModel(fields.required("model"))))
                .map(pull -> new JsonResponse(202, json(pull), Map.of()));
    }

    private Future<JsonResponse> use(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields ->
                        bus.request(ModelCatalogApi.SELECT, new ModelCatalogApi.SelectModel(fields.required("model"))))
                .compose(used -> bus.request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels()))
                .map(listing -> JsonResponse.ok(json(listing)));
    }

    private Future<JsonResponse> test(RoutingContext context) {
        Future<RequestFields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields -> bus.request(
                        ModelCatalogApi.TEST_SERVER,
                        new ModelCatalogApi.TestServer(new Secret(fields.required("url")))))
                .recover(thrown -> Future.failedFuture(
                        thrown instanceof Failure failure && failure.code() == Failure.Code.INVALID
                                ? Problem.field("url", failure.sentence())
                                : thrown))
                .map(report -> {
                    ArrayNode models = JsonViews.array();
                    report.models().forEach(models::add);
                    ObjectNode json = JsonViews.object().put("ok", report.ok()).put("version", report.version());
                    json.set("models", models);
                    return JsonResponse.ok(json.put("sentence", report.sentence()));
                });
    }

    /** For names with slashes, which some proxies do not let through in a path. */
    private static String named(RoutingContext context) {
        String name = context.queryParams().get("name");
        if (name == null || name.isBlank()) {
            throw Problem.field("name", "is required.");
        }
        return name;
    }

    /** @param name asked once it is the owner who wants to */
    private Future<JsonResponse> cancel(RoutingContext context, Function<RoutingContext, String> name) {
        return guard.owner(context.request())
                .compose(owner ->
                        bus.request(ModelCatalogApi.CANCEL_PULL, new ModelCatalogApi.CancelPull(name.apply(context))))
                .map(pull -> JsonResponse.ok(json(pull)));
    }

    private Future<JsonResponse> delete(RoutingContext context, Function<RoutingContext, String> name) {
        return guard.owner(context.request())
                .compose(owner ->
                        bus.request(ModelCatalogApi.DELETE, new ModelCatalogApi.DeleteModel(name.apply(context))))
                .recover(ModelRoutes::withReason)
                .compose(gone -> bus.request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels()))
                .map(listing -> JsonResponse.ok(json(listing)));
    }

    private static <T> Future<T> withReason(Throwable thrown) {
        if (!(thrown instanceof Failure failure)) {
            return Future.failedFuture(thrown);
        }
        return Future.failedFuture(
                switch (failure.code()) {
                    case INVALID -> Problem.of(409, failure.sentence());
                    case UNAVAILABLE -> Problem.of(503, failure.sentence());
                    default -> failure;
                });
    }

    private static ObjectNode json(ModelList listing) {
        ArrayNode models = JsonViews.array();
        listing.models().forEach(model -> models.add(json(model)));
        ArrayNode pulls = JsonViews.array();
        listing.pulls().forEach(pull -> pulls.add(json(pull)));
        ArrayNode servers = JsonViews.array();
        listing.hosts()
                .forEach(host -> servers.add(JsonViews.object()
                        .put("kind", host.kind())
                        .put("address", host.address())
                        .put("reachable", host.reachable())
                        .put("model", host.model())));
        ObjectNode json = JsonViews.object().put("wanted", listing.wanted()).put("used", listing.used());
        json.set("models", models);
        json.set("servers", servers);
        json.set("pulls", pulls);
        return json.put("memory_bytes", listing.memory()).put("largest_fitting_bytes", listing.largest());
    }

    private static ObjectNode json(Installed model) {
        return JsonViews.object()
                .put("name", model.name())
                .put("bytes", model.bytes())
                .put("parameters", model.parameters())
                .put("quantization", model.quantization())
                .put("fits", model.fits())
                .put("about", model.about());
    }

    private static ObjectNode json(Pull pull) {
        return JsonViews.object()
                .put("model", pull.model())
                .put("status", pull.status())
                .put("completed_bytes", pull.completed())
                .put("total_bytes", pull.total())
                .put("percent", pull.percent())
                .put("done", pull.done())
                .put("failure", pull.failure());
    }
}
