package demi.model.config;

import java.time.Duration;

/**
 * What is asked of every model server alike; {@code ollama.*} has it.
 *
 * @param numCtx the context window in tokens; 0: as the model and the machine's memory allow
 * @param usualWindow where nothing else is known
 */
public record ServingSettings(
        int numCtx,
        int usualWindow,
        int numPredict,
        double temperature,
        Duration keepAlive,
        boolean warmUp,
        Duration connectTimeout,
        Duration firstTokenTimeout,
        Duration gapTimeout,
        Duration totalTimeout,
        Duration probeEveryWhenDown,
        int breakerFailures,
        Duration breakerReset) {}
