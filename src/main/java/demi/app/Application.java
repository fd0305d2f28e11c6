package demi.app;

import demi.accounts.AccountsSettings;
import demi.accounts.AccountsVerticle;
import demi.autonomy.AutonomyVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.conductor.ConductorVerticle;
import demi.discord.DiscordVerticle;
import demi.emotion.EmotionVerticle;
import demi.http.HttpVerticle;
import demi.http.UptimePushVerticle;
import demi.memory.MemoryVerticle;
import demi.metrics.MetricsSettings;
import demi.metrics.MetricsVerticle;
import demi.model.ModelSettings;
import demi.model.ModelVerticle;
import demi.notifications.NotificationsVerticle;
import demi.resources.ResourcesSettings;
import demi.resources.ResourcesVerticle;
import demi.settings.GeneratedSecrets;
import demi.settings.InvalidSettings;
import demi.settings.Settings;
import demi.settings.source.SettingsProblem;
import demi.store.BackupsVerticle;
import demi.store.StoreVerticle;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/** The rooms that are open, on one Vert.x. They open one after the other, and close in reverse. */
public final class Application {

    private static final String POOL = "^(demi-[a-z]+)-.*$";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx = vertx(registry);
    private final Bus bus = new Bus(vertx);
    private final InstantSource clock = InstantSource.system();
    private final VerticleSupervisor rooms = new VerticleSupervisor(vertx, bus);
    private final BiFunction<String, VerticleBase, VerticleBase> furnishing;

    public Application() {
        this((name, room) -> room);
    }

    /** @param furnishing takes a room's name and the room, and gives the one to open in its place; for tests of faults */
    Application(BiFunction<String, VerticleBase, VerticleBase> furnishing) {
        this.furnishing = furnishing;
    }

    public Vertx vertx() {
        return vertx;
    }

    public Bus bus() {
        return bus;
    }

    /** All rooms; the future fails with what the first one says that cannot open and is needed. */
    Future<HttpVerticle> openAll(Settings settings) throws IOException {
        AccountsSettings accounts = accounts(settings, true);
        // Opened again, it is another one, on the same port.
        HttpVerticle first = http(settings);
        Deque<HttpVerticle> once = new ArrayDeque<>(List.of(first));
        Settings.Resources resources = settings.resources();
        return rooms.watch(resources.maxErrors(), resources.autoRecover())
                .compose(ready -> useful("metrics", () -> metrics(settings)))
                .compose(ready -> openStore(settings))
                .compose(ready -> useful("resources", () -> resources(settings)))
                .compose(ready -> openBackups(settings))
                .compose(ready -> open("accounts", () -> new AccountsVerticle(bus, clock, accounts))
                        .recover(Application::wrongSettings))
                .compose(ready -> open("emotion", () -> new EmotionVerticle(bus, clock, settings.emotion())))
                .compose(ready -> openModel(settings.model()))
                .compose(ready -> useful("memory", () -> new MemoryVerticle(bus, clock, settings.memory())))
                .compose(ready -> open("conductor", () -> conductor(settings)))
                .compose(ready -> openDiscord(settings, false))
                .compose(ready -> useful("autonomy", () -> autonomy(settings)))
                .compose(ready -> useful("notifications", notifications(settings, false)))
                .compose(ready -> open("http", () -> once.isEmpty() ? http(settings) : once.remove()))
                .compose(ready -> openPush(settings))
                .map(first);
    }

    /** The account of the settings is looked at only where it is to be made, and is wrong then as any other setting is. */
    private static Future<Void> wrongSettings(Throwable thrown) {
        return Future.failedFuture(
                thrown instanceof Failure failure && failure.code() == Failure.Code.INVALID
                        ? new InvalidSettings(
                                List.of(new SettingsProblem("accounts", null, failure.sentence(), "as it is set")))
                        : thrown);
    }

    private HttpVerticle http(Settings settings) {
        return new HttpVerticle(bus, clock, settings.http(), registry, Version.number());
    }

    private Future<Void> openPush(Settings settings) {
        return settings.push().url() == null
                ? Future.succeededFuture()
                : useful("push", () -> new UptimePushVerticle(bus, settings.push()));
    }

    private VerticleBase autonomy(Settings settings) {
        return new AutonomyVerticle(bus, clock, settings.autonomy(), settings.timezone(), rambleChannel(settings));
    }

    /** @param testsOnly whether only the house's target is to be tested */
    private Supplier<VerticleBase> notifications(Settings settings, boolean testsOnly) {
        return () -> new NotificationsVerticle(bus, clock, settings.notifications(), testsOnly);
    }

    /** What can test the house's target, and does nothing else. */
    public Future<Void> openNotificationsTest(Settings settings) {
        return open("notifications", notifications(settings, true));
    }

    private static String rambleChannel(Settings settings) {
        String channel = settings.discord().rambleChannelId();
        return settings.discord().botToken() == null || channel == null ? "" : channel;
    }

    /**
     * Opens the bridge where there is a token.
     *
     * @param looksOnly whether it is only to be seen whether that works
     */
    public Future<Void> openDiscord(Settings settings, boolean looksOnly) {
        return settings.discord().botToken() == null
                ? Future.succeededFuture()
                : useful("discord", () -> new DiscordVerticle(bus, clock, settings.discord(), looksOnly));
    }

    /** The store and the accounts: what the user commands need. */
    public Future<Void> openAccounts(Settings settings) throws IOException {
        AccountsSettings accounts = accounts(settings, false);
        return openStore(settings).compose(ready -> open("accounts", () -> new AccountsVerticle(bus, clock, accounts)));
    }

