package demi.conductor.turn;

/** How the tries at one message went so far, and whether it waits for the model to come back. */
public final class Retries {

    private boolean isSuspended;
    private int tries;
    private int probeSuccesses;
    private int timeouts;
    private boolean timedOut;
    private long notBefore;

    /** Another message is the oldest now. */
    void reset() {
        isSuspended = false;
        tries = 0;
        probeSuccesses = 0;
        timeouts = 0;
        timedOut = false;
    }

    /**
     * It was tried in vain.
     *
     * @param counts whether that is to be counted: the model was thought to be fine
     * @param late whether the model did not begin in time
     */
    void failed(boolean counts, boolean late) {
        tries += counts ? 1 : 0;
        timeouts += counts && late ? 1 : 0;
        timedOut = late;
    }

    /** How often it was tried in vain. */
    public int tries() {
        return tries;
    }

    /** How often the model did not begin to answer in time. */
    public int timeouts() {
        return timeouts;
    }

    /** Whether that was so the last time. */
    public boolean timedOut() {
        return timedOut;
    }

    /** @param tryAgain when at the earliest, by {@link System#nanoTime} */
    void suspend(long tryAgain) {
        isSuspended = true;
        notBefore = tryAgain;
    }

    /** Whether the turn waits for the model to come back. */
    public boolean isSuspended() {
        return isSuspended;
    }

    void resume() {
        isSuspended = false;
    }

    /** When a stalled turn may be tried again at the earliest, by {@link System#nanoTime}. */
    long notBefore() {
        return notBefore;
    }

    /** The model has answered something else: it is this message on which it fails. */
    void countProbeSuccess() {
        probeSuccesses++;
    }

    /** How often that was so. */
    int probeSuccesses() {
        return probeSuccesses;
    }
}
