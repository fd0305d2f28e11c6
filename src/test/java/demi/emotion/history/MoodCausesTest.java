package demi.emotion.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.EmotionApi.By;
import demi.api.EmotionApi.Cause;
import demi.api.store.EmotionStore.LoggedChange;
import demi.api.store.EmotionStore.Whose;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoodCausesTest {

    private static final Instant T = Instant.parse("2026-01-02T03:04:05Z");

    private static LoggedChange change(Duration at, String type, Whose whose, double before, double after) {
        EmotionLevels felt = EmotionLevels.neutral();
        return new LoggedChange(
                T.plus(at), type, whose, felt.with(Emotion.AFFECTION, before), felt.with(Emotion.AFFECTION, after));
    }

    @Test
    void whatTimeDidInARowIsOneCauseSinceTheChangeBefore() {
        List<Cause> causes = MoodCauses.of(
                List.of(
                        change(Duration.ZERO, "positive_message", Whose.OWN, .5, .625),
                        change(Duration.ofMinutes(5), "time", Whose.NOBODY, .625, .62),
                        change(Duration.ofHours(4), "unsure", Whose.OWN, .51, .5),
                        change(Duration.ofHours(4), "negative_message", Whose.OTHERS, .5, .25),
                        change(Duration.ofHours(5), "long_idle", Whose.NOBODY, .25, .125)),
                9);
        assertEquals(
                List.of(
                        new Cause(T, T, "positive_message", By.YOU, Map.of(Emotion.AFFECTION, .125)),
                        new Cause(T, T.plus(Duration.ofHours(4)), "time", By.TIME, Map.of(Emotion.AFFECTION, -.125)),
                        new Cause(
                                T.plus(Duration.ofHours(4)),
                                T.plus(Duration.ofHours(4)),
                                "negative_message",
                                By.HOUSE,
                                Map.of(Emotion.AFFECTION, -.25)),
                        new Cause(
                                T.plus(Duration.ofHours(5)),
                                T.plus(Duration.ofHours(5)),
                                "long_idle",
                                By.TIME,
                                Map.of(Emotion.AFFECTION, -.125))),
                causes);
    }

    @Test
    void whatHardlyMovedHerIsNoneAndTheNewestAreTold() {
        List<LoggedChange> log = List.of(
                change(Duration.ZERO, "code_update", Whose.NOBODY, .5, .75),
                change(Duration.ofSeconds(1), "message", Whose.OWN, .75, .755),
                // The clock was set back.
                change(Duration.ofHours(-9), "time", Whose.NOBODY, .755, .5));
        List<Cause> causes = MoodCauses.of(log, 9);
        assertEquals(List.of(By.SHE, By.TIME), causes.stream().map(Cause::by).toList());
        assertEquals(causes.get(1).at(), causes.get(1).since());
        assertEquals(1, MoodCauses.of(log, 1).size());
        assertEquals("time", MoodCauses.of(log, 1).get(0).kind());
        assertEquals(List.of(), MoodCauses.of(List.of(), 9));
    }
}
