package demi.bus;

import demi.util.HttpExchange;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;

/**
 * Base of all verticles. A closing verticle starts nothing more, even when timers, replies or events still arrive on its
 * context. What
 * starts something asks {@link #isClosing}: {@link Timers}, {@link Bus} and {@link HttpExchange} do, so that the rooms need not.
 */
public abstract class BaseVerticle extends VerticleBase {

    private static final String CLOSING = "demi.room.closing";

    @Override
    public final Future<?> stop() throws Exception {
        context.put(CLOSING, true);
        return close();
    }

    /** Ends what is under way, and keeps what has to be kept; the room starts nothing by itself any more. */
    protected Future<?> close() throws Exception {
        return Future.succeededFuture();
    }

    /** Whether this is called on the context of a room that is closing, or closed. */
    public static boolean isClosing() {
        Context current = Vertx.currentContext();
        return current != null && isClosing(current);
    }

    public static boolean isClosing(Context context) {
        return context.get(CLOSING) != null;
    }

    /** What is refused because the room is closing. */
    public static Failure refusal() {
        return new Failure(Failure.Code.UNAVAILABLE, "This part of Demi is closing.");
    }
}
