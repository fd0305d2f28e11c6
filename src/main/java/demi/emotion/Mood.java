package demi.emotion;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that is kept of her between two moments.
 *
 * @param rest what time alone has made of her: how she would feel if nobody had ever moved her
 * @param momentum what events pushed above the ceiling, the largest of each emotion; absent is none
 * @param lastEvent the newest event (a neutral message is none)
 * @param run how many times running it happened
 * @param agedUntil the last tick of the grid that has been applied
 * @param longIdle whether {@link InteractionType#LONG_IDLE} has happened since the last interaction
 */
record Mood(
        EmotionLevels feelings,
        EmotionLevels rest,
        Map<Emotion, Double> momentum,
        @Nullable InteractionType lastEvent,
        int run,
        Instant agedUntil,
        Instant lastInteraction,
        boolean longIdle) {
    Mood {
        momentum = EmotionSettings.copy(Emotion.class, momentum);
    }

    Mood with(EmotionLevels felt) {
        return new Mood(felt, rest, momentum, lastEvent, run, agedUntil, lastInteraction, longIdle);
    }

    Mood with(Map<Emotion, Double> pushedAbove) {
        return new Mood(feelings, rest, pushedAbove, lastEvent, run, agedUntil, lastInteraction, longIdle);
    }

    Mood restingAt(EmotionLevels ofTime) {
        return new Mood(feelings, ofTime, momentum, lastEvent, run, agedUntil, lastInteraction, longIdle);
    }

    Mood at(Instant aged, Instant interaction, boolean idledLong) {
        return new Mood(feelings, rest, momentum, lastEvent, run, aged, interaction, idledLong);
    }
}
