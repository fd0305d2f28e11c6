package demi.emotion;

import static demi.api.value.Emotion.AFFECTION;
import static demi.api.value.Emotion.EXCITEMENT;
import static demi.api.value.Emotion.FRUSTRATION;
import static demi.api.value.Emotion.LONELINESS;
import static demi.emotion.InteractionType.CODE_UPDATE;
import static demi.emotion.InteractionType.ERROR_OCCURRED;
import static demi.emotion.InteractionType.MESSAGE;
import static demi.emotion.InteractionType.NEGATIVE_MESSAGE;
import static demi.emotion.InteractionType.POSITIVE_MESSAGE;
import static demi.emotion.InteractionType.SUCCESSFUL_HELP;
import static demi.emotion.InteractionType.USER_REFUSAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.SpeechStyle;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Her rest is her character: what the defaults do that the seed's numbers do not. */
class TemperamentTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final SpeechStyle BASELINE = new SpeechStyle(.6, .3, .7, .4, .5, .6, .3, 115);
    private static final List<InteractionType> MIXED = List.of(
            MESSAGE,
            MESSAGE,
            MESSAGE,
            POSITIVE_MESSAGE,
            POSITIVE_MESSAGE,
            NEGATIVE_MESSAGE,
            ERROR_OCCURRED,
            SUCCESSFUL_HELP,
            USER_REFUSAL,
            CODE_UPDATE);

    private final EmotionSettings settings = EmotionSettings.defaults();
    private final MoodModel model = new MoodModel(settings);
    private final SpeechStyler modulator = new SpeechStyler(settings.modulation());
    private final Mood newborn = model.start(START);

    @Test
    void aNewbornTalksAsTheBaselineSays() {
        assertEquals(BASELINE, talk(newborn));
    }

    @Test
    void leftAloneSheTalksAsTheBaselineSaysAtEveryHour() {
        for (int hours = 1; hours < 24 * 40; hours++) {
            Mood alone = model.age(newborn, START.plus(Duration.ofHours(hours))).mood();
            assertEquals(BASELINE.warmth(), talk(alone).warmth(), hours + " hours");
            assertEquals(BASELINE.sarcasm(), talk(alone).sarcasm(), hours + " hours");
            assertEquals(BASELINE.emoji(), talk(alone).emoji(), hours + " hours");
        }
    }

    @Test
    void anHourAfterwardsTenFriendlyMessagesAreStillFeltAndADayAfterThemSheIsAtRest() {
        Mood mood = model.age(newborn, START.plus(Duration.ofHours(3))).mood();
        Instant now = START.plus(Duration.ofHours(3));
        Mood before = mood;
        for (int i = 0; i < 10; i++) {
            mood = model.interact(mood, POSITIVE_MESSAGE, now).mood();
            now = now.plusSeconds(60);
        }
        EmotionLevels pleased = mood.feelings();
        assertTrue(pleased.excitement() < .95 && pleased.affection() < .95, pleased.toString());
        assertTrue(pleased.excitement() > before.feelings().excitement() + .2, pleased.toString());
        assertTrue(pleased.affection() > before.feelings().affection() + .2, pleased.toString());

        Mood hour = model.age(mood, now.plus(Duration.ofHours(1))).mood();
        assertTrue(hour.feelings().affection() > hour.rest().affection() + .05, hour.toString());

        Mood day = model.age(mood, now.plus(Duration.ofDays(1))).mood();
        for (Emotion emotion : Emotion.values()) {
            assertEquals(day.rest().get(emotion), day.feelings().get(emotion), .01, emotion.key());
        }
        near(BASELINE, talk(day), .02);
    }

    @Test
    void withoutBeingAloneSheTendsToHerTemperamentFromBothSides() {
        EmotionLevels temperament =
                EmotionLevels.of(emotion -> settings.temperament().getOrDefault(emotion, 0.0));
        for (EmotionLevels from : List.of(EmotionLevels.of(emotion -> .95), EmotionLevels.of(emotion -> .3))) {
            Mood mood = newborn.with(from);
            Instant now = START;
            for (int i = 0; i < 150; i++) {
                now = now.plus(Duration.ofMinutes(4));
                mood = model.interact(mood, MESSAGE, now).mood();
            }
            for (Emotion emotion : Emotion.values()) {
                assertEquals(temperament.get(emotion), mood.feelings().get(emotion), .2, emotion.key());
            }
        }
    }

    @Test
    void aLongSilenceIsFeltAsLonelinessThatMakesHerWriteAndNotAsCold() {
        Mood evening = model.age(newborn, START.plus(Duration.ofHours(4))).mood();
        assertTrue(evening.feelings().loneliness() > .5, evening.toString());
        assertTrue(evening.feelings().loneliness() < .7, "an evening alone is no reason to write: " + evening);
        Mood day = model.age(newborn, START.plus(Duration.ofHours(24))).mood();
        assertTrue(day.feelings().loneliness() > .7, day.toString());
        Mood week = model.age(newborn, START.plus(Duration.ofDays(7))).mood();
        assertTrue(week.feelings().loneliness() < .95, "there is room left: " + week);
        SpeechStyle back = talk(model.interact(week, POSITIVE_MESSAGE, START.plus(Duration.ofDays(7)))
                .mood());
        assertTrue(back.warmth() > BASELINE.warmth(), "she is glad of them: " + back);
    }

    @Test
    void unkindWordsAreHeardInHerToneAndPass() {
        Instant now = START.plus(Duration.ofHours(2));
        Mood mood = model.age(newborn, now).mood();
        for (int i = 0; i < 4; i++) {
            mood = model.interact(mood, NEGATIVE_MESSAGE, now).mood();
        }
        assertTrue(
                talk(mood).warmth() < .4 && talk(mood).sarcasm() > .75,
                talk(mood).toString());
        SpeechStyle later = talk(model.age(mood, now.plus(Duration.ofHours(5))).mood());
        near(BASELINE, later, .1);
    }

    @Test
    void whatOverflowedInFullIsMomentumThoughThereIsNoRoomForIt() {
        Mood high = newborn.with(EmotionLevels.neutral().with(EXCITEMENT, .95));
        Mood pushed = model.interact(high, POSITIVE_MESSAGE, START).mood();
        // .15 x .05/.5 on .95; in full it would be .10 above 1.
        assertEquals(.965, pushed.feelings().excitement(), 1e-12);
        assertEquals(.10, pushed.momentum().getOrDefault(EXCITEMENT, 0.0), 1e-12);
    }

    @Test
    void aNeutralMessageTakesSomethingOffLonelinessAndBuysNothingBack() {
        Mood pleased = model.interact(newborn, POSITIVE_MESSAGE, START).mood();
        MoodChange plain = model.interact(pleased, MESSAGE, START);
        assertEquals(.36, plain.mood().feelings().loneliness(), 1e-12);
        assertEquals(
                pleased.feelings(),
                plain.mood().feelings().with(LONELINESS, pleased.feelings().loneliness()));
        assertEquals(pleased.lastEvent(), plain.mood().lastEvent());
        assertEquals(pleased.run(), plain.mood().run());
        assertEquals(pleased.momentum(), plain.mood().momentum());
    }

    @Test
    void timeAloneMakesOfFeelingsWhatItMakesOfHers() {
        Mood alone = model.age(newborn, START.plus(Duration.ofHours(30))).mood();
        assertEquals(alone.feelings(), model.project(newborn.feelings(), Duration.ofHours(30)));
        double day = model.project(null, Duration.ofHours(20)).loneliness();
        double weeks = model.project(null, Duration.ofDays(21)).loneliness();
        assertTrue(day < .7 && weeks > .8, day + " " + weeks);
        assertEquals(model.project(null, Duration.ofDays(90)), model.project(null, Duration.ofDays(400)));
    }

    @Test
    void whatIsTakenBackLeavesHerWhereSheWas() {
        Mood high = newborn.with(EmotionLevels.neutral().with(AFFECTION, .8).with(FRUSTRATION, .7));
        MoodChange heard = model.interact(high, NEGATIVE_MESSAGE, START);
        ProvisionalAppraisal guess = ProvisionalAppraisal.of(NEGATIVE_MESSAGE, high, heard, false);
        Mood judged = model.reappraise(heard.mood(), List.of(guess), MESSAGE, 1, START)
                .mood();
        for (Emotion emotion : Emotion.values()) {
            double plain = emotion == LONELINESS ? -.04 : 0;
            assertEquals(high.feelings().get(emotion) + plain, judged.feelings().get(emotion), 1e-12, emotion.key());
        }
    }

    @Test
    void theStateDependsOnElapsedTimeOnlyHoweverItIsCutUp() {
        Random random = new Random(8);
        Mood begun = model.interact(newborn, POSITIVE_MESSAGE, START.plusSeconds(137))
                .mood();
        for (int round = 0; round < 100; round++) {
            Instant end = START.plusMillis(200_000 + random.nextInt(200_000_000));
            Mood cut = begun;
            Instant now = START.plusSeconds(137);
            while (now.isBefore(end)) {
                now = now.plusMillis(1 + random.nextInt(10_000_000));
                now = now.isAfter(end) ? end : now;
                cut = model.age(cut, now).mood();
            }
            assertEquals(model.age(begun, end).mood(), cut);
        }
    }

    @Test
    void tenThousandYearsAloneEndAtOnceInTheStateOfAYear() {
        Mood moved = model.interact(newborn, CODE_UPDATE, START).mood();
        Mood year = model.age(moved, START.plus(Duration.ofDays(365))).mood();
        Mood ages = model.age(moved, Instant.parse("9999-12-31T23:59:59Z")).mood();
        assertEquals(year.feelings(), ages.feelings());
        assertEquals(year.rest(), ages.rest());
        near(BASELINE, talk(ages), 1e-9);
    }

    /** Sixty talks of all kinds in a month, a quarter of an hour to two days apart: what the first answer sounds like. */
    @Test
    void inAMonthOfTalksTheFirstAnswerIsWarm() {
        for (int seed = 0; seed < 50; seed++) {
            List<Double> warmth = firstAnswers(new Random(seed));
            double average =
                    warmth.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
            long cold = warmth.stream().filter(value -> value < .3).count();
            assertTrue(average >= .6, "month " + seed + ": " + warmth);
            assertTrue(cold <= 3, "month " + seed + ": " + warmth);
        }
    }

    private List<Double> firstAnswers(Random random) {
        List<Double> warmth = new ArrayList<>();
        Mood mood = newborn;
        Instant now = START;
        for (int talk = 0; talk < 60; talk++) {
            now = now.plus(Duration.ofMinutes(15 + (long) (Math.pow(random.nextDouble(), 3) * 2_900)));
            for (int message = random.nextInt(1, 16); message > 0; message--) {
                InteractionType type = MIXED.get(random.nextInt(MIXED.size()));
                mood = model.interact(mood, type, now).mood();
                if (warmth.size() == talk) {
                    warmth.add(talk(mood).warmth());
                }
                now = now.plusSeconds(20 + random.nextInt(100));
            }
        }
        return warmth;
    }

    private SpeechStyle talk(Mood mood) {
        return modulator.styleFor(mood.feelings(), mood.rest());
    }

    private static void near(SpeechStyle expected, SpeechStyle actual, double by) {
        assertEquals(expected.sarcasm(), actual.sarcasm(), by, actual.toString());
        assertEquals(expected.formality(), actual.formality(), by, actual.toString());
        assertEquals(expected.warmth(), actual.warmth(), by, actual.toString());
        assertEquals(expected.humor(), actual.humor(), by, actual.toString());
        assertEquals(expected.selfDeprecation(), actual.selfDeprecation(), by, actual.toString());
        assertEquals(expected.emoji(), actual.emoji(), by, actual.toString());
        assertEquals(expected.nickname(), actual.nickname(), by, actual.toString());
    }
}
