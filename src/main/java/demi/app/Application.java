package demi.app;

import demi.accounts.AccountsRoom;
import demi.api.HealthApi;
import demi.autonomy.AutonomyRoom;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Membership;
import demi.bus.NodeLinks;
import demi.bus.Scope;
import demi.cluster.ClusterRoom;
import demi.conductor.ConductorRoom;
import demi.discord.DiscordRoom;
import demi.emotion.EmotionRoom;
import demi.http.HttpRoom;
import demi.http.UptimePushRoom;
import demi.matrix.MatrixRoom;
import demi.memory.MemoryRoom;
import demi.metrics.MetricsRoom;
import demi.model.ModelRoom;
import demi.model.ModelSettings;
import demi.model.ModelVerticle;
import demi.notifications.NotificationsRoom;
import demi.places.PlacesRoom;
import demi.resources.ResourcesRoom;
import demi.room.Room;
import demi.room.RoomContext;
import demi.room.RoomContext.Mode;
import demi.settings.InvalidSettings;
import demi.settings.Settings;
import demi.settings.source.SettingsProblem;
import demi.store.BackupsRoom;
import demi.store.StoreRoom;
import demi.telegram.TelegramRoom;
import demi.util.WallTime;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The rooms that are open, on one Vert.x. They open one after the other, and close in reverse. */
@WallTime("makes everybody's clock; the log's timestamps, names of files")
public final class Application {

    /** All there are, in the order of opening. Discord comes after the conductor, so that at a stop what is typed is still kept. */
    public static final List<Room> ROOMS = List.of(
            new MetricsRoom(),
            new StoreRoom(),
            new ResourcesRoom(),
            new ClusterRoom(),
            new PlacesRoom(),
            new BackupsRoom(),
            new AccountsRoom(),
            new EmotionRoom(),
            new ModelRoom(),
            new MemoryRoom(),
            new ConductorRoom(),
            new DiscordRoom(),
            new TelegramRoom(),
            new MatrixRoom(),
            new AutonomyRoom(),
            new NotificationsRoom(),
            new HttpRoom(),
            new UptimePushRoom());

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx;
    private final Bus bus;
    private final InstantSource clock = InstantSource.system();
    private final VerticleSupervisor supervisor;
    private final BiFunction<String, VerticleBase, VerticleBase> decorator;

    public Application() {
        this((name, room) -> room);
    }

    /** @param furnishing takes a room's name and the room, and gives the one to open in its place; for tests of faults */
    Application(BiFunction<String, VerticleBase, VerticleBase> furnishing) {
        this.vertx = MeteredVertx.on(registry);
        this.bus = new Bus(vertx);
        this.supervisor = new VerticleSupervisor(vertx, bus);
        this.decorator = furnishing;
    }

    private Application(Membership node) {
        this.vertx = MeteredVertx.join(registry, node);
        this.bus = new Bus(vertx, new NodeLinks(vertx, node.name(), node, shared()));
        this.supervisor = new VerticleSupervisor(vertx, bus);
        this.decorator = (name, room) -> room;
    }

    /** What serves everybody: alone, or as one of several nodes, which it joins. Blocks. */
    public static Application server(Settings settings) {
        return new ClusterRoom().membership(settings).map(Application::new).orElseGet(Application::new);
    }

