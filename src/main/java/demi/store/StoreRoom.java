package demi.store;

import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The database. A rehearsal has one of its own. */
public final class StoreRoom implements Room {

    public static final Key<Path> DATABASE_URL = Key.of(
                    "database.url",
                    new ValueType<>(
                            "sqlite:///absolute/path, sqlite:///./relative/path, jdbc:sqlite:PATH or the path of a file; no other database, and not in memory",
                            DatabaseUrl::parse),
                    null,
                    "The database file.")
            .variable("DATABASE_URL")
            .inDataDir("demi.sqlite");

    private static final Key<Integer> READERS =
            Key.of("store.readers", ValueTypes.whole(1, 64), "4", "Connections that read.");
    private static final Key<Integer> BATCH_LIMIT =
            Key.of("store.batch_limit", ValueTypes.whole(1, 100_000), "512", "Writes that share a commit.");
    private static final Key<Integer> QUEUE_LIMIT =
            Key.of("store.queue_limit", ValueTypes.whole(1, 1_000_000), "10000", "Writes that may wait.");

    @Override
    public String name() {
        return "store";
    }

    @Override
    public boolean isEssential() {
        return true;
    }

    @Override
    public boolean rehearses(Settings settings) {
        return true;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(DATABASE_URL, READERS, BATCH_LIMIT, QUEUE_LIMIT);
    }

    @Override
    public void check(SettingsRules rules) {
        Path database = rules.path(DATABASE_URL);
        if (database != null && database.toFile().isDirectory()) {
            rules.broken("DATABASE_URL", "must be a file, and " + database + " is a directory");
        }
    }

    @Override
    public StoreSettings settings(Settings settings) {
        Path database = settings.isRehearsal()
                ? settings.dataDir().resolve("rehearsal").resolve("demi.sqlite")
                : settings.path(DATABASE_URL);
        return new StoreSettings(database, settings.get(READERS), settings.get(BATCH_LIMIT), settings.get(QUEUE_LIMIT));
    }

    @Override
    public List<Path> places(Settings settings) {
        return List.of(settings(settings).database().toAbsolutePath().getParent());
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        StoreSettings settings = settings(context.settings());
        Path backups = new BackupsRoom().settings(context.settings()).folder();
        return Optional.of(() -> new StoreVerticle(context.bus(), context.clock(), settings, backups));
    }
}
