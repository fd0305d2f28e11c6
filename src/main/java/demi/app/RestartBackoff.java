package demi.app;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How often one room has failed in a row, and how long to wait before it is opened again: twice as long each time, until it has
 * been well for a while.
 */
final class RestartBackoff {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
    /**
     * What nobody asked for, such as a timer's work, has no successes: failures are in a row when each comes within this time of the
     * one before, and over when none comes for as long. Longer than any room's timer takes.
     */
    static final Duration IN_A_ROW = Duration.ofMinutes(20);

    private static final Duration WELL = Duration.ofMinutes(10);

    private final int most;
    /** By address, the failures in a row. */
    private final Map<String, Integer> answers = new HashMap<>();

    private final Set<String> down = new HashSet<>();
    private int uncaught;
    private Duration lastUncaught = Duration.ZERO;

    /** Null while it is not open. */
    private @Nullable Duration opened;

    private Duration pause = Duration.ZERO;

    RestartBackoff(int most) {
        this.most = most;
    }

    /** A question to {@code address} has failed for the {@code inARow}th time; 0: it is answered again. */
    void answered(String address, int inARow) {
        answers.put(address, inARow);
        if (inARow == 0) {
            answers.remove(address);
            down.remove(address);
        } else if (inARow >= most) {
            down.add(address);
        }
    }

    /** Something failed that nobody waits for. */
    void uncaught(Duration now) {
        uncaught = isInARow(now) ? uncaught + 1 : 1;
        lastUncaught = now;
    }

    private boolean isInARow(Duration now) {
        return now.minus(lastUncaught).compareTo(IN_A_ROW) < 0;
    }

    boolean isDown(Duration now) {
        return !down.isEmpty() || (uncaught >= most && isInARow(now));
    }

    /** Whether questions to {@code address} fail. */
    boolean isDownAt(String address) {
        return down.contains(address);
    }

    /** The most failures in a row. */
    int failures() {
        return Math.max(
                uncaught,
                answers.values().stream().mapToInt(count -> count).max().orElse(0));
    }

    /** How long to wait before it is opened again. */
    Duration pause(Duration now) {
        boolean wasWell = opened != null && now.minus(opened).compareTo(WELL) >= 0;
        opened = null;
        Duration doubled = pause.multipliedBy(2);
        pause = pause.isZero() || wasWell
                ? FIRST_PAUSE
                : doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        return pause;
    }

    /** It is open again, and as good as new. */
    void opened(Duration now) {
        opened = now;
        uncaught = 0;
        answers.clear();
        down.clear();
    }
}
