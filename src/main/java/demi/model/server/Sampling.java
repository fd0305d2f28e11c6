package demi.model.server;

import demi.model.config.ServingSettings;

/** How freely a reply is made. */
public final class Sampling {

    /** How much warmer it is asked when the first words were of no use. */
    private static final double WARMER = .3;

    private static final double WARMEST = 1.5;

    private Sampling() {}

    public static double temperature(ServingSettings settings, GenerationRequest generation) {
        // What is to be exact is not to be imaginative.
        double usual = generation.format() == null ? settings.temperature() : 0;
        double warmer = Math.max(usual, Math.min(WARMEST, usual + WARMER));
        return generation.varied() ? Math.round(warmer * 100) / 100.0 : usual;
    }
}
