package demi.autonomy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.AutonomyApi.Kind;
import demi.api.AutonomyApi.Quiet;
import demi.api.store.AutonomyStore.CheckIns;
import demi.api.store.AutonomyStore.Person;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What moves her to think aloud beside what moves her to write, where the settings have it so; and being asked to. */
class RambleReasonsTest {

    private static final Instant NOON = Instant.parse("2026-11-02T12:00:00Z");
    private static final CheckIns NONE = new CheckIns(null, 0, null, null);

    private static ProactivePolicy decider(@Nullable Double jealousy, @Nullable Double vulnerability) {
        AutonomySettings usual = AutonomySettings.defaults();
        AutonomySettings settings = new AutonomySettings(
                true,
                usual.every(),
                usual.loneliness(),
                usual.excitement(),
                usual.frustration(),
                jealousy,
                vulnerability,
                usual.pause(),
                usual.mostAnHour(),
                usual.followUpAfter(),
                usual.hurtAfter(),
                usual.hurtTones(),
                usual.conversation(),
                LocalTime.of(22, 0),
                LocalTime.of(8, 0),
                usual.keepDecisions());
        return new ProactivePolicy(settings, ZoneOffset.UTC);
    }

    private static DecisionContext situation(Instant now, EmotionLevels feelings, boolean paused) {
        return new DecisionContext(now, now, true, paused, false, feelings, "", 0);
    }

    private static DecisionContext situation(Emotion emotion, double value) {
        return situation(NOON, EmotionLevels.neutral().with(emotion, value), false);
    }

    @ParameterizedTest
    @CsvSource({
        "JEALOUSY, .71, RAMBLE, jealousy",
        "JEALOUSY, .7, NOTHING, ''",
        "VULNERABILITY, .51, RAMBLE, vulnerability",
        "VULNERABILITY, .5, NOTHING, ''"
    })
    void whereSetTheyAreAReasonToThinkAloudAndToWriteToNobody(
            Emotion emotion, double value, Kind kind, String trigger) {
        ProactivePolicy decider = decider(.7, .5);
        DecisionContext situation = situation(emotion, value);
        PolicyResult aloud = decider.decideForChannel(NOON.minus(Duration.ofHours(2)), NONE, situation);
        assertEquals(kind, aloud.kind(), aloud.reason());
        assertEquals(trigger, aloud.trigger());
        Instant before = NOON.minus(Duration.ofHours(2));
        Person person = new Person("ann", "Ann", before, before, NONE, Quiet.NONE);
        assertEquals(
                "content",
                decider.decideForPerson(PersonContext.of(person, ZoneOffset.UTC), situation)
                        .code());
        assertEquals(
                "content",
                decider(null, null).decideForChannel(before, NONE, situation).code());
    }

    @Test
    void askedToSheNeedsNoReasonButKeepsThePauseTheNightAndTheOwnersWord() {
        ProactivePolicy decider = decider(null, null);
        EmotionLevels calm = EmotionLevels.neutral().with(Emotion.CURIOSITY, .6);
        PolicyResult asked = decider.decideRequestedRamble(NONE, situation(NOON, calm, false));
        assertEquals(Kind.RAMBLE, asked.kind());
        assertEquals("Curiosity is 0.60, and she is asked to; 1 of 5 this hour.", asked.reason());
        CheckIns unanswered =
                new CheckIns(NOON.minus(Duration.ofHours(1)), 3, NOON.minus(Duration.ofHours(9)), Kind.RAMBLE);
        assertEquals(
                Kind.RAMBLE,
                decider.decideRequestedRamble(unanswered, situation(NOON, calm, false))
                        .kind());
        CheckIns justNow =
                new CheckIns(NOON.minus(Duration.ofMinutes(59)), 1, NOON.minus(Duration.ofMinutes(59)), Kind.RAMBLE);
        assertEquals(
                "pause",
                decider.decideRequestedRamble(justNow, situation(NOON, calm, false))
                        .code());
        assertEquals(
                "paused",
                decider.decideRequestedRamble(NONE, situation(NOON, calm, true)).code());
        Instant night = Instant.parse("2026-11-02T23:00:00Z");
        assertEquals(
                "quiet_hours",
                decider.decideRequestedRamble(NONE, situation(night, calm, false))
                        .code());
    }
}
