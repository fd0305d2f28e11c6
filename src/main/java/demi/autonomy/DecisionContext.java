package demi.autonomy;

import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What holds for everybody at one moment.
 *
 * @param believed see {@link ClockJumpDetector#believed}
 * @param settled whether the clock can be believed
 * @param shedding whether the machine is short of memory
 * @param modelState why the model cannot be asked; empty when it can
 * @param recent how often she spoke first in the last hour
 */
record DecisionContext(
        Instant now,
        Instant believed,
        boolean settled,
        boolean paused,
        boolean shedding,
        EmotionLevels feelings,
        String modelState,
        int recent) {

    /** What is said to have happened later than now happened by a clock that was wrong. */
    Instant believable(Instant time) {
        return time.isAfter(now) ? believed : time;
    }

    /** Of what never happened, for ever. */
    Duration since(@Nullable Instant time) {
        return time == null ? Duration.ofDays(36_500) : Duration.between(believable(time), now);
    }
}
