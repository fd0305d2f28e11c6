package demi.model.profile;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a model is like, as {@code /api/show} tells.
 *
 * @param contextLength how many tokens it can take at most; 0 where it does not say
 * @param bytesPerToken of its window; 0 where it does not say
 * @param canChat false where it is for something else, such as embeddings
 * @param canSee whether it can be shown pictures
 * @param think what {@code think} has to say in a request, so that it thinks as little as it can; null where nothing may
 *     be said, since it cannot think, or the server is too old to tell
 * @param rewinds whether it can go back in what it has read; with a sliding window it cannot
 */
public record ModelNature(
        int contextLength,
        long bytesPerToken,
        boolean canChat,
        boolean canSee,
        @Nullable Object think,
        boolean rewinds) {

    /** As long as nothing is known. */
    public static final ModelNature UNKNOWN = new ModelNature(0, 0, true, false, null, true);

    public static ModelNature of(JsonObject shown) {
        JsonObject info = shown.getValue("model_info") instanceof JsonObject told ? told : new JsonObject();
        JsonArray can = shown.getValue("capabilities") instanceof JsonArray told ? told : null;
        // Older servers do not tell, but of what a model sees with.
        boolean talks = can == null || can.contains("completion");
        boolean sees = can == null ? shown.getValue("projector_info") instanceof JsonObject : can.contains("vision");
        return new ModelNature(
                (int) MemoryEstimate.number(info, ".context_length"),
                MemoryEstimate.bytesPerToken(info),
                talks,
                sees,
                can != null && can.contains("thinking") ? leastThinking(info) : null,
                MemoryEstimate.number(info, ".attention.sliding_window") == 0);
    }

    /** gpt-oss cannot do without, and takes how much in a word. */
    private static Object leastThinking(JsonObject info) {
        String family = String.valueOf(info.getValue("general.architecture")).toLowerCase(Locale.ROOT);
        if (family.equals("gptoss") || family.equals("gpt-oss")) {
            return "low";
        }
        return false;
    }

    /** The same, of which nothing may be said about thinking. */
    public ModelNature withoutThink() {
        return new ModelNature(contextLength, bytesPerToken, canChat, canSee, null, rewinds);
    }

    public boolean canThink() {
        return think != null;
    }
}
