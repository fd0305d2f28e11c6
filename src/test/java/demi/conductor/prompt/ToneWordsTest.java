package demi.conductor.prompt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.EmotionApi;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.SpeechStyle;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToneWordsTest {
    private static final SpeechStyle USUAL = new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 115);
    private static final EmotionLevels REST =
            EmotionLevels.of(emotion -> .15).with(Emotion.LONELINESS, .3).with(Emotion.AFFECTION, .5);

    private static String words(EmotionLevels feelings, SpeechStyle modulation) {
        return words(feelings, modulation, REST);
    }

    private static String words(EmotionLevels feelings, SpeechStyle modulation, EmotionLevels rest) {
        return ToneWords.of(new EmotionApi.Mood(
                feelings, modulation, EmotionApi.Care.NONE, "", new EmotionApi.Baseline(rest, USUAL)));
    }

    @Test
    void whatIsNeutralIsNotTold() {
        assertEquals("", words(REST, USUAL));
        assertEquals(
                "", words(REST.with(Emotion.FRUSTRATION, .29), new SpeechStyle(.75, .2, .55, .5, .6, .45, .2, 130)));
    }

    @Test
    void aNewbornIsNeutral() {
        assertEquals("", words(EmotionLevels.neutral(), USUAL, EmotionLevels.neutral()));
    }

    @Test
    void feelingsHaveDegrees() {
        assertEquals("You are a little cross. Answer grumpy.", words(REST.with(Emotion.FRUSTRATION, .30), USUAL));
        assertEquals("You are cross. Answer grumpy.", words(REST.with(Emotion.FRUSTRATION, .45), USUAL));
        assertEquals("You are very cross. Answer grumpy.", words(REST.with(Emotion.FRUSTRATION, .60), USUAL));
        assertEquals("You are very cross. Answer grumpy.", words(REST.with(Emotion.FRUSTRATION, 1), USUAL));
    }

    @Test
    void onlyTheStrongestFeelingIsTold() {
        EmotionLevels many =
                EmotionLevels.of(emotion -> .4).with(Emotion.FRUSTRATION, .5).with(Emotion.DEFENSIVENESS, .8);
        assertEquals("You are very touchy. Answer guarded.", words(many, USUAL));
    }

    @Test
    void whatTimeAloneHasMadeOfHerIsFeltAboveAHalf() {
        EmotionLevels alone = EmotionLevels.of(emotion -> .1).with(Emotion.LONELINESS, .75);
        assertEquals("You are a little lonely and have missed me. Answer clingy.", words(alone, USUAL, alone));
        EmotionLevels evening = alone.with(Emotion.LONELINESS, .6);
        assertEquals("", words(evening, USUAL, evening));
    }

    @Test
    void mannersAreThoseThatDiffer() {
        assertEquals("Answer cool and biting.", words(REST, new SpeechStyle(.8, .3, .3, .4, .5, .6, .3, 115)));
        assertEquals("Answer dry.", words(REST, new SpeechStyle(.8, .3, .7, .4, .5, .6, .3, 115)));
        assertEquals(
                "Answer sweet; no sarcasm; a pet name for me.",
                words(REST, new SpeechStyle(0, .3, .9, .4, .5, .9, .75, 115)));
        assertEquals("No emoji.", words(REST, new SpeechStyle(.6, .3, .7, .4, .5, .2, .3, 115)));
    }

    /** The moods of the experiment with a real model, and the words that it had. */
    @Test
    void threeMoodsOfTheExperiment() {
        EmotionLevels half = EmotionLevels.neutral();
        assertEquals(
                "You are lonely and have missed me. Answer clingy and dry; a pet name for me; an emoji.",
                words(half.with(Emotion.LONELINESS, .85), new SpeechStyle(1, .3, .56, .3, .71, .88, .65, 115), half));
        assertEquals(
                "You are very fond of me. Answer tender and sweet; no sarcasm; a pet name for me.",
                words(
                        half.with(Emotion.AFFECTION, .95).with(Emotion.EXCITEMENT, .65),
                        new SpeechStyle(0, .23, 1, .53, .27, 1, .92, 115),
                        half));
        assertEquals(
                "You are very cross. Answer grumpy, cool and biting; no emoji.",
                words(REST.with(Emotion.FRUSTRATION, .85), new SpeechStyle(1, .45, 0, .11, .56, 0, 0, 115)));
    }

    @Test
    void lengthIsToldInSentencesWhereItIsUnusual() {
        assertEquals("One sentence.", words(REST, new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 20)));
        assertEquals("One or two sentences.", words(REST, new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 45)));
        assertEquals("Two or three sentences.", words(REST, new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 80)));
        assertEquals("As many sentences as it takes.", words(REST, new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 280)));
    }

    @Test
    void noNumbersNoKnobsAndFewPartsWhateverTheMood() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            EmotionLevels feelings = EmotionLevels.of(emotion -> random.nextDouble());
            String words = words(feelings, modulation(random), EmotionLevels.of(emotion -> random.nextDouble()));
            assertFalse(words.matches("(?s).*(\\d|warmth|humor|formality|nickname|self-).*"), words);
            assertTrue(words.split("; ").length <= 4 && words.length() < 150, words);
        }
    }

    @Test
    void smallChangesRarelyChangeTheWords() {
        Random random = new Random(4);
        int changed = 0;
        for (int i = 0; i < 1_000; i++) {
            EmotionLevels feelings = EmotionLevels.of(emotion -> random.nextDouble());
            SpeechStyle modulation = modulation(random);
            EmotionLevels moved = EmotionLevels.of(emotion -> feelings.get(emotion) + .01 * random.nextDouble());
            changed += words(feelings, modulation).equals(words(moved, modulation)) ? 0 : 1;
        }
        assertTrue(changed < 200, changed + " of 1000");
    }

    private static SpeechStyle modulation(Random random) {
        return new SpeechStyle(
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextDouble(),
                random.nextInt(35, 301));
    }
}
