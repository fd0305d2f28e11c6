package demi.store.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Feelings as JSON, and back from whatever an old row holds. */
final class EmotionLevelsJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private EmotionLevelsJson() {}

    static String write(EmotionLevels feelings) {
        ObjectNode object = JSON.createObjectNode();
        for (Emotion emotion : Emotion.values()) {
            object.put(emotion.key(), feelings.get(emotion));
        }
        return object.toString();
    }

    /** Null unless all nine are there as numbers; what lies outside of 0..1 is brought to its nearer end. */
    static @Nullable EmotionLevels read(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            JsonNode object = JSON.readTree(text);
            return of(emotion -> {
                JsonNode value = object.get(emotion.key());
                return value != null && value.isNumber() ? value.doubleValue() : Double.NaN;
            });
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    /** Null when one of them is no finite number. */
    static @Nullable EmotionLevels of(ToDoubleFunction<Emotion> source) {
        Emotion[] emotions = Emotion.values();
        double[] nine = new double[emotions.length];
        for (int i = 0; i < nine.length; i++) {
            double value = source.applyAsDouble(emotions[i]);
            if (!Double.isFinite(value)) {
                return null;
            }
            nine[i] = Math.max(0, Math.min(1, value));
        }
        return new EmotionLevels(nine[0], nine[1], nine[2], nine[3], nine[4], nine[5], nine[6], nine[7], nine[8]);
    }
}
