package demi.autonomy;

import demi.api.AutonomyApi.Kind;
import demi.api.store.AutonomyStore.CheckIns;
import demi.autonomy.habit.AbsenceClock;
import demi.autonomy.habit.Chance;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What comes after messages that nobody answered: once in a passive-aggressive tone, once in a hurt one, and then nothing; or,
 * where she is not to be sharp, one plain question. None of these comes twice for one absence.
 *
 * @param clock by which an absence counts
 * @param sharp whether she may be passive-aggressive or hurt
 * @param patience sooner than after that she does not ask again
 */
record Ladder(
        CheckIns tries,
        AbsenceClock clock,
        boolean sharp,
        Duration patience,
        DecisionContext situation,
        AutonomySettings settings) {

    private static final int LATER_MINUTES = 55;

    /** @param first what she does where nothing is unanswered */
    Kind next(Kind first) {
        Kind newest = tries.newest();
        if (tries.unanswered() == 0 || newest == null) {
            return first;
        }
        Duration unanswered = unanswered();
        boolean forLong = unanswered.compareTo(later(settings.hurtAfter())) > 0;
        boolean forDay = unanswered.compareTo(later(followUpAfter())) > 0;
        if (first == Kind.RAMBLE) {
            boolean once = tries.unanswered() == 1 && forDay;
            return once || (tries.unanswered() == 2 && forLong) ? Kind.RAMBLE : Kind.NOTHING;
        }
        if (newest == Kind.HURT) {
            return Kind.NOTHING;
        }
        if (sharp && forLong) {
            return Kind.HURT;
        }
        return newest == Kind.CHECK_IN && forDay ? Kind.FOLLOW_UP : Kind.NOTHING;
    }

    /** The step that an absence allows which is explained: that of a day may come at once. */
    Kind explained() {
        return tries.unanswered() > 0 && tries.newest() == Kind.CHECK_IN ? Kind.FOLLOW_UP : next(Kind.CHECK_IN);
    }

    private Duration followUpAfter() {
        return patience.compareTo(settings.followUpAfter()) > 0 ? patience : settings.followUpAfter();
    }

    /** Nobody waits by the minute. */
    private Duration later(Duration after) {
        return after.plusMinutes(tries.newest() == Kind.RAMBLE ? 0 : Chance.below(LATER_MINUTES, tries.first(), after));
    }

    private Duration unanswered() {
        Instant first = tries.first();
        return first == null ? situation.since(null) : clock.between(situation.believable(first), situation.now());
    }

    /** Whether nothing comes any more, until they are back. */
    private boolean isOver() {
        Kind newest = tries.newest();
        return newest == Kind.RAMBLE
                ? tries.unanswered() > 2
                : newest == Kind.HURT || (newest == Kind.FOLLOW_UP && !sharp);
    }

    /** In words. */
    String waiting() {
        String whom = tries.newest() == Kind.RAMBLE ? "somebody" : "you";
        String count = tries.unanswered() + " unanswered: waiting for " + whom;
        if (isOver()) {
            return count + ", however long.";
        }
        Duration after = later(tries.unanswered() == 1 ? followUpAfter() : settings.hurtAfter());
        Instant first = situation.believable(Objects.requireNonNullElse(tries.first(), situation.now()));
        return count + ", or until " + Reasons.when(clock.plus(first, after), situation.now(), clock.zone()) + ".";
    }

    /** For programs. */
    String waitingCode() {
        return isOver() ? "waiting" : "unanswered";
    }
}
