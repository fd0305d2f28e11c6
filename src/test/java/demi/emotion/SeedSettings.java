package demi.emotion;

import demi.api.value.Emotion;
import java.util.EnumMap;
import java.util.Map;

/** Her model as it was first written down: it sinks to the floor, saturates, and talks by the distance from .5. */
final class SeedSettings {
    private SeedSettings() {}

    /** What an owner writes to have it; the page of the verticles says so, and the settings' test reads it. */
    static final String YAML = """
            emotion:
              temperament: {loneliness: 0, excitement: 0, frustration: 0, jealousy: 0, vulnerability: 0, confidence: 0, curiosity: 0, affection: 0, defensiveness: 0}
              shrink_above: 1
              events: {message: {loneliness: 0}}
              modulation:
                from_rest: 0
            """;

    static EmotionSettings settings() {
        return of(EmotionSettings.defaults());
    }

    private static Map<InteractionType, Map<Emotion, Double>> events(EmotionSettings d) {
        Map<InteractionType, Map<Emotion, Double>> events = new EnumMap<>(InteractionType.class);
        events.putAll(d.events());
        events.put(InteractionType.MESSAGE, Map.of(Emotion.LONELINESS, 0.0));
        return events;
    }

    private static EmotionSettings of(EmotionSettings d) {
        EmotionSettings.ModulationSettings talk = d.modulation();
        return new EmotionSettings(
                d.start(),
                d.floor(),
                d.ceiling(),
                Map.<Emotion, Double>of(),
                d.tick(),
                d.decay(),
                d.slowDecayAbove(),
                d.slowDecayFactor(),
                d.idle(),
                events(d),
                1,
                d.habituation(),
                d.momentumFactor(),
                d.momentumFade(),
                d.momentumStrongest(),
                d.cascades(),
                new EmotionSettings.ModulationSettings(talk.baseline(), 0, talk.deltas(), talk.length()),
                d.helpLine(),
                d.retention());
    }
}
