package demi.settings;

import demi.api.value.Secret;
import demi.settings.source.Key;
import demi.settings.source.Paths;
import demi.settings.source.RawValue;
import demi.settings.source.ResolvedValues;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything the owner can set, checked. Who needs some of it makes a record of it: see {@link SettingsGroup}. */
public final class Settings {
    private final ResolvedValues values;
    private final Path home;
    private final ZoneId machineZone;
    private final @Nullable URI standIn;

    Settings(ResolvedValues values, Path home, ZoneId machineZone) {
        this(values, home, machineZone, null);
    }

    private Settings(ResolvedValues values, Path home, ZoneId machineZone, @Nullable URI standIn) {
        this.values = values;
        this.home = home;
        this.machineZone = machineZone;
        this.standIn = standIn;
    }

    /** Everything Demi writes lives here; absolute. */
    public Path dataDir() {
        return path(GlobalKeys.DATA_DIR);
    }

    /** For quiet hours and what she knows of the time of day. */
    public ZoneId timezone() {
        ZoneId zone = find(GlobalKeys.TIMEZONE);
        return zone == null ? machineZone : zone;
    }

    /** The value of a key that has a default. */
    public <T> T get(Key<T> key) {
        return values.get(key);
    }

    public <T> @Nullable T find(Key<T> key) {
        return values.find(key);
    }

    /** Absolute; of a key that has a default. */
    public Path path(Key<Path> key) {
        return Objects.requireNonNull(findPath(key), key.path());
    }

    /** Absolute, or null. */
    public @Nullable Path findPath(Key<Path> key) {
        Path path = find(key);
        if (path != null) {
            return Paths.expand(path, home);
        }
        String file = key.inDataDir();
        return file == null ? null : dataDir().resolve(file);
    }

    /** What a path in the settings stands for. */
    public Path absolute(Path path) {
        return Paths.expand(path, home);
    }

    public @Nullable Secret secret(Key<String> key) {
        String value = find(key);
        return value == null ? null : new Secret(value);
    }

    /** What its owner calls a setting: the variable or the path that it came from. */
    public String nameOf(Key<?> key) {
        RawValue origin = values.origin(key);
        return origin == null ? key.path() : origin.name();
    }

    /** Whether somebody has set it, and it is not its default. */
    public boolean isSet(Key<?> key) {
        return values.origin(key) != null;
    }

    /** Whether a script plays the model: nothing that is said then is kept with what is real, or reaches anybody outside. */
    public boolean isRehearsal() {
        return standIn != null;
    }

    /** In a rehearsal, where the script answers. */
    public Optional<URI> standIn() {
        return Optional.ofNullable(standIn);
    }

    /** The same for a rehearsal, in which that server plays the model. */
    public Settings rehearsing(URI server) {
        return new Settings(values, home, machineZone, server);
    }

    /** The same with another value. */
    public <T> Settings with(Key<T> key, T value) {
        return new Settings(values.with(key, value), home, machineZone, standIn);
    }

    /** The same with another data directory; what has a place of its own stays there. */
    public Settings in(Path otherDataDir) {
        return with(GlobalKeys.DATA_DIR, otherDataDir);
    }

    @Override
    public String toString() {
        return "Settings[" + dataDir() + "]";
    }
}
