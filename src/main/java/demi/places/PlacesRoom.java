package demi.places;

import demi.bus.NodeLinks;
import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Who is next before the model servers, of all nodes; closed in a house of one. */
public final class PlacesRoom implements Room {

    @Override
    public String name() {
        return "places";
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of();
    }

    @Override
    public PlacesSettings settings(Settings settings) {
        return new PlacesSettings();
    }

    /** Empty in a house of one. */
    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        NodeLinks links = context.bus().links();
        return links == null ? Optional.empty() : Optional.of(() -> new PlacesVerticle(context.bus(), links));
    }
}
