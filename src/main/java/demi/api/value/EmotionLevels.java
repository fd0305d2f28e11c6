package demi.api.value;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Nine emotions, each finite: anything else is refused with an {@link IllegalArgumentException}. */
public record EmotionLevels(
        double loneliness,
        double excitement,
        double frustration,
        double jealousy,
        double vulnerability,
        double confidence,
        double curiosity,
        double affection,
        double defensiveness) {

    private static final double FELT_ABOVE = .5;

    public EmotionLevels {
        if (!Double.isFinite(loneliness + excitement + frustration + jealousy + vulnerability)
                || !Double.isFinite(confidence + curiosity + affection + defensiveness)) {
            throw new IllegalArgumentException("an emotion is not a finite number");
        }
    }

    /** All at 0.5. */
    public static EmotionLevels neutral() {
        return of(emotion -> .5);
    }

    public static EmotionLevels of(ToDoubleFunction<Emotion> value) {
        return new EmotionLevels(
                value.applyAsDouble(Emotion.LONELINESS),
                value.applyAsDouble(Emotion.EXCITEMENT),
                value.applyAsDouble(Emotion.FRUSTRATION),
                value.applyAsDouble(Emotion.JEALOUSY),
                value.applyAsDouble(Emotion.VULNERABILITY),
                value.applyAsDouble(Emotion.CONFIDENCE),
                value.applyAsDouble(Emotion.CURIOSITY),
                value.applyAsDouble(Emotion.AFFECTION),
                value.applyAsDouble(Emotion.DEFENSIVENESS));
    }

    public EmotionLevels with(Emotion changed, double value) {
        return of(emotion -> emotion == changed ? value : get(emotion));
    }

    /** The strongest emotion above 0.5; of equals the first in the enum's order. */
    public Optional<Emotion> dominant() {
        return strongest(1).stream()
                .filter(emotion -> get(emotion) > FELT_ABOVE)
                .findFirst();
    }

    /** The {@code n} strongest, strongest first; equals in the enum's order. */
    public List<Emotion> strongest(int n) {
        return Arrays.stream(Emotion.values())
                .sorted(Comparator.comparingDouble(this::get).reversed())
                .limit(n)
                .toList();
    }

    public double get(Emotion emotion) {
        return switch (emotion) {
            case LONELINESS -> loneliness;
            case EXCITEMENT -> excitement;
            case FRUSTRATION -> frustration;
            case JEALOUSY -> jealousy;
            case VULNERABILITY -> vulnerability;
            case CONFIDENCE -> confidence;
            case CURIOSITY -> curiosity;
            case AFFECTION -> affection;
            case DEFENSIVENESS -> defensiveness;
        };
    }
}
