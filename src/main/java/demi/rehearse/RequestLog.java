package demi.rehearse;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/** What the stand-in saw. Written on its event loop and read by test threads, so it is the one class here with a lock. */
final class RequestLog {
    static final int KEPT = 2_000;
    /** The number of a request that was not recorded yet. */
    static final long NONE = -1;

    private final TreeMap<Long, FakeOllama.Received> received = new TreeMap<>();
    private final List<String> refused = new ArrayList<>();
    private final List<Waiter> waiters = new ArrayList<>();
    private long total;
    private int open;
    private int mostOpen;
    private int cancelled;

    private record Waiter(BooleanSupplier met, Promise<Void> promise) {}

    /** Records a POST of which nothing is read, or not yet; returns its number. */
    long received(String path, String body) {
        long[] number = new long[1];
        update(() -> number[0] = record(new FakeOllama.Received(path, body, 0, 0, "")));
        return number[0];
    }

    /** A reply begins: with what is known of its prompt, in the place of what was recorded before. */
    void opened(long number, FakeOllama.Received request) {
        update(() -> {
            if (number == NONE) {
                record(request);
            } else {
                received.replace(number, request);
            }
            mostOpen = Math.max(mostOpen, ++open);
        });
    }

    void refused(String sentence) {
        update(() -> refused.add(sentence));
    }

    void closed(boolean byTheClient) {
        update(() -> {
            open--;
            cancelled += byTheClient ? 1 : 0;
        });
    }

    /** So many more whose client left. */
    void cancelled(int more) {
        update(() -> cancelled += more);
    }

    synchronized List<FakeOllama.Received> received() {
        return List.copyOf(received.values());
    }

    synchronized List<String> refused() {
        return List.copyOf(refused);
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

    private long record(FakeOllama.Received request) {
        received.put(total, request);
        if (received.size() > KEPT) {
            received.pollFirstEntry();
        }
        return total++;
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
