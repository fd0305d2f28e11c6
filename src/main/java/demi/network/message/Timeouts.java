package demi.network.message;

import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;

/** Waits for so long and no longer, on the room's context: a future's own timeout leaves it where the future has none. */
public final class Timeouts {

    private Timeouts() {}

    public static <T> Future<T> within(Vertx vertx, long millis, Future<T> future) {
        Promise<T> first = Promise.promise();
        long timer = Timers.limit(vertx, millis, late -> first.tryFail("That took too long."));
        future.onComplete(first::tryComplete, first::tryFail);
        return first.future().onComplete(over -> vertx.cancelTimer(timer));
    }
}
