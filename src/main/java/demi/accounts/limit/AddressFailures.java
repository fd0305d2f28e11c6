package demi.accounts.limit;

import demi.util.BoundedMap;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Wrong passwords of each network, whatever e-mails they were for: who tries one password on many accounts locks none of
 * them, but is shut out here. Remembers a bounded number of networks, those heard of last.
 */
public final class AddressFailures {

    private static final int NETWORKS = 10_000;
    private static final int ACCOUNTS = 40;

    private record Count(int failures, long since) {}

    private final int most;
    private final long window;
    private final LongSupplier nanos;
    private final Map<String, Count> counts = new BoundedMap<>(NETWORKS);

    /** So many as lock forty accounts shut a network out, for as long. */
    public static AddressFailures of(int lockAfter, Duration lockFor, LongSupplier nanos) {
        return new AddressFailures(ACCOUNTS * lockAfter, lockFor, nanos);
    }

    /**
     * @param window from the first failure on; then the count starts again
     * @param nanos a clock that nobody sets
     */
    AddressFailures(int most, Duration window, LongSupplier nanos) {
        this.most = most;
        this.window = window.toNanos();
        this.nanos = nanos;
    }

    void add(String network) {
        long now = nanos.getAsLong();
        counts.merge(
                network,
                new Count(1, now),
                (old, one) -> isOver(old, now) ? one : new Count(old.failures() + 1, old.since()));
    }

    public int of(String network) {
        Count count = counts.get(network);
        return count == null || isOver(count, nanos.getAsLong()) ? 0 : count.failures();
    }

    /** The seconds until this network may try again; 0 where it may. */
    long wait(String network) {
        Count count = counts.get(network);
        return count == null || of(network) < most
                ? 0
                : Math.max(1, TimeUnit.NANOSECONDS.toSeconds(count.since() + window - nanos.getAsLong()));
    }

    private boolean isOver(Count count, long now) {
        return now - count.since() >= window;
    }
}
