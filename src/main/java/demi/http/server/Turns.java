package demi.http.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/** Few at a time for each key; the others wait, in order, up to a bound. Belongs to one context. */
public final class Turns {

    private final int most;
    private final int waiting;
    private final Map<String, Queue> queues = new HashMap<>();

    /**
     * @param most at a time, for each key
     * @param waiting beside those, for each key
     */
    public Turns(int most, int waiting) {
        this.most = most;
        this.waiting = waiting;
    }

    private static final class Queue {
        private final ArrayDeque<Promise<Runnable>> waiting = new ArrayDeque<>();
        private int running;
    }

    /** One's turn, with what ends it, which has to be run once; fails with {@link TooMany} where too many wait. */
    public Future<Runnable> enter(String key) {
        Queue queue = queues.computeIfAbsent(key, first -> new Queue());
        if (queue.running < most) {
            queue.running++;
            return Future.succeededFuture(() -> leave(key, queue));
        }
        if (queue.waiting.size() >= waiting) {
            return Future.failedFuture(new TooMany());
        }
        Promise<Runnable> turn = Promise.promise();
        queue.waiting.add(turn);
        return turn.future();
    }

    private void leave(String key, Queue queue) {
        Promise<Runnable> next = queue.waiting.poll();
        if (next != null) {
            next.complete(() -> leave(key, queue));
        } else if (--queue.running == 0) {
            queues.remove(key);
        }
    }

    /** More wait than may. */
    public static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private TooMany() {
            super("too many wait", null, false, false);
        }
    }
}
