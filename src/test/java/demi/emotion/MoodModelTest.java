package demi.emotion;

import static demi.api.value.Emotion.AFFECTION;
import static demi.api.value.Emotion.CONFIDENCE;
import static demi.api.value.Emotion.EXCITEMENT;
import static demi.api.value.Emotion.FRUSTRATION;
import static demi.api.value.Emotion.JEALOUSY;
import static demi.api.value.Emotion.LONELINESS;
import static demi.api.value.Emotion.VULNERABILITY;
import static demi.emotion.InteractionType.CODE_UPDATE;
import static demi.emotion.InteractionType.MESSAGE;
import static demi.emotion.InteractionType.POSITIVE_MESSAGE;
import static demi.emotion.InteractionType.RAPID_ERRORS;
import static demi.emotion.InteractionType.USER_REFUSAL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** By the seed's numbers; {@link TemperamentTest} has what the defaults add to them. */
class MoodModelTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private final MoodModel model = new MoodModel(SeedSettings.settings());
    private final Mood newborn = model.start(START);

    @Test
    void aScriptedHourGoesAsReckonedByHand() {
        feels(newborn, .5, .5, .5, .5, .5, .5, .5, .5, .5);
        // L .5-.10, E .5+.15, A .5+.12, D .5-.08. No cascade: only E and A are above .5.
        Mood mood = model.interact(newborn, POSITIVE_MESSAGE, START).mood();
        feels(mood, .40, .65, .5, .5, .5, .5, .5, .62, .42);
        // Again, at .6: L-.06, E+.09, A+.072, D-.048.
        mood = model.interact(mood, POSITIVE_MESSAGE, START).mood();
        feels(mood, .34, .74, .5, .5, .5, .5, .5, .692, .372);
        // A third time, at .5: L-.05 is held at .3, E+.075, A+.06, D-.04.
        mood = model.interact(mood, POSITIVE_MESSAGE, START).mood();
        feels(mood, .3, .815, .5, .5, .5, .5, .5, .752, .332);
        // Another event counts in full: F+.10 V+.10 A-.12; then E .815 > .5 and F .6 > .5: F -= .1 x .815.
        mood = model.interact(mood, USER_REFUSAL, START).mood();
        feels(mood, .3, .815, .5185, .5, .6, .5, .5, .632, .332);
        // One tick, idle for 5 of 720 minutes (factor 1/144): E at half rate as it is above .8.
        // L .3x.98 is held at .3, +.01/144; E .815x.97-.02/144; F x.96; J x.97; V x.92; C x.97-.01/144; Cu x.95;
        // A x.96-.015/144
        mood = model.age(mood, START.plusSeconds(300)).mood();
        double f = 1 / 144.0;
        feels(mood, .3 + .01 * f, .79055 - .02 * f, .49776, .485, .552, .485 - .01 * f, .475, .60672 - .015 * f, .3154);
    }

    @Test
    void everyEventDoesWhatTheTableSays() {
        SeedSettings.settings().events().forEach((type, effects) -> {
            if (type != InteractionType.LONG_IDLE) {
                EmotionLevels after =
                        model.interact(newborn, type, START).mood().feelings();
                for (Emotion emotion : Emotion.values()) {
                    assertEquals(.5 + effects.getOrDefault(emotion, 0.0), after.get(emotion), 1e-12);
                }
            }
        });
    }

    @Test
    void theStateDependsOnElapsedTimeOnlyHoweverItIsCutUp() {
        Random random = new Random(7);
        Mood begun = model.interact(newborn, POSITIVE_MESSAGE, START.plusSeconds(137))
                .mood();
        for (int round = 0; round < 200; round++) {
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
    void longIdleComesOnceAfterFourHoursAndAgainOnlyAfterAnInteraction() {
        Mood before = model.age(newborn, START.plus(Duration.ofMinutes(239))).mood();
        assertFalse(before.longIdle());
        MoodChange at = model.age(before, START.plus(Duration.ofHours(4)));
        assertTrue(at.mood().longIdle());
        assertTrue(at.effects().stream().anyMatch(effect -> effect.cause().equals("long_idle")));
        MoodChange later = model.age(at.mood(), START.plus(Duration.ofHours(40)));
        assertTrue(later.effects().stream().noneMatch(effect -> effect.cause().equals("long_idle")));
        Mood back = model.interact(later.mood(), MESSAGE, START.plus(Duration.ofHours(40)))
                .mood();
        assertFalse(back.longIdle());
        assertTrue(model.age(back, START.plus(Duration.ofHours(44))).mood().longIdle());
    }

    @Test
    void aClockSetBackChangesNothing() {
        Instant now = START.plus(Duration.ofMinutes(200));
        Mood mood = model.age(newborn, now).mood();
        Instant back = START.minus(Duration.ofDays(3));
        MoodChange after = model.age(mood, back);
        assertEquals(mood.feelings(), after.mood().feelings());
        assertEquals(0, after.effects().size());
        assertEquals(mood, after.mood());
    }

    @Test
    void tenThousandYearsAloneEndAtOnceInTheStateOfAYear() {
        Mood year = model.age(newborn, START.plus(Duration.ofDays(365))).mood();
        Instant end = Instant.parse("9999-12-31T23:59:59Z");
        Mood ages = model.age(newborn, end).mood();
        assertEquals(year.feelings(), ages.feelings());
        feels(ages, 1, .1, .1, .1, .1, .1, .1, .1, .1);
        Duration remainder = Duration.between(ages.agedUntil(), end);
        assertTrue(!remainder.isNegative() && remainder.compareTo(Duration.ofMinutes(5)) < 0);
        // A second look finds the same.
        assertEquals(ages, model.age(year, end).mood());
    }

    @Test
    void aNeutralMessageEndsIdlenessAndNothingElse() {
        Mood pleased = model.interact(newborn, POSITIVE_MESSAGE, START).mood();
        Instant later = START.plusSeconds(299);
        MoodChange outcome = model.interact(pleased, MESSAGE, later);
        assertEquals(pleased.feelings(), outcome.mood().feelings());
        assertEquals(later, outcome.mood().lastInteraction());
        assertEquals(0, outcome.effects().size());
        // The tick a second later comes before idleness begins, so nothing drifts.
        MoodChange tick = model.age(outcome.mood(), START.plusSeconds(300));
        assertTrue(tick.effects().stream().allMatch(effect -> effect.cause().equals("decay")));
        assertEquals(
                .6,
                model.interact(tick.mood(), POSITIVE_MESSAGE, START.plusSeconds(300)).effects().stream()
                        .filter(effect -> effect.emotion() == EXCITEMENT)
                        .mapToDouble(effect -> effect.delta() / .15)
                        .sum(),
                1e-12);
    }

    @Test
    void whatIsPushedAboveTheCeilingStaysAsTheLargestMomentum() {
        Mood high = model.set(newborn, EXCITEMENT, .95);
        Mood once = model.interact(high, POSITIVE_MESSAGE, START).mood();
        assertEquals(1, once.feelings().excitement());
        assertEquals(.10, once.momentum().getOrDefault(EXCITEMENT, 0.0), 1e-12);
        // Momentum strengthens: +.10 x 1.05 from 1.0 overflows by .105, more than before; not .205.
        Mood twice = model.interact(once, CODE_UPDATE, START).mood();
        assertEquals(.105, twice.momentum().getOrDefault(EXCITEMENT, 0.0), 1e-12);
        assertEquals(Map.of(), model.set(twice, EXCITEMENT, .7).momentum());
    }

    @Test
    void momentumFadesWithEachTickAndIsGoneAfterAFewHours() {
        Mood pushed = with(newborn, Map.of(EXCITEMENT, .2));
        Mood later = model.age(pushed, START.plus(Duration.ofMinutes(14))).mood();
        assertEquals(.2 * .9 * .9, later.momentum().getOrDefault(EXCITEMENT, 0.0), 1e-12);
        assertEquals(
                Map.of(),
                model.age(pushed, START.plus(Duration.ofHours(5))).mood().momentum());
    }

    @Test
    void aChangeThatDoesNotOverflowEndsMomentum() {
        Mood pushed = with(newborn, Map.of(EXCITEMENT, .2, FRUSTRATION, .2, JEALOUSY, .2));
        Mood refused = model.interact(pushed, USER_REFUSAL, START).mood();
        assertEquals(Map.of(EXCITEMENT, .2, JEALOUSY, .2), refused.momentum(), "a refusal moves frustration");
        assertEquals(
                Map.of(FRUSTRATION, .2, JEALOUSY, .2),
                model.interact(pushed, POSITIVE_MESSAGE, START).mood().momentum(),
                "upwards as well as downwards");
        Mood pulled = with(newborn, Map.of(VULNERABILITY, .2))
                .with(EmotionLevels.neutral().with(CONFIDENCE, .9).with(VULNERABILITY, .7));
        assertEquals(
                Map.of(), model.interact(pulled, RAPID_ERRORS, START).mood().momentum(), "so does a cascade");
    }

    @Test
    void beingAloneIsFeltAtTheFloor() {
        Mood lowest = newborn.with(EmotionLevels.neutral().with(LONELINESS, .3));
        Mood alone = new Mood(
                lowest.feelings(), lowest.rest(), Map.of(), null, 0, START.plus(Duration.ofMinutes(355)), START, true);
        // Six hours are half the scale: +.01 x .5 on the floor, not below it.
        assertEquals(
                .305,
                model.age(alone, START.plus(Duration.ofHours(6)))
                        .mood()
                        .feelings()
                        .loneliness(),
                1e-12);
    }

    @Test
    void aGuessThatIsTakenBackGivesBackTheMomentumItEnded() {
        Mood pushed = with(newborn, Map.of(EXCITEMENT, .2, FRUSTRATION, .1));
        MoodChange heard = model.interact(pushed, POSITIVE_MESSAGE, START);
        ProvisionalAppraisal guess = ProvisionalAppraisal.of(POSITIVE_MESSAGE, pushed, heard, false);
        Mood judged = model.reappraise(heard.mood(), List.of(guess), MESSAGE, 1, START.plusSeconds(300))
                .mood();
        assertEquals(.2, judged.momentum().getOrDefault(EXCITEMENT, 0.0), 1e-12);
        assertEquals(.09, judged.momentum().getOrDefault(FRUSTRATION, 0.0), 1e-12, "what it left alone has faded");
    }

    @Test
    void momentumStrengthensOnlyTheThreeStrongest() {
        Mood pushed = with(newborn, Map.of(FRUSTRATION, .4, VULNERABILITY, .4));
        Mood weak = pushed.with(EmotionLevels.neutral().with(FRUSTRATION, .2).with(VULNERABILITY, .6));
        EmotionLevels after = model.interact(weak, USER_REFUSAL, START).mood().feelings();
        assertEquals(.3, after.frustration(), 1e-12);
        // .10 x (1 + .5 x .4) = .12
        assertEquals(.72, after.vulnerability(), 1e-12);
    }

    @Test
    void cascadesFollowAnEvent() {
        // J and L lift each other by ((.8+.6)/2-.5) x .2 = .04; V .7 - .15 x .7 (C .9-.2) = .595.
        Mood mood = newborn.with(EmotionLevels.neutral()
                .with(JEALOUSY, .8)
                .with(LONELINESS, .6)
                .with(CONFIDENCE, .9)
                .with(VULNERABILITY, .7));
        MoodChange after = model.interact(mood, RAPID_ERRORS, START);
        assertEquals(.84, after.mood().feelings().jealousy(), 1e-12);
        assertEquals(.64, after.mood().feelings().loneliness(), 1e-12);
        assertEquals(.595, after.mood().feelings().vulnerability(), 1e-12);
        assertTrue(after.effects().stream().anyMatch(effect -> effect.cause().equals("cascade_jealousy_loneliness")));
    }

    @Test
    void aCascadeIsClampedAndLeavesNoMomentum() {
        Mood mood = newborn.with(EmotionLevels.neutral().with(JEALOUSY, 1).with(LONELINESS, 1));
        Mood after = model.interact(mood, RAPID_ERRORS, START).mood();
        assertEquals(1, after.feelings().jealousy());
        assertEquals(Map.of(), after.momentum());
    }

    @Test
    void effectsAddUpToTheChange() {
        Mood mood = model.interact(newborn, POSITIVE_MESSAGE, START).mood();
        MoodChange after = model.interact(mood, USER_REFUSAL, START.plus(Duration.ofHours(9)));
        for (Emotion emotion : Emotion.values()) {
            double sum = after.effects().stream()
                    .filter(effect -> effect.emotion() == emotion)
                    .mapToDouble(MoodChange.Effect::delta)
                    .sum();
            assertEquals(after.mood().feelings().get(emotion) - mood.feelings().get(emotion), sum, 1e-9);
        }
    }

    @Test
    void aPlainSetStaysWithinTheBounds() {
        assertEquals(.3, model.set(newborn, LONELINESS, 0).feelings().loneliness());
        assertEquals(1, model.set(newborn, AFFECTION, 7).feelings().affection());
        assertThrows(IllegalArgumentException.class, () -> model.set(newborn, AFFECTION, Double.NaN));
        assertThrows(IllegalArgumentException.class, () -> model.interact(newborn, InteractionType.LONG_IDLE, START));
    }

    private static Mood with(Mood mood, Map<Emotion, Double> momentum) {
        return mood.with(momentum);
    }

    private static void feels(Mood mood, double... expected) {
        int next = 0;
        for (Emotion emotion : Emotion.values()) {
            assertEquals(expected[next++], mood.feelings().get(emotion), 1e-12, emotion.key());
        }
    }
}
