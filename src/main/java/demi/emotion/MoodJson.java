package demi.emotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A mood in the JSON columns. Reading never fails: what cannot be understood counts as absent. */
final class MoodJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_RUNS = 1_000;

    private final EmotionSettings settings;

    MoodJson(EmotionSettings settings) {
        this.settings = settings;
    }

    /** All of a mood beside the nine numbers; the momentum flat by name, as earlier servers have it. */
    static String inner(Mood mood) {
        ObjectNode json = JSON.createObjectNode();
        for (Emotion emotion : Emotion.values()) {
            json.put(emotion.key(), mood.momentum().getOrDefault(emotion, 0.0));
        }
        ObjectNode rest = json.putObject("rest");
        for (Emotion emotion : Emotion.values()) {
            rest.put(emotion.key(), mood.rest().get(emotion));
        }
        InteractionType last = mood.lastEvent();
        json.put("last_event", last == null ? null : last.key());
        json.put("run", mood.run());
        json.put("aged_until", mood.agedUntil().toString());
        json.put("last_interaction", mood.lastInteraction().toString());
        json.put("long_idle", mood.longIdle());
        return json.toString();
    }

    /** {@code [{"emotion", "delta", "cause"}, …]}. */
    static String effects(List<MoodChange.Effect> effects) {
        ArrayNode json = JSON.createArrayNode();
        effects.forEach(effect -> json.addObject()
                .put("emotion", effect.emotion().key())
                .put("delta", effect.delta())
                .put("cause", effect.cause()));
        return json.toString();
    }

    /**
     * @param feelings as stored; they are brought within the bounds
     * @param inner what {@link #inner} wrote, or anything else
     * @param savedAt when it was written; times that cannot be true are taken to be this
     */
    Mood mood(EmotionLevels feelings, @Nullable String inner, Instant savedAt) {
        JsonNode json = read(inner);
        EmotionLevels clamped = EmotionLevels.of(emotion -> settings.clamp(emotion, feelings.get(emotion)));
        EnumMap<Emotion, Double> momentum = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            number(json.path(emotion.key()))
                    .filter(value -> value > 0)
                    .ifPresent(value -> momentum.put(emotion, Math.min(1, value)));
        }
        Optional<InteractionType> last =
                InteractionType.of(json.path("last_event").asText()).filter(type -> type != InteractionType.MESSAGE);
        int run = last.isEmpty()
                ? 0
                : Math.max(1, Math.min(MOST_RUNS, json.path("run").asInt(1)));
        Instant aged = time(json.path("aged_until"), savedAt)
                .filter(time -> time.plus(settings.tick()).isAfter(savedAt))
                .orElse(savedAt);
        Instant interaction = time(json.path("last_interaction"), savedAt).orElse(savedAt);
        return new Mood(
                clamped,
                rest(json.path("rest"), clamped),
                momentum,
                last.orElse(null),
                run,
                aged,
                interaction,
                json.path("long_idle").asBoolean());
    }

    /** Earlier servers have none: there she rests as she feels. */
    private EmotionLevels rest(JsonNode json, EmotionLevels felt) {
        return EmotionLevels.of(emotion ->
                settings.clamp(emotion, number(json.path(emotion.key())).orElse(felt.get(emotion))));
    }

    private static JsonNode read(@Nullable String text) {
        if (text == null) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException notJson) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Double> number(JsonNode node) {
        return node.isNumber() && Double.isFinite(node.doubleValue())
                ? Optional.of(node.doubleValue())
                : Optional.empty();
    }

    /** Absent too when it lies after {@code latest}. */
    private static Optional<Instant> time(JsonNode node, Instant latest) {
        try {
            return Optional.of(OffsetDateTime.parse(node.asText()).toInstant()).filter(time -> !time.isAfter(latest));
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }
}
