package demi.bus;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;

/** All timers are set here, since none of a room that is closing may start anything (see {@link BaseVerticle}). */
public final class Timers {

    /** The id of no timer; may be cancelled like one. */
    public static final long NONE = -1;

    private Timers() {}

    /** Calls {@code work} once, unless the room is closing by then. */
    public static long after(Vertx vertx, long millis, Handler<Long> work) {
        return BaseVerticle.isClosing() ? NONE : vertx.setTimer(millis, unlessClosing(work));
    }

    /** Calls {@code work} again and again until the room closes. */
    public static long every(Vertx vertx, long millis, Handler<Long> work) {
        return every(vertx, millis, millis, work);
    }

    /** The same, with another pause before the first call. */
    public static long every(Vertx vertx, long first, long millis, Handler<Long> work) {
        return BaseVerticle.isClosing() ? NONE : vertx.setPeriodic(first, millis, unlessClosing(work));
    }

    /** Done after that time; fails where the room is closing by then, so that what waits for it ends. */
    public static Future<Void> pause(Vertx vertx, long millis) {
        // One that is cancelled, as all are with their room, fails.
        return BaseVerticle.isClosing()
                ? refused()
                : vertx.timer(millis).transform(over -> over.failed() || BaseVerticle.isClosing() ? refused() : done());
    }

    /** Calls {@code end} once, also while the room is closing: it ends something that is under way, and starts nothing. */
    public static long limit(Vertx vertx, long millis, Handler<Long> end) {
        return vertx.setTimer(millis, end);
    }

    private static Handler<Long> unlessClosing(Handler<Long> work) {
        return timer -> {
            if (!BaseVerticle.isClosing()) {
                work.handle(timer);
            }
        };
    }

    private static Future<Void> refused() {
        return Future.failedFuture(BaseVerticle.refusal());
    }

    private static Future<Void> done() {
        return Future.succeededFuture();
    }
}
