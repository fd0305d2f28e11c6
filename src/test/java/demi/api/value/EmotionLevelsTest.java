package demi.api.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmotionLevelsTest {

    @Test
    void theDominantOneIsTheStrongestAboveAHalf() {
        assertEquals(Optional.empty(), EmotionLevels.neutral().dominant());
        EmotionLevels two = EmotionLevels.neutral().with(Emotion.AFFECTION, .9).with(Emotion.JEALOUSY, .9);
        assertEquals(Optional.of(Emotion.JEALOUSY), two.dominant());
        assertEquals(List.of(Emotion.JEALOUSY, Emotion.AFFECTION, Emotion.LONELINESS), two.strongest(3));
    }

    @Test
    void withChangesOneAndOnlyOne() {
        for (Emotion changed : Emotion.values()) {
            EmotionLevels feelings = EmotionLevels.neutral().with(changed, .7);
            for (Emotion emotion : Emotion.values()) {
                assertEquals(emotion == changed ? .7 : .5, feelings.get(emotion));
            }
        }
    }

    @Test
    void whatIsNotFiniteIsRefused() {
        for (Emotion emotion : Emotion.values()) {
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
                assertThrows(
                        IllegalArgumentException.class,
                        () -> EmotionLevels.neutral().with(emotion, value));
            }
        }
    }
}
