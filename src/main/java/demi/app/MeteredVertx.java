package demi.app;

import demi.bus.Failure;
import demi.bus.Membership;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.util.EnumSet;

/** The Vert.x that all rooms are on, measured. */
final class MeteredVertx {

    private static final String POOL = "^(demi-[a-z]+)-.*$";

    private MeteredVertx() {}

    /** Timers and counters of a room's pool, of threads or of connections, go on where it is opened again. */
    private static boolean isGaugeOfRoom(Meter.Id id) {
        String pool = id.getTag("pool_name");
        return id.getType() == Meter.Type.GAUGE
                && id.getName().startsWith("vertx.pool")
                && ("sql".equals(id.getTag("pool_type")) || (pool != null && pool.startsWith("demi-")));
    }

    /** One that is alone. */
    static Vertx on(PrometheusMeterRegistry registry) {
        return builder(registry).with(options(registry)).build();
    }

    /** One of several, once it has joined the others; fails with a {@link Failure} where it cannot. Blocks. */
    static Vertx join(PrometheusMeterRegistry registry, Membership node) {
        try {
            return Application.await(node.join(builder(registry), options(registry)));
        } catch (RuntimeException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    "This node cannot join the others (" + cause.getMessage() + "). Look at what is set of cluster.");
        }
    }

    private static VertxBuilder builder(PrometheusMeterRegistry registry) {
        return Vertx.builder().withMetrics(new MicrometerMetricsFactory(registry));
    }

    private static VertxOptions options(PrometheusMeterRegistry registry) {
        // Labels with a client's address or a path would grow without a bound; the bus would be counted once a token.
        MicrometerMetricsOptions metrics = new MicrometerMetricsOptions()
                .setEnabled(true)
                .setLabels(
                        EnumSet.of(Label.LOCAL, Label.HTTP_METHOD, Label.HTTP_CODE, Label.POOL_TYPE, Label.POOL_NAME))
                // Vert.x makes these only after the port is open: a request that comes sooner would break.
                .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER)
                // And these once a connection, of which the registry keeps the first.
                .addDisabledMetricsCategory(MetricsDomain.HTTP_CLIENT)
                // Of the bus between nodes, once a node.
                .addDisabledMetricsCategory(MetricsDomain.NET_CLIENT)
                .addDisabledMetricsCategory(MetricsDomain.NET_SERVER)
                .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS);
        // Vert.x registers these anew with each new connection, and the registry keeps the first: they would lie.
        registry.config()
                .meterFilter(MeterFilter.deny(id -> id.getName().startsWith("vertx.sql")
                        || (id.getName().startsWith("vertx.pool") && "http".equals(id.getTag("pool_type")))))
                // A room that is opened again makes its pool anew, but the registry keeps the gauges of the first,
                // which would lie.
                .meterFilter(MeterFilter.deny(MeteredVertx::isGaugeOfRoom))
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
        return new VertxOptions()
                .setMetricsOptions(metrics)
                .setFileSystemOptions(files)
                // Half of Vert.x's: a word wakes fewer threads on its way, and so does an idle house.
                .setEventLoopPoolSize(Math.max(2, VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE / 2));
    }
}
