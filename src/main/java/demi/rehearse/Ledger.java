package demi.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the stand-in saw. Written on its event loop and read by test threads, so it is the one class here with a lock. */
final class Ledger {
    static final int KEPT = 2_000;

    private final ArrayDeque<StandIn.Received> received = new ArrayDeque<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private long total;
    private int open;
    private int mostOpen;
    private int cancelled;

    private record Waiter(BooleanSupplier met, Promise<Void> promise) {}

    void received(StandIn.Received request) {
        update(() -> {
            total++;
            received.addLast(request);
            if (received.size() > KEPT) {
                received.removeFirst();
            }
        });
    }

    void opened() {
        update(() -> mostOpen = Math.max(mostOpen, ++open));
    }

    void closed(boolean byTheClient) {
        update(() -> {
            open--;
            cancelled += byTheClient ? 1 : 0;
        });
    }

    synchronized List<StandIn.Received> received() {
        return List.copyOf(received);
    }

    synchronized long total() {
        return total;
    }

    synchronized int open() {
        return open;
    }

    synchronized int mostOpen() {
        return mostOpen;
    }

    synchronized int cancelled() {
        return cancelled;
    }

    /** Completes as soon as the condition holds; it is looked at whenever something changes. */
    Future<Void> when(BooleanSupplier condition) {
        Promise<Void> promise = Promise.promise();
        update(() -> waiters.add(new Waiter(condition, promise)));
        return promise.future();
    }

    private void update(Runnable change) {
        List<Waiter> met = new ArrayList<>();
        synchronized (this) {
            change.run();
            waiters.removeIf(waiter -> waiter.met().getAsBoolean() && met.add(waiter));
        }
        // Outside the lock: who waits may ask this ledger again.
        met.forEach(waiter -> waiter.promise().complete());
    }
}
