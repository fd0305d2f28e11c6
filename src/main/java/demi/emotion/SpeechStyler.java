package demi.emotion;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.SpeechStyle;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How she talks, given how she feels. */
final class SpeechStyler {
    private final EmotionSettings.ModulationSettings settings;

    SpeechStyler(EmotionSettings.ModulationSettings settings) {
        this.settings = settings;
    }

    /** @param rest where she has come by time alone: who feels like that talks at the baseline */
    SpeechStyle styleFor(EmotionLevels feelings, EmotionLevels rest) {
        return modulation(trait -> coloured(trait, feelings, rest), words(feelings));
    }

    /** How she talks when nobody has moved her. */
    SpeechStyle styleAtRest(EmotionLevels rest) {
        return modulation(this::plain, words(rest));
    }

    /** How she talks to somebody in distress: without the act. */
    SpeechStyle baseline() {
        return modulation(this::plain, settings.length().words());
    }

    private double words(EmotionLevels feelings) {
        return settings.length().words() * (1 + settings.length().curiosity() * feelings.curiosity());
    }

    private double coloured(StyleTrait trait, EmotionLevels feelings, EmotionLevels rest) {
        double value = plain(trait);
        for (Emotion emotion : Emotion.values()) {
            double delta = settings.deltas().getOrDefault(emotion, Map.of()).getOrDefault(trait, 0.0);
            double neutral = rest.get(emotion) * settings.fromRest() + .5 * (1 - settings.fromRest());
            value += delta * (feelings.get(emotion) - neutral) * 2;
        }
        return value;
    }

    private double plain(StyleTrait trait) {
        return settings.baseline().getOrDefault(trait, 0.0);
    }

    private SpeechStyle modulation(ToDoubleFunction<StyleTrait> value, double words) {
        ToDoubleFunction<StyleTrait> clamped = trait -> Math.max(0, Math.min(1, value.applyAsDouble(trait)));
        long rounded = Math.round(words);
        return new SpeechStyle(
                clamped.applyAsDouble(StyleTrait.SARCASM),
                clamped.applyAsDouble(StyleTrait.FORMALITY),
                clamped.applyAsDouble(StyleTrait.WARMTH),
                clamped.applyAsDouble(StyleTrait.HUMOR),
                clamped.applyAsDouble(StyleTrait.SELF_DEPRECATION),
                clamped.applyAsDouble(StyleTrait.EMOJI),
                clamped.applyAsDouble(StyleTrait.NICKNAME),
                (int) Math.max(
                        settings.length().shortest(), Math.min(settings.length().longest(), rounded)));
    }
}
