package demi.metrics;

import demi.api.ChatApi;
import demi.api.EmotionApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.ResourcesApi;
import demi.api.StoreEvents;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.util.WallTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.logging.LogbackMetrics;
import io.micrometer.core.instrument.binder.system.DiskSpaceMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the numbers that the metrics listener shows: the process's by Micrometer's binders, Demi's from what is told. */
@WallTime("the timestamp of a snapshot")
public final class MetricsVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(MetricsVerticle.class);

    private final Bus bus;
    private final InstantSource clock;
    private final MeterRegistry registry;
    private final MetricsSettings settings;
    private final List<MeterBinder> binders;
    private DemiMetrics numbers;
    private boolean writing;
    private boolean failed;

    @SuppressWarnings("NullAway.Init") // made in start()
    public MetricsVerticle(Bus bus, InstantSource clock, MeterRegistry registry, MetricsSettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.registry = registry;
        this.settings = settings;
        this.binders = List.of(
                new JvmInfoMetrics(),
                new JvmMemoryMetrics(),
                new JvmGcMetrics(),
                new JvmThreadMetrics(),
                new ClassLoaderMetrics(),
                new ProcessorMetrics(),
                new UptimeMetrics(),
                new FileDescriptorMetrics(),
                new LogbackMetrics(),
                new DiskSpaceMetrics(settings.dataDir().toFile()));
    }

    @Override
    public Future<?> start() {
        // They look at much of the JVM, for which nobody's start has to wait.
        vertx.executeBlocking(() -> {
                    binders.forEach(binder -> binder.bindTo(registry));
                    return true;
                })
                .onFailure(thrown -> LOG.warn("Could not register all metrics", thrown));
        numbers = new DemiMetrics(registry, settings.version());
        if (settings.snapshotEvery() != null) {
            Timers.every(vertx, settings.snapshotEvery().toMillis(), timer -> snapshot());
        }
        return Future.all(List.of(
                        bus.subscribe(HealthApi.COMPONENT, numbers::component),
                        bus.subscribe(EmotionApi.CHANGED, changed -> numbers.feelings(changed.feelings())),
                        bus.subscribe(InferenceApi.STATE, numbers::model),
                        bus.subscribe(InferenceApi.QUEUE, numbers::queue),
                        bus.subscribe(InferenceApi.MEASURED, numbers::measured),
                        bus.subscribe(ResourcesApi.LOAD, numbers::load),
                        bus.subscribe(ResourcesApi.SAMPLED, numbers::sample),
                        bus.subscribe(StoreEvents.COUNTS, numbers::store),
                        bus.subscribe(StoreEvents.BACKED_UP, numbers::backedUp),
                        bus.subscribeHere(ChatApi.EVENTS, numbers::event)))
                .onSuccess(listening -> bus.publish(HealthApi.REQUESTED, new HealthApi.HealthRequested()));
    }

    private void snapshot() {
        if (writing) {
            return;
        }
        writing = true;
        Path file = settings.dataDir().resolve("logs").resolve("metrics.json");
        vertx.executeBlocking(() -> {
                    MetricsFile.write(registry, file, clock.instant());
                    return file;
                })
                .onComplete(written -> {
                    writing = false;
                    if (written.failed() && !failed) {
                        LOG.warn("Could not write {}: {}", file, written.cause().toString());
                    }
                    failed = written.failed();
                });
    }

    @Override
    protected Future<?> close() throws Exception {
        numbers.close();
        for (MeterBinder binder : binders) {
            if (binder instanceof AutoCloseable open) {
                open.close();
            }
        }
        return Future.succeededFuture();
    }
}
