package demi.model;

import demi.api.InferenceApi;
import demi.model.config.ServerAddress;
import demi.model.config.ServerSettings;
import demi.model.config.ServingSettings;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * How to reach the model servers and what to ask of them.
 *
 * @param servers at least one
 * @param fallbacks tried in this order where {@code model} is missing
 * @param numCtx the context window in tokens, sent with every request, less where the model can take less; 0: as the
 *     machine's memory allows
 * @param numPredict the longest reply in tokens
 * @param keepAlive how long Ollama keeps the model in memory after a request
 * @param warmUp whether the model is loaded as soon as Ollama is there, before anybody asks
 * @param firstTokenTimeout covers loading the model
 * @param gapTimeout the longest silence between two tokens
 * @param parallel how many replies a server makes at a time that has no number of its own
 * @param queueLimit how many may wait beside those
 * @param rehearsal whether this is not a real Ollama but the stand-in
 */
public record ModelSettings(
        List<ServerSettings> servers,
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

    /** The window where neither the owner nor the machine's memory says otherwise: more costs more than it gives. */
    public static final int USUAL_WINDOW = InferenceApi.USUAL_WINDOW;

    public ModelSettings {
        servers = List.copyOf(servers);
        fallbacks = List.copyOf(fallbacks);
    }

    /** The same, for looking only: no model is loaded. */
    public ModelSettings looking() {
        return new ModelSettings(
                servers,
                model,
                fallbacks,
                numCtx,
                numPredict,
                temperature,
                keepAlive,
                false,
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
                rehearsal);
    }

    /** The servers as they may be shown and logged. */
    public String shownServers() {
        return servers.stream().map(ServerSettings::shown).collect(Collectors.joining(", "));
    }

    /** Of all servers together: how many replies are made at a time. */
    public int places() {
        return servers.stream().mapToInt(ServerSettings::parallel).sum();
    }

    /**
     * The address without the path of another interface that an Ollama has, or that others have; empty where it has no such
     * path.
     */
    public static Optional<String> withoutWrongPath(String address) {
        return ServerAddress.withoutWrongPath(address);
    }

    /** What is asked of each of them. */
    ServingSettings serving() {
        return new ServingSettings(
                numCtx,
                usualWindow(),
                numPredict,
                temperature,
                keepAlive,
                warmUp,
                connectTimeout,
                firstTokenTimeout,
                gapTimeout,
                totalTimeout,
                probeEveryWhenDown,
                breakerFailures,
                breakerReset);
    }

    /** The window where nothing else is known. */
    public int usualWindow() {
        return numCtx == 0 ? USUAL_WINDOW : numCtx;
    }

    @Override
    public String toString() {
        return "ModelSettings[" + shownServers() + ", " + model + ", " + fallbacks + "]";
    }
}
