package demi.emotion;

import demi.api.value.Emotion;
import demi.emotion.MoodChange.Effect;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Adds up what each cause did to each emotion, so that a year alone is a few lines and not a hundred thousand. */
final class EffectTotals {
    private final Map<String, EnumMap<Emotion, Double>> sums = new LinkedHashMap<>();

    static final String DECAY = "decay";
    static final String IDLE = "idle";

    /** Whether it is time that did it, and nobody's words. */
    static boolean isTime(String cause) {
        return cause.equals(DECAY) || cause.equals(IDLE);
    }

    void add(String cause, Emotion emotion, double delta) {
        if (delta != 0) {
            sums.computeIfAbsent(cause, name -> new EnumMap<>(Emotion.class)).merge(emotion, delta, Double::sum);
        }
    }

    List<Effect> effects() {
        List<Effect> effects = new ArrayList<>();
        sums.forEach(
                (cause, deltas) -> deltas.forEach((emotion, delta) -> effects.add(new Effect(emotion, delta, cause))));
        effects.removeIf(effect -> effect.delta() == 0);
        return effects;
    }
}
