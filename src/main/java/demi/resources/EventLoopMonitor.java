package demi.resources;

import demi.bus.Timers;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * How long things wait for an event loop. Each gets a small task now and then, and says when it came to it; one that does
 * not come to it is told of by the time for which it has not. Belongs to the room's context.
 */
final class EventLoopMonitor {

    private static final long EVERY_MS = 1_000;

    private final List<Loop> loops = new ArrayList<>();
    private final Context context;
    private long due;
    private long longest;

    private EventLoopMonitor(Context context) {
        this.context = context;
    }

    static EventLoopMonitor watch(Vertx vertx, Context context) {
        EventLoopMonitor watching = new EventLoopMonitor(context);
        for (EventExecutor executor : ((VertxInternal) vertx).eventLoopGroup()) {
            watching.loops.add(new Loop(executor));
        }
        watching.due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
        Timers.every(vertx, EVERY_MS, timer -> watching.measure());
        return watching;
    }

    private void measure() {
        long now = System.nanoTime();
        // This loop cannot be told to be late by anybody but the clock.
        onMeasured(now - due);
        due = now + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
        for (Loop loop : loops) {
            if (loop.asked == 0) {
                loop.asked = now;
                loop.executor.execute(() -> {
                    long came = System.nanoTime();
                    context.runOnContext(told -> {
                        onMeasured(came - loop.asked);
                        loop.asked = 0;
                    });
                });
            }
        }
    }

    private void onMeasured(long nanos) {
        longest = Math.max(longest, nanos);
    }

    /** The longest wait, in milliseconds, since this was last asked. */
    long longest() {
        long now = System.nanoTime();
        loops.stream().filter(loop -> loop.asked != 0).forEach(loop -> onMeasured(now - loop.asked));
        long found = longest;
        longest = 0;
        return TimeUnit.NANOSECONDS.toMillis(found);
    }

    private static final class Loop {
        private final EventExecutor executor;
        /** When it got the task that it has not come to yet; 0 where it has none. */
        private long asked;

        private Loop(EventExecutor executor) {
            this.executor = executor;
        }
    }
}
