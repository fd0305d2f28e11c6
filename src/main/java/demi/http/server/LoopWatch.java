package demi.http.server;

import demi.bus.Timers;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.ArrayList;
import java.util.List;

/** Whether event loops turn: each gets a task now and then, and one that does not come to it stands still. */
public final class LoopWatch {

    /** Each look wakes each loop; nobody waits for it. */
    private static final long EVERY_MS = 5_000;

    private final List<Loop> loops = new ArrayList<>();

    private LoopWatch() {}

    /** Begins to watch all event loops, on the calling context. */
    public static LoopWatch of(Vertx vertx) {
        LoopWatch watch = new LoopWatch();
        for (EventExecutor executor : ((VertxInternal) vertx).eventLoopGroup()) {
            watch.loops.add(new Loop(executor));
        }
        watch.measure();
        Timers.every(vertx, EVERY_MS, timer -> watch.measure());
        return watch;
    }

    private void measure() {
        loops.forEach(Loop::measure);
    }

    /** The longest time for which one of them has not come to its task, in milliseconds; about 0 while all turn. */
    public long longestMillis() {
        return loops.stream().mapToLong(Loop::waitedMillis).max().orElse(0);
    }

    private static final class Loop {
        private final EventExecutor executor;
        /** When it got the task that it has not come to yet. */
        private long asked;

        private volatile boolean came = true;

        private Loop(EventExecutor executor) {
            this.executor = executor;
        }

        private void measure() {
            if (came && !executor.isShuttingDown()) {
                came = false;
                asked = System.nanoTime();
                executor.execute(() -> came = true);
            }
        }

        private long waitedMillis() {
            return came ? 0 : (System.nanoTime() - asked) / 1_000_000;
        }
    }
}
