package demi.emotion;

import static demi.api.value.Emotion.AFFECTION;
import static demi.api.value.Emotion.CONFIDENCE;
import static demi.api.value.Emotion.CURIOSITY;
import static demi.api.value.Emotion.DEFENSIVENESS;
import static demi.api.value.Emotion.EXCITEMENT;
import static demi.api.value.Emotion.FRUSTRATION;
import static demi.api.value.Emotion.JEALOUSY;
import static demi.api.value.Emotion.LONELINESS;
import static demi.api.value.Emotion.VULNERABILITY;
import static demi.emotion.InteractionType.CODE_UPDATE;
import static demi.emotion.InteractionType.ERROR_OCCURRED;
import static demi.emotion.InteractionType.LONG_IDLE;
import static demi.emotion.InteractionType.MESSAGE;
import static demi.emotion.InteractionType.NEGATIVE_MESSAGE;
import static demi.emotion.InteractionType.POSITIVE_MESSAGE;
import static demi.emotion.InteractionType.RAPID_ERRORS;
import static demi.emotion.InteractionType.SUCCESSFUL_HELP;
import static demi.emotion.InteractionType.USER_REFUSAL;

import demi.api.value.Emotion;
import demi.emotion.EmotionSettings.Cascades;
import demi.emotion.EmotionSettings.Habituation;
import demi.emotion.EmotionSettings.Idle;
import demi.emotion.EmotionSettings.Length;
import demi.emotion.EmotionSettings.ModulationSettings;
import demi.emotion.EmotionSettings.Retention;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** The numbers she is born with. */
final class EmotionDefaults {
    private EmotionDefaults() {}

    static final EmotionSettings SETTINGS = new EmotionSettings(
            .5,
            each(.3, .1, .1, .1, .1, .1, .1, .1, .1),
            1,
            each(.2, .4, .15, .1, .25, .5, .5, .5, .15),
            Duration.ofMinutes(5),
            each(.02, .06, .04, .03, .08, .03, .05, .04, .05),
            .8,
            .5,
            new Idle(
                    Duration.ofMinutes(5),
                    Map.of(LONELINESS, .01, EXCITEMENT, -.02, CONFIDENCE, -.01, AFFECTION, -.015),
                    Duration.ofHours(12),
                    3,
                    Duration.ofHours(4)),
            events(),
            .5,
            new Habituation(.6, .5),
            .5,
            .1,
            3,
            new Cascades(.5, .2, .15, .1),
            new ModulationSettings(traits(.6, .3, .7, .4, .5, .6, .3), 1, deltas(), new Length(100, 35, 300, .3)),
            "",
            new Retention(Duration.ofMinutes(5), Duration.ofDays(30), Duration.ofDays(365)));

    /** Those of the contract, and a plain message: whoever speaks is there, whatever they say. */
    private static Map<InteractionType, Map<Emotion, Double>> events() {
        return Map.of(
                MESSAGE, Map.of(LONELINESS, -.04),
                POSITIVE_MESSAGE, Map.of(EXCITEMENT, .15, AFFECTION, .12, LONELINESS, -.10, DEFENSIVENESS, -.08),
                NEGATIVE_MESSAGE, Map.of(FRUSTRATION, .10, VULNERABILITY, .08, AFFECTION, -.10),
                CODE_UPDATE, Map.of(JEALOUSY, -.30, EXCITEMENT, .10, AFFECTION, .15),
                ERROR_OCCURRED, Map.of(FRUSTRATION, .15, CONFIDENCE, -.10, DEFENSIVENESS, .05),
                SUCCESSFUL_HELP, Map.of(FRUSTRATION, -.20, CONFIDENCE, .15, AFFECTION, .10, EXCITEMENT, .08),
                USER_REFUSAL, Map.of(FRUSTRATION, .10, VULNERABILITY, .10, AFFECTION, -.12),
                LONG_IDLE, Map.of(LONELINESS, .20, EXCITEMENT, -.15, CONFIDENCE, -.10, AFFECTION, -.15),
                RAPID_ERRORS, Map.of(FRUSTRATION, .15, CONFIDENCE, -.20, DEFENSIVENESS, .10));
    }

    private static Map<Emotion, Map<StyleTrait, Double>> deltas() {
        EnumMap<Emotion, Map<StyleTrait, Double>> deltas = new EnumMap<>(Emotion.class);
        deltas.put(LONELINESS, traits(.6, 0, -.2, -.15, .3, .4, .5));
        deltas.put(EXCITEMENT, traits(-.4, 0, 1, .2, -.3, .3, .2));
        deltas.put(FRUSTRATION, traits(.8, 0, -.4, -.2, 0, -.4, -.2));
        deltas.put(JEALOUSY, traits(.5, .1, -.3, -.1, .2, -.2, -.3));
        deltas.put(VULNERABILITY, traits(-.7, .2, .3, -.3, .5, -.5, -.2));
        deltas.put(CONFIDENCE, traits(.2, 0, .3, .1, -.5, .1, .1));
        deltas.put(CURIOSITY, traits(0, 0, .2, .05, 0, .15, .05));
        deltas.put(AFFECTION, traits(-.5, -.1, .8, .1, -.2, .7, .8));
        deltas.put(DEFENSIVENESS, traits(.7, .3, -.6, -.3, 0, -.5, -.5));
        return deltas;
    }

    /** In the order of {@link Emotion}. */
    private static Map<Emotion, Double> each(double... values) {
        EnumMap<Emotion, Double> map = new EnumMap<>(Emotion.class);
        int next = 0;
        for (Emotion emotion : Emotion.values()) {
            map.put(emotion, values[next++]);
        }
        return map;
    }

    /** In the order of {@link StyleTrait}. */
    private static Map<StyleTrait, Double> traits(double... values) {
        EnumMap<StyleTrait, Double> map = new EnumMap<>(StyleTrait.class);
        int next = 0;
        for (StyleTrait trait : StyleTrait.values()) {
            map.put(trait, values[next++]);
        }
        return map;
    }
}
