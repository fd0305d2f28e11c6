package demi.resources;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Whether she does less. It begins with the first look that finds more memory in use than the threshold, and is over when
 * every look for a while has found less: at the border she does not go to and fro. Where it begins again soon, since the model
 * that then comes back is what fills the memory, that while is twice as long each time.
 */
final class LoadShedding {

    private static final Duration LONGEST = Duration.ofMinutes(30);

    private final double threshold;
    private final Duration calmFor;
    private Duration wait;
    private boolean on;
    private @Nullable Duration calmSince;
    private @Nullable Duration over;

    LoadShedding(double threshold, Duration calmFor) {
        this.threshold = threshold;
        this.calmFor = calmFor;
        this.wait = calmFor;
    }

    /**
     * Whether she does less from now on.
     *
     * @param at on a clock that only goes forward
     */
    boolean after(double percent, Duration at) {
        if (percent > threshold) {
            if (!on) {
                beginsAt(at);
            }
            calmSince = null;
        } else if (on) {
            Duration since = calmSince == null ? at : calmSince;
            calmSince = since;
            on = at.minus(since).compareTo(wait) < 0;
            over = on ? null : at;
        }
        return on;
    }

    private void beginsAt(Duration at) {
        on = true;
        boolean again = over != null && at.minus(over).compareTo(wait.multipliedBy(2)) <= 0;
        Duration doubled = wait.multipliedBy(2);
        wait = !again ? calmFor : doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
    }

    boolean isOn() {
        return on;
    }
}
