package demi.autonomy;

import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When she may speak first. The thresholds, pauses and hours are those of the contract's section 6.
 *
 * @param every how often she thinks of it
 * @param loneliness above which she does, 0 to 1
 * @param excitement the same, where she is not lonely
 * @param frustration the same, where she is neither
 * @param rambleJealousy the same, for rambles only; null: never
 * @param rambleVulnerability the same
 * @param pause the least time between two such messages to one person, and between two rambles
 * @param mostAnHour to everybody and into the channel together
 * @param followUpAfter the first unanswered one, once
 * @param hurtAfter the same, once more; then never until they are back
 * @param hurtTones whether she is sharp or hurt then; else she asks once, plainly. A person can say otherwise
 * @param conversation how long after the last word it is not over yet
 * @param quietFrom from then on she writes to nobody first; a person can set other hours
 * @param quietTo until then; the same as {@code quietFrom}: never
 * @param keepDecisions how long the ledger is kept
 */
public record AutonomySettings(
        boolean enabled,
        Duration every,
        double loneliness,
        double excitement,
        double frustration,
        @Nullable Double rambleJealousy,
        @Nullable Double rambleVulnerability,
        Duration pause,
        int mostAnHour,
        Duration followUpAfter,
        Duration hurtAfter,
        boolean hurtTones,
        Duration conversation,
        LocalTime quietFrom,
        LocalTime quietTo,
        Duration keepDecisions) {

    public static AutonomySettings defaults() {
        return new AutonomySettings(
                true,
                Duration.ofMinutes(15),
                .7,
                .8,
                .6,
                null,
                null,
                Duration.ofMinutes(60),
                5,
                Duration.ofHours(24),
                Duration.ofHours(48),
                true,
                Duration.ofMinutes(30),
                LocalTime.of(22, 0),
                LocalTime.of(8, 0),
                Duration.ofDays(30));
    }
}
