package demi.http.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Few at a time for each key; the others wait, in order, up to a bound. Who takes long with their turn keeps nobody else from
 * theirs, until too many do. Belongs to one context.
 */
public final class FairQueue {

    private final Bounds bounds;
    private final Timer timer;
    private final Map<String, Queue> queues = new HashMap<>();

    /**
     * For each key.
     *
     * @param most at a time
     * @param waiting beside those
     * @param longest after which the next one's turn begins, and this one is late
     * @param late beside all those; of more the one that is late longest is given up
     */
    public record Bounds(int most, int waiting, Duration longest, int late) {}

    /** Starts timers, on the context. */
    public interface Timer {

        /** Runs {@code then}, unless what is returned is run before. */
        Runnable start(Duration after, Runnable then);
    }

    public FairQueue(Bounds bounds, Timer timer) {
        this.bounds = bounds;
        this.timer = timer;
    }

    private static final class Queue {
        private final ArrayDeque<Turn> waiting = new ArrayDeque<>();
        private final ArrayDeque<Turn> late = new ArrayDeque<>();
        private int running;
    }

    private final class Turn {
        private final Promise<Runnable> begun = Promise.promise();
        private final String key;
        private final Queue queue;
        private final Runnable giveUp;
        private Runnable stopTimer = () -> {};
        private boolean running;

        Turn(String key, Queue queue, Runnable giveUp) {
            this.key = key;
            this.queue = queue;
            this.giveUp = giveUp;
        }

        void begin() {
            running = true;
            queue.running++;
            stopTimer = timer.start(bounds.longest(), this::onDeadline);
            begun.complete(this::leave);
        }

        private void onDeadline() {
            if (!running) {
                return;
            }
            queue.late.add(this);
            Turn eldest = queue.late.size() > bounds.late() ? queue.late.remove() : null;
            end();
            if (eldest != null) {
                eldest.giveUp.run();
            }
        }

        private void leave() {
            stopTimer.run();
            if (running) {
                end();
            } else {
                queue.late.remove(this);
            }
            if (queue.running == 0 && queue.late.isEmpty()) {
                queues.remove(key, queue);
            }
        }

        private void end() {
            running = false;
            queue.running--;
            Turn next = queue.waiting.poll();
            if (next != null) {
                next.begin();
            }
        }
    }

    /**
     * One's turn, with what ends it, which has to be run in any case; fails with {@link TooMany} where too many wait.
     *
     * @param giveUp run where it takes so long that it has to end
     */
    public Future<Runnable> enter(String key, Runnable giveUp) {
        Queue queue = queues.computeIfAbsent(key, first -> new Queue());
        Turn turn = new Turn(key, queue, giveUp);
        if (queue.running < bounds.most()) {
            turn.begin();
        } else if (queue.waiting.size() < bounds.waiting()) {
            queue.waiting.add(turn);
        } else {
            return Future.failedFuture(new TooMany());
        }
        return turn.begun.future();
    }

    /** More wait than may. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMany() {
            super("too many wait", null, false, false);
        }
    }
}
