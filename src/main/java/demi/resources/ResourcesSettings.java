package demi.resources;

import java.nio.file.Path;
import java.time.Duration;

/**
 * The room's settings.
 *
 * @param dataDir on whose disk she writes
 * @param threshold percent of memory above which she does less
 * @param sampleEvery how often everything is looked at
 * @param calmFor how long memory has to be below the threshold before she does everything again
 */
public record ResourcesSettings(Path dataDir, int threshold, Duration sampleEvery, Duration calmFor) {}
