package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Bus;
import demi.contract.Models;
import demi.contract.Models.Installed;
import demi.contract.Models.Listing;
import demi.contract.Models.Pull;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** Which models there are, getting another, and switching; for the owner, since it concerns everybody. */
final class ModelRoutes {

    private final Bus bus;
    private final Guard guard;
    private final Bodies bodies;

    ModelRoutes(Bus bus, Guard guard, Bodies bodies) {
        this.bus = bus;
        this.guard = guard;
        this.bodies = bodies;
    }

    void install(Routes routes) {
        routes.get("/api/v1/models", this::list);
        routes.post("/api/v1/models/pull", this::pull);
        routes.post("/api/v1/models/use", this::use);
    }

    private Future<Answer> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.ask(Models.LIST, new Models.ListAll()))
                .map(listing -> Answer.ok(json(listing)));
    }

    private Future<Answer> pull(RoutingContext context) {
        Future<Fields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields -> bus.ask(Models.GET, new Models.Get(fields.required("model"))))
                .map(pull -> new Answer(202, json(pull), Map.of()));
    }

    private Future<Answer> use(RoutingContext context) {
        Future<Fields> body = bodies.read(context);
        return guard.owner(context.request())
                .compose(owner -> body)
                .compose(fields -> bus.ask(Models.USE, new Models.Use(fields.required("model"))))
                .compose(used -> bus.ask(Models.LIST, new Models.ListAll()))
                .map(listing -> Answer.ok(json(listing)));
    }

    private static ObjectNode json(Listing listing) {
        ArrayNode models = Json.array();
        listing.models().forEach(model -> models.add(json(model)));
        ArrayNode pulls = Json.array();
        listing.pulls().forEach(pull -> pulls.add(json(pull)));
        ArrayNode servers = Json.array();
        listing.hosts()
                .forEach(host -> servers.add(Json.object()
                        .put("address", host.address())
                        .put("reachable", host.reachable())
                        .put("model", host.model())));
        ObjectNode json = Json.object().put("wanted", listing.wanted()).put("used", listing.used());
        json.set("models", models);
        json.set("servers", servers);
        json.set("pulls", pulls);
        return json.put("memory_bytes", listing.memory()).put("largest_fitting_bytes", listing.largest());
    }

    private static ObjectNode json(Installed model) {
        return Json.object()
                .put("name", model.name())
                .put("bytes", model.bytes())
                .put("parameters", model.parameters())
                .put("quantization", model.quantization())
                .put("fits", model.fits())
                .put("about", model.about());
    }

    private static ObjectNode json(Pull pull) {
        return Json.object()
                .put("model", pull.model())
                .put("status", pull.status())
                .put("completed_bytes", pull.completed())
                .put("total_bytes", pull.total())
                .put("percent", pull.percent())
                .put("done", pull.done())
                .put("failure", pull.failure());
    }
}