    private static Map<String, Scope> shared() {
        Map<String, Scope> shared = new HashMap<>();
        for (Room room : ROOMS) {
            if (room.scope() != Scope.NODE) {
                shared.put(room.name(), room.scope());
                room.otherPrefixes().forEach(prefix -> shared.put(prefix, room.scope()));
            }
        }
        return shared;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Bus bus() {
        return bus;
    }

    /** A room that is about to be opened. */
    private record Opening(Room room, boolean isEssential, Supplier<VerticleBase> factory) {}

    /** All rooms; the future fails with what the first one says that cannot open and is needed. */
    public Future<Void> openAll(Settings settings) throws IOException {
        SupervisorSettings supervision = new SupervisorKeys().settings(settings);
        List<Opening> openings = new ArrayList<>();
        for (Room room : ROOMS) {
            factory(room, settings, Mode.SERVER)
                    .ifPresent(made -> openings.add(new Opening(room, room.isEssential(), made)));
        }
        return supervisor
                .watch(supervision.maxErrors(), supervision.autoRecover())
                .compose(ready -> unpackable(settings))
                .compose(ready -> bus.links() == null ? open(openings) : openNode(openings));
    }

    /** The house's rooms open when they belong here; until then others answer. */
    private Future<Void> openNode(List<Opening> openings) {
        Map<Boolean, List<Opening>> byScope = openings.stream()
                .collect(Collectors.partitioningBy(opening -> opening.room().scope() == Scope.HOUSE));
        List<Opening> ofHouse = Objects.requireNonNull(byScope.get(true));
        HouseRooms house = new HouseRooms(
                vertx,
                bus,
                () -> open(ofHouse),
                () -> supervisor.close(
                        ofHouse.stream().map(opening -> opening.room().name()).toList()));
        return house.watch().compose(ready -> open(Objects.requireNonNull(byScope.get(false))));
    }

    /** What can test the owner's target, and does nothing else. */
    public Future<Void> openNotificationsTest(Settings settings) throws IOException {
        return open(openings(settings, Mode.COMMAND, Set.of(NotificationsRoom.class)));
    }

    /** The store and the accounts: what the user commands need. */
    public Future<Void> openAccounts(Settings settings) throws IOException {
        Future<Void> unpackable = unpackable(settings);
        List<Opening> openings = openings(settings, Mode.COMMAND, Set.of(StoreRoom.class, AccountsRoom.class));
        return unpackable.compose(ready -> open(openings));
    }

    public Future<Void> openStore(Settings settings) throws IOException {
        List<Opening> openings = openings(settings, Mode.COMMAND, Set.of(StoreRoom.class));
        return unpackable(settings).compose(ready -> open(openings));
    }

    /** The rooms that a reply is made in, for a talk that nobody else takes part in. */
    public Future<Void> openForTalk(Settings settings) throws IOException {
        List<Opening> openings = openings(
                settings,
                Mode.SERVER,
                Set.of(StoreRoom.class, EmotionRoom.class, ModelRoom.class, MemoryRoom.class, ConductorRoom.class));
        return unpackable(settings).compose(ready -> open(openings));
    }

    public Future<Void> openModel(ModelSettings settings) {
        return open(List.of(new Opening(new ModelRoom(), true, () -> new ModelVerticle(bus, settings))));
    }

    /** Opens a room that can be asked how it is, and asks it; empty where the settings have it off. */
    public Future<Optional<HealthApi.ComponentHealth>> probe(Room room, Room.Probe probe, Settings settings)
            throws IOException {
        return factory(room, settings, Mode.COMMAND)
                .map(made -> open(List.of(new Opening(room, true, made)))
                        .compose(opened -> probe.ask(bus))
                        .map(Optional::of))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    /** Closes what is open, the newest first, then Vert.x. */
    public Future<Void> close() {
        return supervisor.close().eventually(vertx::close);
    }

    /** Waits, on a thread that may, and throws what the future failed with. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Optional<Supplier<VerticleBase>> factory(Room room, Settings settings, Mode mode) throws IOException {
        return isOpened(room, settings) ? room.factory(context(settings, mode)) : Optional.empty();
    }

    private static boolean isOpened(Room room, Settings settings) {
        return !settings.isRehearsal() || room.rehearses(settings);
    }

    private RoomContext context(Settings settings, Mode mode) {
        List<Room> opened =
                ROOMS.stream().filter(room -> isOpened(room, settings)).toList();
        return new RoomContext(
                bus,
                clock,
                settings,
                registry,
                mode,
                opened.stream().flatMap(room -> room.places(settings).stream()).toList(),
                opened.stream()
                        .map(room -> room.ramblePlace(settings))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null));
    }

    /** Those rooms in the order of all; a command needs each that it opens. */
    private List<Opening> openings(Settings settings, Mode mode, Set<Class<? extends Room>> types) throws IOException {
        List<Opening> openings = new ArrayList<>();
        for (Room room : ROOMS) {
            if (types.contains(room.getClass())) {
                factory(room, settings, mode).ifPresent(made -> openings.add(new Opening(room, true, made)));
            }
        }
        return openings;
    }

    private Future<Void> open(List<Opening> openings) {
        Future<Void> opened = Future.succeededFuture();
        for (Opening opening : openings) {
            opened = opened.compose(before -> open(opening));
        }
        return opened;
    }

    private Future<Void> open(Opening opening) {
        Room room = opening.room();
        Future<Void> opened = supervisor.open(
                room.name(),
                room.scope(),
                opening.isEssential(),
                () -> decorator.apply(room.name(), opening.factory().get()));
        return room.invalidMeansSettings() ? opened.recover(thrown -> wrongSettings(room, thrown)) : opened;
    }

    private static Future<Void> wrongSettings(Room room, Throwable thrown) {
        return Future.failedFuture(
                thrown instanceof Failure failure && failure.code() == Failure.Code.INVALID
                        ? new InvalidSettings(
                                List.of(new SettingsProblem(room.name(), null, failure.sentence(), "as it is set")))
                        : thrown);
    }

    /** Libraries unpack what they need into the data directory. */
    private static Future<Void> unpackable(Settings settings) {
        try {
            DataDirectoryLock.extractNativeLibrariesHere(settings.dataDir());
            return Future.succeededFuture();
        } catch (IOException e) {
            return Future.failedFuture(new Failure(
                    Failure.Code.UNAVAILABLE, settings.dataDir() + " cannot be written (" + e.getMessage() + ")."));
        }
    }
}
