package demi.http.server;

import java.util.function.LongSupplier;

/** A rate limit that lets bursts through: tokens come at an even rate, up to a burst's worth of them, and are spent. */
final class TokenBucket {

    private static final double SECOND = 1e9;

    private final double perSecond;
    private final double burst;
    private final LongSupplier nanoTime;
    private double tokens;
    private long filled;

    /**
     * A full one.
     *
     * @param nanoTime a clock that nobody sets
     */
    TokenBucket(double perSecond, double burst, LongSupplier nanoTime) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanoTime = nanoTime;
        this.tokens = burst;
        this.filled = nanoTime.getAsLong();
    }

    /** May spend more than there is, which has to come again before there is any. */
    void spend(double cost) {
        fill();
        tokens -= cost;
    }

    boolean isEmpty() {
        fill();
        return tokens <= 0;
    }

    /** How long it is empty for; 0 when it is not. */
    long emptyForNanos() {
        return isEmpty() ? (long) (-tokens / perSecond * SECOND) + 1 : 0;
    }

    private void fill() {
        long now = nanoTime.getAsLong();
        tokens = Math.min(burst, tokens + (now - filled) / SECOND * perSecond);
        filled = now;
    }
}
