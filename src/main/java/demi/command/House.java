package demi.command;

import demi.accounts.AccountsSettings;
import demi.accounts.AccountsVerticle;
import demi.conductor.ConductorVerticle;
import demi.contract.Bus;
import demi.contract.Failure;
import demi.discord.DiscordVerticle;
import demi.emotion.EmotionVerticle;
import demi.http.HttpVerticle;
import demi.memory.MemoryVerticle;
import demi.model.ModelVerticle;
import demi.settings.GeneratedSecrets;
import demi.settings.Settings;
import demi.store.StoreVerticle;
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
import java.util.concurrent.CompletionException;

/** The rooms that are open, on one Vert.x. They open one after the other, and close in reverse. */
final class House {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Vertx vertx = vertx(registry);
    private final Bus bus = new Bus(vertx);
    private final InstantSource clock = InstantSource.system();
    private final Deque<String> open = new ArrayDeque<>();

    Vertx vertx() {
        return vertx;
    }

    Bus bus() {
        return bus;
    }

    /** All rooms; the future fails with what the first one that cannot open says. */
    Future<HttpVerticle> openAll(Settings settings) throws IOException {
        HttpVerticle http = new HttpVerticle(bus, clock, settings.http(), registry, Commands.Version.number());
        VerticleBase accounts = accounts(settings, true);
        return openStore(settings)
                .compose(ready -> open(accounts))
                .compose(ready -> open(new EmotionVerticle(bus, clock, settings.emotion())))
                .compose(ready -> openModel(settings))
                .compose(ready -> open(new MemoryVerticle(bus, clock, settings.memory())))
                .compose(ready -> openDiscord(settings, false))
                .compose(ready -> open(conductor(settings)))
                .compose(ready -> open(http))
                .map(http);
    }

    /**
     * Opens the bridge where there is a token. Before the conductor, which goes on with what was left open.
     *
     * @param looksOnly whether it is only to be seen whether that works
     */
    Future<Void> openDiscord(Settings settings, boolean looksOnly) {
        return settings.discord().botToken() == null
                ? Future.succeededFuture()
                : open(new DiscordVerticle(bus, clock, settings.discord(), looksOnly));
    }

    /** The store and the accounts: what the user commands need. */
    Future<Void> openAccounts(Settings settings) throws IOException {
        VerticleBase accounts = accounts(settings, false);
        return openStore(settings).compose(ready -> open(accounts));
    }

    Future<Void> openStore(Settings settings) {
        try {
            DataDirectory.holdsUnpacked(settings.dataDir());
        } catch (IOException e) {
            return Future.failedFuture(new Failure(
                    Failure.Code.UNAVAILABLE, settings.dataDir() + " cannot be written (" + e.getMessage() + ")."));
        }
        return open(new StoreVerticle(bus, clock, settings.store()));
    }

    Future<Void> openModel(Settings settings) {
        return open(new ModelVerticle(bus, settings.model()));
    }

    /** Closes what is open, the newest first, then Vert.x. */
    Future<Void> close() {
        Future<Void> closed = Future.succeededFuture();
        for (String room : open) {
            closed = closed.eventually(() -> vertx.undeploy(room));
        }
        return closed.eventually(vertx::close);
    }

    /** Waits, on a thread that may, and throws what the future failed with. */
    static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    private Future<Void> open(VerticleBase room) {
        return vertx.deployVerticle(room).map(id -> {
            open.push(id);
            return null;
        });
    }

    private VerticleBase accounts(Settings settings, boolean withAdministrator) throws IOException {
        GeneratedSecrets.SigningKeys keys = GeneratedSecrets.complete(settings.dataDir(), settings.tokens());
        Settings.Accounts accounts = settings.accounts();
        return new AccountsVerticle(
                bus,
                clock,
                new AccountsSettings(
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
                        withAdministrator ? accounts.adminPassword() : null));
    }

    private VerticleBase conductor(Settings settings) {
        return new ConductorVerticle(
                bus,
                clock,
                settings.conductor(),
                new ConductorVerticle.PromptSettings(
                        settings.model().usualWindow(), settings.model().numPredict(), settings.timezone()));
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
                        || (id.getName().startsWith("vertx.pool") && "http".equals(id.getTag("pool_type")))));
        // Nothing is read from the class path through Vert.x, so nothing needs a cache in the temporary directory.
        FileSystemOptions files =
                new FileSystemOptions().setClassPathResolvingEnabled(false).setFileCachingEnabled(false);
        VertxBuilder builder = Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(metrics).setFileSystemOptions(files))
                .withMetrics(new MicrometerMetricsFactory(registry));
        return builder.build();
    }
}
