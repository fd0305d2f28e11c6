package demi.autonomy;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.autonomy.habit.Chance;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What is felt strongly enough to speak: strictly above its threshold, the first in order. */
final class Motives {

    /** After a good talk as often as that at once, else some hours later. */
    private static final int AT_ONCE_ONE_IN = 3;

    private static final Duration SOONEST_LATER = Duration.ofMinutes(90);
    private static final int LATER_WITHIN_MINUTES = 270;
    /** From then on she may say it for so long. */
    private static final Duration LATER_FOR = Duration.ofHours(2);
    /** What she feels so long after a talk has nothing to do with it. */
    private static final Duration OF_THE_TALK = Duration.ofHours(12);

    private final AutonomySettings settings;

    Motives(AutonomySettings settings) {
        this.settings = settings;
    }

    /** To say something to nobody in particular. */
    @Nullable
    Moved aloud(EmotionLevels feelings) {
        Moved moved = of(feelings);
        if (moved != null) {
            return moved;
        }
        if (isAbove(feelings.get(Emotion.JEALOUSY), settings.rambleJealousy())) {
            return felt(Emotion.JEALOUSY, feelings);
        }
        return isAbove(feelings.get(Emotion.VULNERABILITY), settings.rambleVulnerability())
                ? felt(Emotion.VULNERABILITY, feelings)
                : null;
    }

    /** Whomever it is about. */
    @Nullable
    Moved of(EmotionLevels feelings) {
        if (feelings.get(Emotion.LONELINESS) > settings.loneliness()) {
            return felt(Emotion.LONELINESS, feelings);
        }
        if (feelings.get(Emotion.EXCITEMENT) > settings.excitement()) {
            return felt(Emotion.EXCITEMENT, feelings);
        }
        return feelings.get(Emotion.FRUSTRATION) > settings.frustration() ? felt(Emotion.FRUSTRATION, feelings) : null;
    }

    /** To write to somebody: whoever is missed is, though others are there; and not all excitement is told at once. */
    @Nullable
    Moved towards(PersonContext who, DecisionContext situation) {
        EmotionLevels feelings = situation.feelings();
        double lonely = feelings.get(Emotion.LONELINESS);
        if (Math.max(lonely, who.missed()) > settings.loneliness()) {
            return lonely >= who.missed()
                    ? felt(Emotion.LONELINESS, feelings)
                    : new Moved(
                            Emotion.LONELINESS, Reasons.felt(Emotion.LONELINESS, " for want of you is", who.missed()));
        }
        Moved excited = excited(who, situation);
        if (excited != null) {
            return excited;
        }
        return feelings.get(Emotion.FRUSTRATION) > settings.frustration() ? felt(Emotion.FRUSTRATION, feelings) : null;
    }

    private @Nullable Moved excited(PersonContext who, DecisionContext situation) {
        Instant spoke = who.person().lastExchangeAt();
        Duration silent = situation.since(spoke);
        Duration delay = spoke == null ? Duration.ZERO : delay(who.person().userId(), spoke);
        EmotionLevels feelings = situation.feelings();
        if (delay.isZero() || silent.compareTo(OF_THE_TALK) > 0) {
            return feelings.get(Emotion.EXCITEMENT) > settings.excitement() ? felt(Emotion.EXCITEMENT, feelings) : null;
        }
        boolean isTime = silent.compareTo(delay) >= 0 && silent.compareTo(delay.plus(LATER_FOR)) < 0;
        return isTime && who.excitedAfterTalk() > settings.excitement()
                ? new Moved(
                        Emotion.EXCITEMENT,
                        Reasons.felt(Emotion.EXCITEMENT, " after your talk was", who.excitedAfterTalk()))
                : null;
    }

    /** By person and talk. */
    static Duration delay(String userId, Instant spoke) {
        return Chance.below(AT_ONCE_ONE_IN, "at once", userId, spoke) == 0
                ? Duration.ZERO
                : SOONEST_LATER.plusMinutes(Chance.below(LATER_WITHIN_MINUTES, "later", userId, spoke));
    }

    private static Moved felt(Emotion emotion, EmotionLevels feelings) {
        return new Moved(emotion, Reasons.felt(emotion, " is", feelings.get(emotion)));
    }

    private static boolean isAbove(double felt, @Nullable Double threshold) {
        return threshold != null && felt > threshold;
    }
}
