package demi.rehearse.request;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;

/**
 * A request's {@code options}.
 *
 * @param runner what a model is loaded with: another one of these loads it anew
 * @param limit the most tokens of a reply; zero or less is none
 */
public record RunnerOptions(int window, Runner runner, int limit) {
    public record Runner(int window, int batch, int threads) {}

    private static final int NUM_CTX = 4096;
    private static final int NUM_BATCH = 512;
    private static final Set<String> WHOLE = Set.of(
            "num_keep",
            "seed",
            "num_predict",
            "top_k",
            "repeat_last_n",
            "num_ctx",
            "num_batch",
            "num_gpu",
            "main_gpu",
            "num_thread");
    private static final Set<String> REAL = Set.of(
            "top_p", "min_p", "typical_p", "temperature", "repeat_penalty", "presence_penalty", "frequency_penalty");

    /** Unknown ones are ignored, and null is as if it were not there. */
    public static RunnerOptions read(JsonObject options) {
        for (Map.Entry<String, Object> option : options) {
            if (option.getValue() != null) {
                check(option.getKey(), option.getValue());
            }
        }
        int window = Math.max(4, options.getInteger("num_ctx", NUM_CTX));
        Runner runner =
                new Runner(window, options.getInteger("num_batch", NUM_BATCH), options.getInteger("num_thread", 0));
        return new RunnerOptions(window, runner, options.getInteger("num_predict", -1));
    }

    private static void check(String name, Object value) {
        if (WHOLE.contains(name)) {
            require(value instanceof Number, name, "of type integer");
        } else if (REAL.contains(name)) {
            require(value instanceof Number, name, "of type float32");
        } else if (name.equals("use_mmap")) {
            require(value instanceof Boolean, name, "of type boolean");
        } else if (name.equals("stop")) {
            require(value instanceof JsonArray, name, "of type array");
            require(RequestFields.strings((JsonArray) value) != null, name, "of an array of strings");
        }
    }

    private static void require(boolean fits, String name, String what) {
        if (!fits) {
            throw new Refusal(500, "option \"" + name + "\" must be " + what);
        }
    }
}
