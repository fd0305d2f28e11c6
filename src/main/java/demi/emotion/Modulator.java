package demi.emotion;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Modulation;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** How she talks, given how she feels. */
final class Modulator {
    private final EmotionSettings.ModulationSettings settings;

    Modulator(EmotionSettings.ModulationSettings settings) {
        this.settings = settings;
    }

    Modulation modulate(Feelings feelings) {
        double words = settings.length().words() * (1 + settings.length().curiosity() * feelings.curiosity());
        return modulation(trait -> coloured(trait, feelings), words);
    }

    /** How she talks to somebody in distress: without the act. */
    Modulation baseline() {
        return modulation(this::plain, settings.length().words());
    }

    private double coloured(Trait trait, Feelings feelings) {
        double value = plain(trait);
        for (Emotion emotion : Emotion.values()) {
            double delta = settings.deltas().getOrDefault(emotion, Map.of()).getOrDefault(trait, 0.0);
            value += delta * (feelings.get(emotion) - .5) * 2;
        }
        return value;
    }

    private double plain(Trait trait) {
        return settings.baseline().getOrDefault(trait, 0.0);
    }

    private Modulation modulation(ToDoubleFunction<Trait> value, double words) {
        ToDoubleFunction<Trait> clamped = trait -> Math.max(0, Math.min(1, value.applyAsDouble(trait)));
        long rounded = Math.round(words);
        return new Modulation(
                clamped.applyAsDouble(Trait.SARCASM),
                clamped.applyAsDouble(Trait.FORMALITY),
                clamped.applyAsDouble(Trait.WARMTH),
                clamped.applyAsDouble(Trait.HUMOR),
                clamped.applyAsDouble(Trait.SELF_DEPRECATION),
                clamped.applyAsDouble(Trait.EMOJI),
                clamped.applyAsDouble(Trait.NICKNAME),
                (int) Math.max(
                        settings.length().shortest(), Math.min(settings.length().longest(), rounded)));
    }
}