    public Future<Void> openStore(Settings settings) {
        try {
            DataDirectoryLock.holdsUnpacked(settings.dataDir());
        } catch (IOException e) {
            return Future.failedFuture(new Failure(
                    Failure.Code.UNAVAILABLE, settings.dataDir() + " cannot be written (" + e.getMessage() + ")."));
        }
        return open(
                "store",
                () -> new StoreVerticle(
                        bus, clock, settings.store(), settings.backup().folder()));
    }

    /** The rooms that a reply is made in, for a talk that nobody else takes part in. */
    public Future<Void> openForTalk(Settings settings) {
        return openStore(settings)
                .compose(ready -> open("emotion", () -> new EmotionVerticle(bus, clock, settings.emotion())))
                .compose(ready -> openModel(settings.model()))
                .compose(ready -> open("memory", () -> new MemoryVerticle(bus, clock, settings.memory())))
                .compose(ready -> open("conductor", () -> conductor(settings)));
    }

    public Future<Void> openModel(ModelSettings settings) {
        return open("model", () -> new ModelVerticle(bus, settings));
    }

    /** Closes what is open, the newest first, then Vert.x. */
    public Future<Void> close() {
        return rooms.close().eventually(vertx::close);
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

    /** One that the others need: without it there is no start. */
    private Future<Void> open(String name, Supplier<VerticleBase> maker) {
        return rooms.open(name, true, made(name, maker));
    }

    /** One that the others can do without. */
    private Future<Void> useful(String name, Supplier<VerticleBase> maker) {
        return rooms.open(name, false, made(name, maker));
    }

    private Supplier<VerticleBase> made(String name, Supplier<VerticleBase> maker) {
        return () -> furnishing.apply(name, maker.get());
    }

    private static AccountsSettings accounts(Settings settings, boolean withAdministrator) throws IOException {
        GeneratedSecrets.SigningKeys keys = GeneratedSecrets.complete(settings.dataDir(), settings.tokens());
        Settings.Accounts accounts = settings.accounts();
        return new AccountsSettings(
                keys.access(),
                keys.refresh(),
                settings.tokens().accessLifetime(),
                settings.tokens().refreshLifetime(),
                settings.tokens().refreshGrace(),
                accounts.lockAfter(),
                accounts.lockFor(),
                accounts.loginsPerMinute(),
                accounts.bcryptCost(),
                withAdministrator ? accounts.adminEmail() : null,
                withAdministrator ? accounts.adminPassword() : null);
    }

    private Future<Void> openBackups(Settings settings) {
        return settings.backup().isOn()
                ? useful(
                        "backups",
                        () -> new BackupsVerticle(bus, clock, settings.store().database(), settings.backup()))
                : Future.succeededFuture();
    }

    private VerticleBase metrics(Settings settings) {
        return new MetricsVerticle(
                bus,
                clock,
                registry,
                new MetricsSettings(
                        settings.dataDir(), Version.number(), settings.metrics().snapshotEvery()));
    }

    private VerticleBase resources(Settings settings) {
        Settings.Resources resources = settings.resources();
        return new ResourcesVerticle(
                bus,
                clock,
                new ResourcesSettings(
                        List.of(
                                settings.dataDir(),
                                settings.store().database().toAbsolutePath().getParent()),
                        resources.ramThreshold(),
                        resources.sampleEvery(),
                        resources.calmFor()));
    }

    private VerticleBase conductor(Settings settings) {
        return new ConductorVerticle(
                bus,
                clock,
                settings.conductor(),
                new ConductorVerticle.PromptSettings(
                        settings.model().usualWindow(), settings.model().numPredict(), settings.timezone()));
    }

    /** Timers and counters of a room's pool, of threads or of connections, go on where it is opened again. */
    private static boolean isGaugeOfRoom(Meter.Id id) {
        String pool = id.getTag("pool_name");
        return id.getType() == Meter.Type.GAUGE
                && id.getName().startsWith("vertx.pool")
                && ("sql".equals(id.getTag("pool_type")) || (pool != null && pool.startsWith("demi-")));
    }

    private static Vertx vertx(PrometheusMeterRegistry registry) {
        // Labels with a client's address or a path would grow without a bound; the bus would be counted once a token.
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(
                        EnumSet.of(Label.LOCAL, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME))
                // Vert.x makes these only after the port is open: a request that comes sooner would break.
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                // And these once a connection, of which the registry keeps the first.
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
        // Vert.x registers these anew with each new connection, and the registry keeps the first: they would lie.
        registry.config()
                .meterFilter(MeterFilter.deny(id -> id.getName().startsWith("vertx.sql")
                        || (id.getName().startsWith("vertx.pool") && "http".equals(id.getTag("pool_type")))))
                // A room that is opened again makes its pool anew, but the registry keeps the gauges of the first,
                // which would lie.
                .meterFilter(MeterFilter.deny(Application::isGaugeOfRoom))
                // A pool of a room has its deployment's id in its name, and a room that is opened again another one.
                .meterFilter(MeterFilter.replaceTagValues("pool_name", name -> name.replaceFirst(POOL, "$1")))
                // Its unit is neither seconds nor spelled out; process_cpu_usage tells nearly the same.
                .meterFilter(MeterFilter.denyNameStartsWith("process.cpu.time"))
                // Only what belongs to a histogram may end in _count.
                .meterFilter(new MeterFilter() {
                    @Override
                    public Meter.Id map(Meter.Id id) {
                        return id.getName().equals("system.cpu.count") ? id.withName("system.cpus") : id;
                    }
                });
        // Nothing is read from the class path through Vert.x, so nothing needs a cache in the temporary directory.
        FileSystemOptions files =
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        VertxBuilder builder = Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(metrics).setFileSystemOptions(files))
                .withMetrics(new MicrometerMetricsFactory(registry));
        return builder.build();
    }
}
