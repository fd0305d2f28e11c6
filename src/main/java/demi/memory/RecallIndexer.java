package demi.memory;

import demi.api.ChatApi;
import demi.api.store.RecallStore;
import demi.bus.Bus;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sees to it that what was said can be found: some seconds after it, and at the start what an earlier process left. */
final class RecallIndexer {

    private static final Logger LOG = LoggerFactory.getLogger(RecallIndexer.class);
    private static final int BATCH = 500;
    private static final long SOON_MS = 3_000;
    private static final long LATER_MS = 60_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Runnable done;
    private long timer = Timers.NONE;
    private boolean working;
    private boolean more;

    /** @param done runs when all is in the index */
    RecallIndexer(Vertx vertx, Bus bus, Runnable done) {
        this.vertx = vertx;
        this.bus = bus;
        this.done = done;
    }

    void onEvent(ChatApi.Event event) {
        if (event instanceof ChatApi.MessageAdded || event instanceof ChatApi.MessageEdited) {
            later(SOON_MS);
        }
    }

    /** One timer at a time, which nothing puts off: where somebody is always talking, it has to fire, too. */
    private void later(long millis) {
        if (timer == Timers.NONE) {
            timer = Timers.after(vertx, millis, fired -> {
                timer = Timers.NONE;
                index();
            });
        }
    }

    /** All that is not in it yet. */
    void index() {
        more = working;
        if (!working) {
            working = true;
            all().onSuccess(indexed -> done.run())
                    .onFailure(thrown -> {
                        LOG.warn("Could not index what was said: {}", thrown.getMessage());
                        later(LATER_MS);
                    })
                    .onComplete(over -> {
                        working = false;
                        if (more) {
                            index();
                        }
                    });
        }
    }

    private Future<Void> all() {
        return bus.request(RecallStore.INDEX, new RecallStore.Index(BATCH))
                .compose(indexed -> indexed.rows() < BATCH ? Future.succeededFuture() : all());
    }
}
