package demi.util;

import demi.bus.Timers;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAccumulator;

/**
 * Whether event loops turn, and how long things wait for them. Each gets a small task now and then, and says when it came to it;
 * one that does not come to it is told of by the time for which it has not. Belongs to the context that it began on.
 */
public final class EventLoopMonitor {

    private final List<Loop> loops = new ArrayList<>();
    /** In nanoseconds, since it was last asked for. */
    private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

    private final Duration every;
    private long due;

    private EventLoopMonitor(Duration every) {
        this.every = every;
    }

    /**
     * Begins to watch all of them, on the calling context.
     *
     * @param every between two tasks, each of which wakes a loop; what holds a loop up for less may go unseen
     */
    public static EventLoopMonitor watch(Vertx vertx, Duration every) {
        EventLoopMonitor watching = new EventLoopMonitor(every);
        for (EventExecutor executor : ((VertxInternal) vertx).eventLoopGroup()) {
            watching.loops.add(watching.new Loop(executor));
        }
        watching.due = System.nanoTime();
        watching.measure();
        Timers.every(vertx, every.toMillis(), timer -> watching.measure());
        return watching;
    }

    private void measure() {
        long now = System.nanoTime();
        // This loop cannot be told to be late by anybody but the clock.
        longest.accumulate(now - due);
        due = now + every.toNanos();
        loops.forEach(loop -> loop.measure(now));
    }

    /** The longest time for which one of them has not come to its task, in milliseconds; about 0 while all turn. */
    public long stuckMillis() {
        return TimeUnit.NANOSECONDS.toMillis(stuckNanos());
    }

    /** The longest wait, in milliseconds, since this was last asked. */
    public long longestMillis() {
        longest.accumulate(stuckNanos());
        return TimeUnit.NANOSECONDS.toMillis(longest.getThenReset());
    }

    private long stuckNanos() {
        long now = System.nanoTime();
        return loops.stream().mapToLong(loop -> loop.waited(now)).max().orElse(0);
    }

    private final class Loop {
        private final EventExecutor executor;
        private long asked;
        /** Whether it has come to the task that it got. */
        private volatile boolean came = true;

        private Loop(EventExecutor executor) {
            this.executor = executor;
        }

        private void measure(long now) {
            if (came && !executor.isShuttingDown()) {
                asked = now;
                came = false;
                // It says so where it is: that would wake another one.
                executor.execute(this::come);
            }
        }

        private void come() {
            longest.accumulate(System.nanoTime() - asked);
            came = true;
        }

        private long waited(long now) {
            return came ? 0 : now - asked;
        }
    }
}
