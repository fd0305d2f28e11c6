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

    /** @param rest where she has come by time alone: who feels like that talks at the baseline */
    Modulation modulate(Feelings feelings, Feelings rest) {
        return modulation(trait -> coloured(trait, feelings, rest), words(feelings));
    }

    /** How she talks when nobody has moved her. */
    Modulation atRest(Feelings rest) {
        return modulation(this::plain, words(rest));
    }

    /** How she talks to somebody in distress: without the act. */
    Modulation baseline() {
        return modulation(this::plain, settings.length().words());
    }

    private double words(Feelings feelings) {
        return settings.length().words() * (1 + settings.length().curiosity() * feelings.curiosity());
    }

    private double coloured(Trait trait, Feelings feelings, Feelings rest) {
        double value = plain(trait);
        for (Emotion emotion : Emotion.values()) {
            double delta = settings.deltas().getOrDefault(emotion, Map.of()).getOrDefault(trait, 0.0);
            double neutral = rest.get(emotion) * settings.fromRest() + .5 * (1 - settings.fromRest());
            value += delta * (feelings.get(emotion) - neutral) * 2;
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
