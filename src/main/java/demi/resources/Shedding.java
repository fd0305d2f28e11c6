package demi.resources;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether she does less. It begins with the first look that finds more memory in use than the threshold, and is over when
 * every look for a while has found less: at the border she does not go to and fro.
 */
final class Shedding {

    private final double threshold;
    private final Duration calmFor;
    private boolean on;
    private @Nullable Duration calmSince;

    Shedding(double threshold, Duration calmFor) {
        this.threshold = threshold;
        this.calmFor = calmFor;
    }

    /**
     * Whether she does less from now on.
     *
     * @param at on a clock that only goes forward
     */
    boolean after(double percent, Duration at) {
        if (percent > threshold) {
            on = true;
            calmSince = null;
        } else if (on) {
            Duration since = calmSince == null ? at : calmSince;
            calmSince = since;
            on = at.minus(since).compareTo(calmFor) < 0;
        }
        return on;
    }

    boolean isOn() {
        return on;
    }
}
