package demi.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * The Ollama that thinks for her.
 *
 * @param baseUrl without a trailing slash; may carry a user and a password, which {@code toString} hides
 * @param fallbacks tried in this order when the model is missing
 * @param numCtx the context window in tokens
 * @param numPredict the longest reply in tokens
 * @param firstTokenTimeout loading a model and reading a long prompt are in it
 * @param parallel how many replies Ollama makes at a time
 * @param queueLimit how many may wait for it
 * @param breakerFailures failures in a row after which she stops asking for {@code breakerReset}
 */
public record ModelSettings(
        URI baseUrl,
        String model,
        List<String> fallbacks,
        int numCtx,
        int numPredict,
        double temperature,
        Duration keepAlive,
        Duration connectTimeout,
        Duration firstTokenTimeout,
        Duration gapTimeout,
        Duration totalTimeout,
        int parallel,
        int queueLimit,
        Duration probeEvery,
        Duration probeEveryWhenDown,
        int breakerFailures,
        Duration breakerReset) {
    public ModelSettings {
        fallbacks = List.copyOf(fallbacks);
    }

    /** The base URL as it may be shown and logged. */
    public String shownUrl() {
        return baseUrl.toString().replaceFirst("//[^/]*@", "//***@");
    }

    @Override
    public String toString() {
        return "ModelSettings[" + shownUrl() + ", " + model + ", " + fallbacks + "]";
    }
}
