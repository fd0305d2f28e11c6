package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Modulation;
import org.junit.jupiter.api.Test;

class ModulatorTest {
    private final Modulator modulator = new Modulator(EmotionSettings.defaults().modulation());

    @Test
    void neutralFeelingsTalkAtTheBaselineAndCuriosityLengthens() {
        // Every (value - .5) is 0; 100 x (1 + .3 x .5) = 115 words.
        assertEquals(new Modulation(.6, .3, .7, .4, .5, .6, .3, 115), modulator.modulate(Feelings.neutral()));
    }

    @Test
    void distressTalksAtTheBaseline() {
        assertEquals(new Modulation(.6, .3, .7, .4, .5, .6, .3, 100), modulator.baseline());
    }

    @Test
    void eachEmotionAddsItsDelta() {
        // Jealousy .75 is half strength: .5, .1, -.3, -.1, .2, -.2, -.3, each times .5, on the baseline.
        Modulation jealous = modulator.modulate(Feelings.neutral().with(Emotion.JEALOUSY, .75));
        assertEquals(.85, jealous.sarcasm(), 1e-12);
        assertEquals(.35, jealous.formality(), 1e-12);
        assertEquals(.55, jealous.warmth(), 1e-12);
        assertEquals(.35, jealous.humor(), 1e-12);
        assertEquals(.6, jealous.selfDeprecation(), 1e-12);
        assertEquals(.5, jealous.emoji(), 1e-12);
        assertEquals(.15, jealous.nickname(), 1e-12);
    }

    @Test
    void theSumIsClampedAndNotEachStep() {
        // Sarcasm .6 + .8 (frustration) - .7 (vulnerability) = .7: clamping in between would say .3.
        Feelings both = Feelings.neutral().with(Emotion.FRUSTRATION, 1).with(Emotion.VULNERABILITY, 1);
        assertEquals(.7, modulator.modulate(both).sarcasm(), 1e-12);
        assertEquals(
                1,
                modulator
                        .modulate(Feelings.neutral().with(Emotion.EXCITEMENT, 1))
                        .warmth());
        assertEquals(
                0,
                modulator
                        .modulate(Feelings.neutral().with(Emotion.DEFENSIVENESS, 1))
                        .nickname());
    }

    @Test
    void lengthStaysWithinItsBounds() {
        EmotionSettings.ModulationSettings defaults = EmotionSettings.defaults().modulation();
        assertEquals(
                130,
                modulator
                        .modulate(Feelings.neutral().with(Emotion.CURIOSITY, 1))
                        .lengthWords());
        assertEquals(300, words(defaults, 290));
        assertEquals(35, words(defaults, 10));
    }

    private static int words(EmotionSettings.ModulationSettings defaults, int words) {
        EmotionSettings.Length length = new EmotionSettings.Length(words, 35, 300, .3);
        return new Modulator(new EmotionSettings.ModulationSettings(defaults.baseline(), defaults.deltas(), length))
                .modulate(Feelings.neutral())
                .lengthWords();
    }
}
