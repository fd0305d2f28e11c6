package demi.room;

import demi.api.HealthApi;
import demi.bus.Bus;
import demi.bus.Scope;
import demi.settings.Settings;
import demi.settings.SettingsGroup;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One independent part of Demi, as the application sees it: its settings, and how its verticle is made. A package has one for each of
 * its verticles, and it is the only class of its package that reads settings. Values of other rooms come through the {@link
 * RoomContext}.
 */
public interface Room extends SettingsGroup {

    /** What its addresses begin with, and what it is called where it fails. */
    String name();

    /** What else its addresses begin with. */
    default Set<String> otherPrefixes() {
        return Set.of();
    }

    /** Where it is open in a house of several nodes. */
    default Scope scope() {
        return Scope.HOUSE;
    }

    /** Whether the others need it: without it there is no start. */
    boolean isEssential();

    /**
     * Makes a fresh verticle each time it is opened; empty where the settings have it off. Called on a thread that may wait, before
     * the first room is opened.
     *
     * @throws IOException where a file that it needs cannot be read or written
     */
    Optional<Supplier<VerticleBase>> factory(RoomContext context) throws IOException;

    /**
     * Whether it is opened in a rehearsal. Whoever reaches the outside is closed there, unless it says that it then reaches nobody, or
     * only what the owner has set up for trying.
     */
    default boolean rehearses(Settings settings) {
        return false;
    }

    /** Whether a start that fails INVALID means that the settings are wrong, rather than what was found. */
    default boolean invalidMeansSettings() {
        return false;
    }

    /** Folders outside the data directory in which it writes. */
    default List<Path> places(Settings settings) {
        return List.of();
    }

    /** Where on its network she may think aloud; null: nowhere. */
    default @Nullable String ramblePlace(Settings settings) {
        return null;
    }

    /** How {@code check} learns whether it works, once it was opened for a command; empty where that has nothing to ask. */
    default Optional<Probe> probe() {
        return Optional.empty();
    }

    /** Asks a room how it is. */
    @FunctionalInterface
    interface Probe {
        Future<HealthApi.ComponentHealth> ask(Bus bus);
    }
}
