package demi.accounts;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Wrong passwords of each network, whatever e-mails they were for: who tries one password on many accounts locks none of
 * them, but is shut out here. Remembers a bounded number of networks, those heard of last.
 */
final class AddressFailures {

    private static final int NETWORKS = 10_000;
    private static final int ACCOUNTS = 40;

    private record Count(int failures, Instant since) {}

    private final int most;
    private final Duration window;
    private final Map<String, Count> counts = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Count> eldest) {
            return size() > NETWORKS;
        }
    };

    /** So many as lock forty accounts shut a network out, for as long. */
    static AddressFailures of(AccountsSettings settings) {
        return new AddressFailures(ACCOUNTS * settings.lockAfter(), settings.lockFor());
    }

    /** @param window from the first failure on; then the count starts again */
    AddressFailures(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    void add(String network, Instant now) {
        counts.merge(
                network,
                new Count(1, now),
                (old, one) -> isOver(old, now) ? one : new Count(old.failures() + 1, old.since()));
    }

    int of(String network, Instant now) {
        Count count = counts.get(network);
        return count == null || isOver(count, now) ? 0 : count.failures();
    }

    /** The seconds until this network may try again; 0 where it may. */
    long wait(String network, Instant now) {
        Count count = counts.get(network);
        return count == null || of(network, now) < most
                ? 0
                : Math.max(1, Duration.between(now, count.since().plus(window)).toSeconds());
    }

    /** Also where the clock was set back: it shuts nobody out for longer. */
    private boolean isOver(Count count, Instant now) {
        return Duration.between(count.since(), now).abs().compareTo(window) >= 0;
    }
}
