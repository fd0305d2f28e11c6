package demi.model;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How to reach Ollama and what to ask of it.
 *
 * @param baseUrl without a trailing slash; may carry a user and a password
 * @param fallbacks tried in this order where {@code model} is missing
 * @param numCtx the context window in tokens, sent with every request; less where the model can take less
 * @param numPredict the longest reply in tokens
 * @param keepAlive how long Ollama keeps the model in memory after a request
 * @param warmUp whether the model is loaded as soon as Ollama is there, before anybody asks
 * @param firstTokenTimeout covers loading the model
 * @param gapTimeout the longest silence between two tokens
 * @param parallel how many replies Ollama makes at a time
 * @param queueLimit how many may wait beside those
 * @param rehearsal whether this is not a real Ollama but the stand-in
 */
public record ModelSettings(
        URI baseUrl,
        String model,
        List<String> fallbacks,
        int numCtx,
        int numPredict,
        double temperature,
        Duration keepAlive,
        boolean warmUp,
        Duration connectTimeout,
        Duration firstTokenTimeout,
        Duration gapTimeout,
        Duration totalTimeout,
        int parallel,
        int queueLimit,
        Duration probeEvery,
        Duration probeEveryWhenDown,
        int breakerFailures,
        Duration breakerReset,
        boolean rehearsal) {

    public ModelSettings {
        fallbacks = List.copyOf(fallbacks);
    }

    /** The same, told that the server is the stand-in. */
    public ModelSettings rehearsing(URI standIn) {
        return new ModelSettings(
                standIn,
                model,
                fallbacks,
                numCtx,
                numPredict,
                temperature,
                keepAlive,
                warmUp,
                connectTimeout,
                firstTokenTimeout,
                gapTimeout,
                totalTimeout,
                parallel,
                queueLimit,
                probeEvery,
                probeEveryWhenDown,
                breakerFailures,
                breakerReset,
                true);
    }

    /** The base URL as it may be shown and logged: without user and password. */
    public String shownUrl() {
        return baseUrl.toString().replaceFirst("//[^/]*@", "//***@");
    }

    @Override
    public String toString() {
        return "ModelSettings[" + shownUrl() + ", " + model + ", " + fallbacks + "]";
    }
}
