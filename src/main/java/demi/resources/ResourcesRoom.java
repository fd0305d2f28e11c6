package demi.resources;

import demi.bus.Scope;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks at the machine. */
public final class ResourcesRoom implements Room {

    private static final Key<Integer> RAM_THRESHOLD = Key.of(
                    "resources.ram_threshold", ValueTypes.whole(1, 100), "80", "Percent of memory.")
            .variable("DEMI_RAM_THRESHOLD");
    private static final Key<Duration> SAMPLE_EVERY = Key.of(
            "resources.sample_every", ValueTypes.duration("100ms", "10m"), "30s", "How often the machine is seen.");
    private static final Key<Duration> CALM_FOR =
            Key.of("resources.calm_for", ValueTypes.duration("0s", "1d"), "2m", "Until she does everything again.");

    @Override
    public String name() {
        return "resources";
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
        return List.of(RAM_THRESHOLD, SAMPLE_EVERY, CALM_FOR);
    }

    @Override
    public ResourcesSettings settings(Settings settings) {
        return new ResourcesSettings(
                List.of(settings.dataDir()),
                settings.get(RAM_THRESHOLD),
                settings.get(SAMPLE_EVERY),
                settings.get(CALM_FOR));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        ResourcesSettings own = settings(context.settings());
        ResourcesSettings settings = new ResourcesSettings(
                Stream.concat(own.places().stream(), context.places().stream()).toList(),
                own.threshold(),
                own.sampleEvery(),
                own.calmFor());
        return Optional.of(() -> new ResourcesVerticle(context.bus(), context.clock(), settings));
    }
}
