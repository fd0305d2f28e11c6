package demi.emotion;

import static org.junit.jupiter.api.Assertions.assertEquals;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MoodJsonTest {
    private static final Instant SAVED = Instant.parse("2026-01-01T12:00:00Z");
    private final MoodJson json = new MoodJson(EmotionSettings.defaults());

    @Test
    void aMoodComesBackAsItWas() {
        Mood mood = new Mood(
                EmotionLevels.neutral().with(Emotion.JEALOUSY, .123456789012345),
                EmotionLevels.neutral().with(Emotion.LONELINESS, .712345678901234),
                Map.of(Emotion.AFFECTION, .25),
                InteractionType.CODE_UPDATE,
                2,
                SAVED.minusSeconds(299),
                SAVED.minus(Duration.ofDays(2)),
                true);
        assertEquals(mood, json.mood(mood.feelings(), MoodJson.inner(mood), SAVED));
    }

    @Test
    void whateverIsInTheColumnAMoodComesOut() {
        Mood fresh = new Mood(EmotionLevels.neutral(), EmotionLevels.neutral(), Map.of(), null, 0, SAVED, SAVED, false);
        for (String garbage : new String[] {
            "",
            "null",
            "[]",
            "7",
            "{",
            "NaN",
            "{\"loneliness\": null, \"anger\": 3}",
            "{\"jealousy\": NaN}",
            "{\"jealousy\": \"0.4\", \"run\": 99, \"last_event\": \"sang\"}",
            "{\"jealousy\": -1, \"affection\": {}}",
            "{\"aged_until\": \"0001-01-01T00:00:00Z\", \"last_interaction\": \"9999-01-01T00:00:00Z\"}",
            "{\"aged_until\": \"yesterday\", \"last_event\": \"message\"}",
            "{\"rest\": 3}",
            "{\"rest\": {\"affection\": NaN}}",
            "{\"rest\": {\"affection\": null, \"anger\": 1}}",
            "{\"curiosity\": 1e999}"
        }) {
            assertEquals(fresh, json.mood(EmotionLevels.neutral(), garbage, SAVED), garbage);
        }
        assertEquals(fresh, json.mood(EmotionLevels.neutral(), null, SAVED));
    }

    @Test
    void anEarlierServersMomentumIsKeptWithinBounds() {
        Mood mood = json.mood(
                EmotionLevels.of(emotion -> 7), "{\"loneliness\": 0.2, \"excitement\": 40, \"frustration\": 0}", SAVED);
        assertEquals(Map.of(Emotion.LONELINESS, .2, Emotion.EXCITEMENT, 1.0), mood.momentum());
        assertEquals(EmotionLevels.of(emotion -> 1), mood.feelings());
        Mood low = json.mood(EmotionLevels.of(emotion -> -3), null, SAVED);
        assertEquals(.3, low.feelings().loneliness());
    }

    @Test
    void whoHasNoRestYetRestsAsSheFeels() {
        EmotionLevels low = EmotionLevels.of(emotion -> .4);
        assertEquals(low, json.mood(low, "{\"affection\": 0.2}", SAVED).rest());
        EmotionLevels some = json.mood(low, "{\"rest\": {\"affection\": 0.9, \"loneliness\": -4}}", SAVED)
                .rest();
        assertEquals(low.with(Emotion.AFFECTION, .9).with(Emotion.LONELINESS, .3), some);
    }

    @Test
    void effectsNameTheirCause() {
        assertEquals(
                "[{\"emotion\":\"loneliness\",\"delta\":0.2,\"cause\":\"long_idle\"}]",
                MoodJson.effects(List.of(new MoodChange.Effect(Emotion.LONELINESS, .2, "long_idle"))));
    }
}
