package demi.store;

import demi.bus.Scope;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.SharedKeys;
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
import java.util.stream.Stream;

/** The database. A rehearsal has one of its own. */
public final class StoreRoom implements Room {

    private static final String FILE = "demi.sqlite";

    public static final Key<Database> DATABASE_URL = Key.of(
                    "database.url",
                    new ValueType<>(
                            "sqlite:///absolute/path, sqlite:///./relative/path, jdbc:sqlite:PATH or the path of a file,"
                                    + " not in memory; or postgresql://USER@HOST:PORT/DATABASE with sslmode, sslrootcert,"
                                    + " target_session_attrs=read-write as its only parameters, and % for what is special",
                            DatabaseUrl::parse),
                    null,
                    "The database: a file, or a PostgreSQL server's.")
            .variable("DATABASE_URL")
            .inDataDir(FILE);

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
    public Scope scope() {
        return Scope.NODE;
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
        return Stream.of(List.of(DATABASE_URL), PostgresKeys.ALL, List.of(READERS, BATCH_LIMIT, QUEUE_LIMIT))
                .<Key<?>>flatMap(List::stream)
                .toList();
    }

    @Override
    public void check(SettingsRules rules) {
        if (SharedKeys.isCluster(rules.find(SharedKeys.CLUSTER_MEMBERS))
                && !(rules.find(DATABASE_URL) instanceof Database.Server)) {
            rules.broken("DATABASE_URL", "must be a PostgreSQL server's where cluster.members is set");
        }
        if (rules.find(DATABASE_URL) instanceof Database.File file
                && rules.absolute(file.path()).toFile().isDirectory()) {
            rules.broken("DATABASE_URL", "must be a file, and " + rules.absolute(file.path()) + " is a directory");
        }
    }

    @Override
    public StoreSettings settings(Settings settings) {
        return new StoreSettings(
                database(settings), settings.get(READERS), settings.get(BATCH_LIMIT), settings.get(QUEUE_LIMIT));
    }

    private static Database database(Settings settings) {
        if (settings.isRehearsal()) {
            return new Database.File(settings.dataDir().resolve("rehearsal").resolve(FILE));
        }
        Database set = settings.find(DATABASE_URL);
        if (set instanceof Database.Server server) {
            return new Database.Server(PostgresKeys.complete(server.server(), settings));
        }
        return new Database.File(
                set instanceof Database.File file
                        ? settings.absolute(file.path())
                        : settings.dataDir().resolve(FILE));
    }

    @Override
    public List<Path> places(Settings settings) {
        return settings(settings).file().map(file -> file.toAbsolutePath().getParent()).stream()
                .toList();
    }

    @Override
    public Optional<Supplier<VerticleBase>> factory(RoomContext context) {
        StoreSettings settings = settings(context.settings());
        Path backups = new BackupsRoom().settings(context.settings()).folder();
        return Optional.of(
                () -> new StoreVerticle(context.bus(), context.clock(), settings, backups, !context.isCommand()));
    }
}
