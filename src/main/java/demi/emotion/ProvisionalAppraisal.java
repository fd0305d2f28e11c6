package demi.emotion;

import demi.api.value.Emotion;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a message by the word list, kept until the model has appraised it.
 *
 * @param before where she stood just before
 * @param after and just after
 * @param moved what the message added to each emotion; what time did is not in it
 * @param distress whether the words spoke of distress
 */
record ProvisionalAppraisal(
        InteractionType type,
        HabituationState before,
        HabituationState after,
        Map<Emotion, Double> moved,
        boolean distress) {

    /** The part of a mood that is habit: what happened last and how often running, and what is above the ceiling. */
    record HabituationState(@Nullable InteractionType lastEvent, int run, Map<Emotion, Double> momentum) {

        HabituationState {
            EnumMap<Emotion, Double> above = new EnumMap<>(Emotion.class);
            momentum.forEach((emotion, value) -> {
                if (value > 0) {
                    above.put(emotion, value);
                }
            });
            momentum = EmotionSettings.copy(Emotion.class, above);
        }

        static HabituationState of(Mood mood) {
            return new HabituationState(mood.lastEvent(), mood.run(), mood.momentum());
        }
    }

    ProvisionalAppraisal {
        moved = EmotionSettings.copy(Emotion.class, moved);
    }

    static ProvisionalAppraisal of(InteractionType type, Mood before, MoodChange outcome, boolean distress) {
        return new ProvisionalAppraisal(
                type,
                HabituationState.of(before),
                HabituationState.of(outcome.mood()),
                moved(outcome.effects()),
                distress);
    }

    static Map<Emotion, Double> moved(List<MoodChange.Effect> effects) {
        Map<Emotion, Double> moved = new EnumMap<>(Emotion.class);
        effects.stream()
                .filter(effect -> !EffectTotals.isTime(effect.cause()))
                .forEach(effect -> moved.merge(effect.emotion(), effect.delta(), Double::sum));
        return moved;
    }
}
