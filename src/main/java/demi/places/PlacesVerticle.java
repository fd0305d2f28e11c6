package demi.places;

import demi.api.house.PlacesApi;
import demi.api.house.PlacesApi.Grants;
import demi.api.house.PlacesApi.Report;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.NodeLinks;
import demi.bus.Timers;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Hears what all nodes do and want of the model servers, and tells each what it may do. */
final class PlacesVerticle extends BaseVerticle {

    /** A node that is gone is noticed by then. */
    private static final long WATCH_MS = 250;

    private final Bus bus;
    private final NodeLinks links;
    private final PlaceBook book;

    PlacesVerticle(Bus bus, NodeLinks links) {
        this.bus = bus;
        this.links = links;
        this.book = new PlaceBook(UUID.randomUUID().toString(), present(), System.nanoTime());
    }

    @Override
    public Future<?> start() {
        Timers.every(vertx, WATCH_MS, timer -> give(""));
        return bus.handle(PlacesApi.REPORT, this::reported)
                .onSuccess(ready -> bus.publish(PlacesApi.OPENED, new PlacesApi.Opened(book.term())));
    }

    private Set<String> present() {
        Set<String> present = new HashSet<>(links.nodes().others());
        present.add(links.self());
        return present;
    }

    private Future<Grants> reported(Report report) {
        if (!report.term().equals(book.term())) {
            // What was granted by others may have reached that node since it said so: it is heard once it knows of this
            // book.
            return Future.succeededFuture(new Grants(report.node(), book.term(), List.of(), false, List.of()));
        }
        book.reported(report, System.nanoTime());
        give(report.node());
        return Future.succeededFuture(book.answer(report));
    }

    /** @param asking hears of it with the answer */
    private void give(String asking) {
        book.forget(present(), System.nanoTime());
        for (String node : book.give(System.nanoTime())) {
            if (!node.equals(asking)) {
                bus.publish(PlacesApi.GRANTED, book.grants(node));
            }
        }
    }
}
