package demi.emotion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.store.EmotionStore.Appraisal;
import demi.api.value.Emotion;
import demi.emotion.ProvisionalAppraisal.HabituationState;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A guess beside its row of the interaction log: what the row does not say itself. */
final class ProvisionalAppraisalJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProvisionalAppraisalJson() {}

    static String write(ProvisionalAppraisal guess) {
        ObjectNode json = JSON.createObjectNode();
        json.set("before", standing(guess.before()));
        json.set("after", standing(guess.after()));
        json.put("distress", guess.distress());
        return json.toString();
    }

    private static ObjectNode standing(HabituationState standing) {
        ObjectNode json = JSON.createObjectNode();
        InteractionType last = standing.lastEvent();
        json.put("last_event", last == null ? null : last.key());
        json.put("run", standing.run());
        ObjectNode momentum = json.putObject("momentum");
        standing.momentum().forEach((emotion, value) -> momentum.put(emotion.key(), value));
        return json;
    }

    /** Empty where a row cannot be understood: its guess stands. */
    static Optional<ProvisionalAppraisal> read(Appraisal row) {
        try {
            JsonNode json = JSON.readTree(row.undo());
            List<MoodChange.Effect> effects = new ArrayList<>();
            for (JsonNode effect : JSON.readTree(row.effects())) {
                effect(effect).ifPresent(effects::add);
            }
            return InteractionType.of(row.type())
                    .map(type -> new ProvisionalAppraisal(
                            type,
                            standing(json.path("before")),
                            standing(json.path("after")),
                            ProvisionalAppraisal.moved(effects),
                            json.path("distress").asBoolean()));
        } catch (JsonProcessingException notJson) {
            return Optional.empty();
        }
    }

    private static Optional<MoodChange.Effect> effect(JsonNode json) {
        double delta = json.path("delta").asDouble(Double.NaN);
        return Double.isFinite(delta)
                ? Emotion.of(json.path("emotion").asText())
                        .map(emotion -> new MoodChange.Effect(
                                emotion, delta, json.path("cause").asText()))
                : Optional.empty();
    }

    private static HabituationState standing(JsonNode json) {
        Map<Emotion, Double> momentum = new EnumMap<>(Emotion.class);
        for (Emotion emotion : Emotion.values()) {
            double value = json.path("momentum").path(emotion.key()).asDouble();
            if (Double.isFinite(value)) {
                momentum.put(emotion, value);
            }
        }
        return new HabituationState(
                InteractionType.of(json.path("last_event").asText()).orElse(null),
                json.path("run").asInt(),
                momentum);
    }
}
