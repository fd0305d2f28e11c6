package demi.metrics;

import demi.bus.Scope;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.util.Version;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Keeps the numbers, from the start on. */
public final class MetricsRoom implements Room {

    private static final Key<Duration> SNAPSHOT_EVERY =
            Key.of("metrics.snapshot_every", ValueTypes.duration("1s", "1d"), null, "How often metrics go to a file.");

    @Override
    public String name() {
        return "metrics";
    }

    @Override
    public Scope scope() {
        return Scope.NODE;
    }

    @Override
    public boolean isEssential() {
        return false;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(SNAPSHOT_EVERY);
    }

    @Override
    public MetricsSettings settings(Settings settings) {
        return new MetricsSettings(settings.dataDir(), Version.number(), settings.find(SNAPSHOT_EVERY));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        MetricsSettings settings = settings(context.settings());
        return Optional.of(() -> new MetricsVerticle(context.bus(), context.clock(), context.registry(), settings));
    }
}
