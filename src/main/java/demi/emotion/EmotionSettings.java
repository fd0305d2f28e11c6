package demi.emotion;

import demi.api.value.Emotion;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Every number of her inner life. Maps are immutable copies; what a map does not name counts as 0.
 *
 * @param start each emotion on the first start
 * @param floor the least each emotion falls to
 * @param ceiling the most any emotion rises to
 * @param tick the step in which she ages
 * @param temperament what each emotion tends to when nothing happens
 * @param decay which part of the way there it goes in a tick
 * @param slowDecayAbove above this value it goes only {@code slowDecayFactor} of that
 * @param events what an event adds to each emotion
 * @param shrinkAbove above this value what lifts an emotion lifts it less, in proportion to the room that is left
 * @param momentumFactor how much an emotion's momentum strengthens the next change to it
 * @param momentumFade what a momentum loses in a tick, as a part of its value
 * @param momentumStrongest how many of the strongest emotions have their changes strengthened
 * @param helpLine what the owner wants said to somebody in distress; may be empty
 */
public record EmotionSettings(
        double start,
        Map<Emotion, Double> floor,
        double ceiling,
        Map<Emotion, Double> temperament,
        Duration tick,
        Map<Emotion, Double> decay,
        double slowDecayAbove,
        double slowDecayFactor,
        Idle idle,
        Map<InteractionType, Map<Emotion, Double>> events,
        double shrinkAbove,
        Habituation habituation,
        double momentumFactor,
        double momentumFade,
        int momentumStrongest,
        Cascades cascades,
        ModulationSettings modulation,
        String helpLine,
        Retention retention) {

    public EmotionSettings {
        floor = copy(Emotion.class, floor);
        temperament = copy(Emotion.class, temperament);
        decay = copy(Emotion.class, decay);
        events = copyNested(InteractionType.class, Emotion.class, events);
        if (tick.isNegative() || tick.isZero()) {
            throw new IllegalArgumentException("tick must be longer than nothing");
        }
    }

    /**
     * Being left alone.
     *
     * @param begins how long after the last interaction
     * @param drift added each tick, times idle time / {@code scale}, at most {@code cap}
     * @param longAfter idle time after which {@link InteractionType#LONG_IDLE} happens, once
     */
    public record Idle(Duration begins, Map<Emotion, Double> drift, Duration scale, double cap, Duration longAfter) {
        public Idle {
            drift = copy(Emotion.class, drift);
            if (scale.isNegative() || scale.isZero()) {
                throw new IllegalArgumentException("idle scale must be longer than nothing");
            }
        }
    }

    /** What the same event counts when it comes the second time running, and later. */
    public record Habituation(double second, double later) {}

    /** How emotions pull at one another; all only when those named are above {@code above}. */
    public record Cascades(
            double above, double jealousyLoneliness, double confidenceVulnerability, double excitementFrustration) {}

    /**
     * How she talks.
     *
     * @param fromRest where an emotion changes nothing: 1 is her rest, 0 is .5, and between them lies between
     * @param deltas what an emotion adds to a trait at full strength
     */
    public record ModulationSettings(
            Map<StyleTrait, Double> baseline,
            double fromRest,
            Map<Emotion, Map<StyleTrait, Double>> deltas,
            Length length) {
        public ModulationSettings {
            baseline = copy(StyleTrait.class, baseline);
            deltas = copyNested(Emotion.class, StyleTrait.class, deltas);
        }
    }

    /** Words in a reply, and how much full curiosity adds to them, as a part. */
    public record Length(int words, int shortest, int longest, double curiosity) {
        public Length {
            if (shortest > longest) {
                throw new IllegalArgumentException("the shortest reply is longer than the longest");
            }
        }
    }

    /**
     * How her history is kept.
     *
     * @param saveEvery how often the state is written when nothing happens
     * @param dense how long every row stays; older ones are thinned to one an hour
     * @param total how long any row stays
     */
    public record Retention(Duration saveEvery, Duration dense, Duration total) {}

    double floorOf(Emotion emotion) {
        return floor.getOrDefault(emotion, 0.0);
    }

    double clamp(Emotion emotion, double value) {
        return Math.max(floorOf(emotion), Math.min(ceiling, value));
    }

    /** What is left of a change that lifts an emotion from this value. */
    double room(double value) {
        return value <= shrinkAbove || shrinkAbove >= ceiling
                ? 1
                : Math.max(0, (ceiling - value) / (ceiling - shrinkAbove));
    }

    public static EmotionSettings defaults() {
        return EmotionDefaults.SETTINGS;
    }

    static <K extends Enum<K>, V> Map<K, V> copy(Class<K> keys, Map<K, V> map) {
        EnumMap<K, V> copy = new EnumMap<>(keys);
        copy.putAll(map);
        return Collections.unmodifiableMap(copy);
    }

    private static <K extends Enum<K>, L extends Enum<L>, V> Map<K, Map<L, V>> copyNested(
            Class<K> outer, Class<L> inner, Map<K, Map<L, V>> map) {
        EnumMap<K, Map<L, V>> copy = new EnumMap<>(outer);
        map.forEach((key, value) -> copy.put(key, copy(inner, value)));
        return Collections.unmodifiableMap(copy);
    }
}
