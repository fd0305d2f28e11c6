package demi.store;

import demi.room.Room;
import demi.room.RoomContext;
import demi.settings.Settings;
import demi.settings.SettingsRules;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import io.vertx.core.VerticleBase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Copies of the database, by a schedule and when the owner asks. None of a rehearsal, which is worth none. */
public final class BackupsRoom implements Room {

    private static final Key<Duration> EVERY =
            Key.of("backup.every", ValueTypes.duration("0s", "365d"), "1d", "How often a backup is made.");
    private static final Key<Integer> KEEP =
            Key.of("backup.keep", ValueTypes.whole(1, 10_000), "7", "How many of those are kept.");
    private static final Key<Path> FOLDER = Key.of("backup.folder", ValueTypes.PATH, null, "Where they are.");

    @Override
    public String name() {
        return "backups";
    }

    @Override
    public boolean isEssential() {
        return false;
    }

    @Override
    public List<Key<?>> keys() {
        return List.of(EVERY, KEEP, FOLDER);
    }

    @Override
    public void check(SettingsRules rules) {
        rules.noQuestionMark(FOLDER.path(), rules.find(FOLDER));
    }

    @Override
    public BackupSettings settings(Settings settings) {
        return new BackupSettings(settings.get(EVERY), settings.get(KEEP), settings.findPath(FOLDER));
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        BackupSettings settings = settings(context.settings());
        return Optional.of(new StoreRoom()
                .settings(context.settings())
                .file()
                .<Supplier<VerticleBase>>map(
                        file -> () -> new BackupsVerticle(context.bus(), context.clock(), file, settings))
                .orElse(() -> new ServerBackupsVerticle(context.bus())));
    }
}
