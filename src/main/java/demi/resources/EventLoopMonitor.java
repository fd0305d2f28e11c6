package demi.resources;

import demi.bus.Timers;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * How long things wait for an event loop. Each gets a small task now and then, and says when it came to it; one that does
 * not come to it is told of by the time for which it has not. Belongs to the room's context.
 */
final class EventLoopMonitor {

    private static final long EVERY_MS = 1_000;

    private final List<Loop> loops = new ArrayList<>();
    /** In nanoseconds, since it was last asked for. */
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    private long due;

    private EventLoopMonitor() {}

    /** Begins on the calling context. */
    static EventLoopMonitor watch(Vertx vertx) {
        EventLoopMonitor watching = new EventLoopMonitor();
        for (EventExecutor executor : ((VertxInternal) vertx).eventLoopGroup()) {
            watching.loops.add(watching.new Loop(executor));
        }
        watching.due = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
        Timers.every(vertx, EVERY_MS, timer -> watching.measure());
        return watching;
    }

    private void measure() {
        long now = System.nanoTime();
        // This loop cannot be told to be late by anybody but the clock.
        longest.accumulate(now - due);
        due = now + TimeUnit.MILLISECONDS.toNanos(EVERY_MS);
        for (Loop loop : loops) {
            if (loop.asked == 0) {
                loop.asked = now;
                // It says so where it is: that would wake another one.
                loop.executor.execute(loop::came);
            }
        }
    }

    /** The longest wait, in milliseconds, since this was last asked. */
    long longest() {
        long now = System.nanoTime();
        for (Loop loop : loops) {
            long asked = loop.asked;
            if (asked != 0) {
                longest.accumulate(now - asked);
            }
        }
        return TimeUnit.NANOSECONDS.toMillis(longest.getThenReset());
    }

    private final class Loop {
        private final EventExecutor executor;
        /** When it got the task that it has not come to yet; 0 where it has none. */
        private volatile long asked;

        private Loop(EventExecutor executor) {
            this.executor = executor;
        }

        private void came() {
            longest.accumulate(System.nanoTime() - asked);
            asked = 0;
        }
    }
}
