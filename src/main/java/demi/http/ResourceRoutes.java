package demi.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.contract.Bus;
import demi.contract.Resources;
import demi.contract.Resources.Sample;
import demi.contract.Resources.Samples;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** What she has had of the machine in the last half hour; for the owner. */
final class ResourceRoutes {

    private final Bus bus;
    private final Guard guard;

    ResourceRoutes(Bus bus, Guard guard) {
        this.bus = bus;
        this.guard = guard;
    }

    void install(Routes routes) {
        routes.get("/api/v1/resources", this::list);
    }

    private Future<Answer> list(RoutingContext context) {
        return guard.owner(context.request())
                .compose(owner -> bus.ask(Resources.LIST, new Resources.ListAll()))
                .map(samples -> Answer.ok(json(samples)));
    }

    private static ObjectNode json(Samples found) {
        ArrayNode samples = Json.array();
        found.samples().forEach(sample -> samples.add(json(sample)));
        ObjectNode json = Json.object()
                .put("shedding", found.load().shedding())
                .put("threshold_percent", found.load().threshold());
        json.set("samples", samples);
        return json;
    }

    private static ObjectNode json(Sample sample) {
        return Json.object()
                .put("at", Json.time(sample.at()))
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
