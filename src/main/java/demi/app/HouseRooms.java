package demi.app;

import demi.api.ClusterApi;
import demi.bus.Bus;
import demi.bus.Shares;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rooms that are open on one node of several at a time: opened and closed as they come to this one and go. */
final class HouseRooms {

    private static final Logger LOG = LoggerFactory.getLogger(HouseRooms.class);

    private final Bus bus;
    private final Context context;
    private final Supplier<Future<Void>> open;
    private final Supplier<Future<Void>> close;
    /** The last of what is done one after the other. */
    private Future<Void> last = Future.succeededFuture();

    private boolean isOpen;

    /**
     * @param open opens all of them, and closes none where one cannot be opened
     * @param close closes those that are open
     */
    HouseRooms(Vertx vertx, Bus bus, Supplier<Future<Void>> open, Supplier<Future<Void>> close) {
        this.bus = bus;
        this.context = vertx.getOrCreateContext();
        this.open = open;
        this.close = close;
    }

    /** From now on. */
    Future<Void> watch() {
        return bus.subscribe(
                ClusterApi.HELD,
                told -> context.runOnContext(now -> become(told.shares().contains(Shares.HOUSE))));
    }

    private void become(boolean held) {
        last = last.transform(before -> {
            if (held == isOpen) {
                return Future.succeededFuture();
            }
            isOpen = held;
            return held ? opened() : closed();
        });
    }

    private Future<Void> opened() {
        long began = System.nanoTime();
        return open.get()
                .onSuccess(ready -> LOG.info(
                        "Opened the rooms of the house on this node in {} ms", (System.nanoTime() - began) / 1_000_000))
                .recover(thrown -> {
                    LOG.error("Could not open the rooms of the house on this node", thrown);
                    isOpen = false;
                    return close.get()
                            .eventually(() -> bus.request(ClusterApi.GIVE_HOUSE_BACK, new ClusterApi.GiveHouseBack()))
                            .mapEmpty();
                });
    }

    private Future<Void> closed() {
        return close.get().onSuccess(done -> LOG.info("Closed the rooms of the house on this node"));
    }
}
