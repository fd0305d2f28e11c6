package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.SpeechStyle;
import org.junit.jupiter.api.Test;

class SpeechStylerTest {
    private final SpeechStyler modulator =
            new SpeechStyler(EmotionSettings.defaults().modulation());

    @Test
    void neutralFeelingsTalkAtTheBaselineAndCuriosityLengthens() {
        // Every (value - .5) is 0; 100 x (1 + .3 x .5) = 115 words.
        assertEquals(
                new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 115),
                modulator.styleFor(EmotionLevels.neutral(), EmotionLevels.neutral()));
    }

    @Test
    void distressTalksAtTheBaseline() {
        assertEquals(new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 100), modulator.baseline());
    }

    @Test
    void whateverTimeHasMadeOfHerSheTalksAtTheBaseline() {
        EmotionLevels alone =
                EmotionLevels.of(emotion -> .1).with(Emotion.LONELINESS, .83).with(Emotion.CURIOSITY, .5);
        SpeechStyle rest = new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 115);
        assertEquals(rest, modulator.styleFor(alone, alone));
        assertEquals(rest, modulator.styleAtRest(alone));
        // Affection .35 is .25 above her rest: half of .8, on the baseline.
        assertEquals(
                1, modulator.styleFor(alone.with(Emotion.AFFECTION, .35), alone).warmth(), 1e-12);
        assertEquals(
                .35,
                modulator.styleFor(alone.with(Emotion.AFFECTION, .35), alone).sarcasm(),
                1e-12);
    }

    @Test
    void bySeedsNumbersTheDistanceIsFromAHalf() {
        SpeechStyler seeds = new SpeechStyler(SeedSettings.settings().modulation());
        EmotionLevels alone = EmotionLevels.of(emotion -> .1).with(Emotion.LONELINESS, 1);
        assertEquals(0, seeds.styleFor(alone, alone).warmth(), "the cold of a long silence, as it was");
        // .6 and, of full loneliness, .6; the eight at .1 are -.8 x (-.4 + .8 + .5 - .7 + .2 - .5 + .7) = -.48.
        assertEquals(.72, seeds.styleFor(alone, alone).sarcasm(), 1e-12);
    }

    @Test
    void eachEmotionAddsItsDelta() {
        // Jealousy .75 is half strength: .5, .1, -.3, -.1, .2, -.2, -.3, each times .5, on the baseline.
        SpeechStyle jealous =
                modulator.styleFor(EmotionLevels.neutral().with(Emotion.JEALOUSY, .75), EmotionLevels.neutral());
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
        EmotionLevels both =
                EmotionLevels.neutral().with(Emotion.FRUSTRATION, 1).with(Emotion.VULNERABILITY, 1);
        assertEquals(.7, modulator.styleFor(both, EmotionLevels.neutral()).sarcasm(), 1e-12);
        assertEquals(
                1,
                modulator
                        .styleFor(EmotionLevels.neutral().with(Emotion.EXCITEMENT, 1), EmotionLevels.neutral())
                        .warmth());
        assertEquals(
                0,
                modulator
                        .styleFor(EmotionLevels.neutral().with(Emotion.DEFENSIVENESS, 1), EmotionLevels.neutral())
                        .nickname());
    }

    @Test
    void lengthStaysWithinItsBounds() {
        EmotionSettings.ModulationSettings defaults = EmotionSettings.defaults().modulation();
        assertEquals(
                130,
                modulator
                        .styleFor(EmotionLevels.neutral().with(Emotion.CURIOSITY, 1), EmotionLevels.neutral())
                        .lengthWords());
        assertEquals(300, words(defaults, 290));
        assertEquals(35, words(defaults, 10));
    }

    private static int words(EmotionSettings.ModulationSettings defaults, int words) {
        EmotionSettings.Length length = new EmotionSettings.Length(words, 35, 300, .3);
        return new SpeechStyler(
                        new EmotionSettings.ModulationSettings(defaults.baseline(), 1, defaults.deltas(), length))
                .styleFor(EmotionLevels.neutral(), EmotionLevels.neutral())
                .lengthWords();
    }
}
