package demi.metrics;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The room's settings.
 *
 * @param dataDir whose disk is told of
 * @param version as it is told
 * @param snapshotEvery how often all numbers are written to {@code logs/metrics.json}; null: never
 */
public record MetricsSettings(
        Path dataDir, String version, @Nullable Duration snapshotEvery) {}
