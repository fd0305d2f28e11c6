package demi.emotion;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Three errors within ten minutes are more than three times one error. */
final class ErrorStreak {

    private static final Duration WITHIN = Duration.ofMinutes(10);

    private @Nullable Instant last;
    private @Nullable Instant beforeLast;

    boolean isStreak(Instant at) {
        boolean streak = beforeLast != null && Duration.between(beforeLast, at).compareTo(WITHIN) <= 0;
        beforeLast = streak ? null : last;
        last = streak ? null : at;
        return streak;
    }
}
