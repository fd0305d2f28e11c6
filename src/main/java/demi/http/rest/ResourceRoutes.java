package demi.http.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.ResourcesApi;
import demi.api.ResourcesApi.Sample;
import demi.api.ResourcesApi.Samples;
import demi.bus.Bus;
import demi.http.web.ApiRouter;
import demi.http.web.BearerAuth;
import demi.http.web.JsonResponse;
import demi.http.web.JsonViews;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What she has had of the machine in the last half hour; for the owner. */
public final class ResourceRoutes {

    private final Bus bus;
    private final BearerAuth guard;

    public ResourceRoutes(Bus bus, BearerAuth guard) {
        this.bus = bus;
        this.guard = guard;
    }

    public void install(ApiRouter routes) {
        routes.get("/api/v1/resources", this::list);
    }

    private Future<JsonResponse> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.request(ResourcesApi.LIST, new ResourcesApi.ListSamples()))
                .map(samples -> JsonResponse.ok(json(samples)));
    }

    private static ObjectNode json(Samples found) {
        ArrayNode samples = JsonViews.array();
        found.samples().forEach(sample -> samples.add(json(sample)));
        ObjectNode json = JsonViews.object()
                .put("shedding", found.load().shedding())
                .put("threshold_percent", found.load().threshold());
        json.set("samples", samples);
        return json;
    }

    private static ObjectNode json(Sample sample) {
        return JsonViews.object()
                .put("at", JsonViews.time(sample.at()))
                .put("processor_percent", tenths(100 * sample.processor()))
                .put("processors", sample.processors())
                .put("memory_percent", tenths(sample.memoryPercent()))
                .put("memory_used_bytes", sample.memoryUsed())
                .put("memory_total_bytes", sample.memoryTotal())
                .put("contained", sample.contained())
                .put("disk_free_bytes", sample.diskFree())
                .put("disk_total_bytes", sample.diskTotal())
                .put("heap_used_bytes", sample.heapUsed())
                .put("heap_max_bytes", sample.heapMax())
                .put("pauses_ms", sample.pauses())
                .put("event_loop_lag_ms", sample.loopLag());
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
