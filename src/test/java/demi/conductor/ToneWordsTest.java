package demi.conductor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.contract.Emotion;
import demi.contract.Feelings;
import demi.contract.Modulation;
import demi.contract.Moods;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ToneWordsTest {
    private static final Modulation USUAL = new Modulation(.6, .3, .7, .4, .5, .6, .3, 115);
    private static final Feelings REST =
            Feelings.of(emotion -> .15).with(Emotion.LONELINESS, .3).with(Emotion.AFFECTION, .5);

    private static String words(Feelings feelings, Modulation modulation) {
        return words(feelings, modulation, REST);
    }

    private static String words(Feelings feelings, Modulation modulation, Feelings rest) {
        return ToneWords.of(new Moods.Mood(feelings, modulation, false, "", new Moods.Rest(rest, USUAL)));
    }

    @Test
    void whatIsNeutralIsNotTold() {
        assertEquals("", words(REST, USUAL));
        assertEquals(
                "", words(REST.with(Emotion.FRUSTRATION, .29), new Modulation(.75, .2, .55, .5, .6, .45, .2, 130)));
    }

    @Test
    void aNewbornIsNeutral() {
        assertEquals("", words(Feelings.neutral(), USUAL, Feelings.neutral()));
    }

    @Test
    void feelingsHaveDegrees() {
        assertEquals("you are a little cross; answer grumpy", words(REST.with(Emotion.FRUSTRATION, .30), USUAL));
        assertEquals("you are cross; answer grumpy", words(REST.with(Emotion.FRUSTRATION, .45), USUAL));
        assertEquals("you are very cross; answer grumpy", words(REST.with(Emotion.FRUSTRATION, .60), USUAL));
        assertEquals("you are very cross; answer grumpy", words(REST.with(Emotion.FRUSTRATION, 1), USUAL));
    }

    @Test
    void theStrongestFeelingsComeFirstAndNoMoreThanTwo() {
        Feelings many = Feelings.of(emotion -> .4).with(Emotion.FRUSTRATION, .5).with(Emotion.DEFENSIVENESS, .8);
        assertEquals("you are very touchy and cross; answer guarded", words(many, USUAL));
    }

    @Test
    void whatTimeAloneHasMadeOfHerIsFeltAboveAHalf() {
        Feelings alone = Feelings.of(emotion -> .1).with(Emotion.LONELINESS, .75);
        assertEquals("you are a little lonely and have missed me; answer clingy", words(alone, USUAL, alone));
        Feelings evening = alone.with(Emotion.LONELINESS, .6);
        assertEquals("", words(evening, USUAL, evening));
    }

    @Test
    void mannersAreThoseThatDiffer() {
        assertEquals("answer cool and biting", words(REST, new Modulation(.8, .3, .3, .4, .5, .6, .3, 115)));
        assertEquals("answer dry", words(REST, new Modulation(.8, .3, .7, .4, .5, .6, .3, 115)));
        assertEquals(
                "answer sweet; no sarcasm; a pet name for me",
                words(REST, new Modulation(0, .3, .9, .4, .5, .9, .75, 115)));
        assertEquals("no emoji", words(REST, new Modulation(.6, .3, .7, .4, .5, .2, .3, 115)));
    }

    /** The moods of the experiment with a real model that verticles.md tells of, and its words. */
    @Test
    void threeMoodsOfTheExperiment() {
        Feelings half = Feelings.neutral();
        assertEquals(
                "you are lonely and have missed me; answer clingy and dry; a pet name for me; an emoji",
                words(half.with(Emotion.LONELINESS, .85), new Modulation(1, .3, .56, .3, .71, .88, .65, 115), half));
        assertEquals(
                "you are fond of me and a little excited; answer tender and sweet; no sarcasm; a pet name for me",
                words(
                        half.with(Emotion.AFFECTION, .85).with(Emotion.EXCITEMENT, .65),
                        new Modulation(0, .23, 1, .53, .27, 1, .92, 115),
                        half));
        assertEquals(
                "you are cross and a little touchy; answer grumpy, cool and biting; no emoji",
                words(
                        half.with(Emotion.FRUSTRATION, .85).with(Emotion.DEFENSIVENESS, .7),
                        new Modulation(1, .45, 0, .11, .56, 0, 0, 115),
                        half));
    }

    @Test
    void lengthIsToldInSentencesWhereItIsUnusual() {
        assertEquals("one sentence", words(REST, new Modulation(.6, .3, .7, .4, .5, .6, .3, 20)));
        assertEquals("one or two sentences", words(REST, new Modulation(.6, .3, .7, .4, .5, .6, .3, 45)));
        assertEquals("two or three sentences", words(REST, new Modulation(.6, .3, .7, .4, .5, .6, .3, 80)));
        assertEquals("as many sentences as it takes", words(REST, new Modulation(.6, .3, .7, .4, .5, .6, .3, 280)));
    }

    @Test
    void noNumbersNoKnobsAndFewPartsWhateverTheMood() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            Feelings feelings = Feelings.of(emotion -> random.nextDouble());
            String words = words(feelings, modulation(random), Feelings.of(emotion -> random.nextDouble()));
            assertFalse(words.matches("(?s).*(\\d|warmth|humor|formality|nickname|self-).*"), words);
            assertTrue(words.split("; ").length <= 5 && words.length() < 190, words);
        }
    }

    @Test
    void smallChangesRarelyChangeTheWords() {
        Random random = new Random(4);
        int changed = 0;
        for (int i = 0; i < 1_000; i++) {
            Feelings feelings = Feelings.of(emotion -> random.nextDouble());
            Modulation modulation = modulation(random);
            Feelings moved = Feelings.of(emotion -> feelings.get(emotion) + .01 * random.nextDouble());
            changed += words(feelings, modulation).equals(words(moved, modulation)) ? 0 : 1;
        }
        assertTrue(changed < 200, changed + " of 1000");
    }

    private static Modulation modulation(Random random) {
        return new Modulation(
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
