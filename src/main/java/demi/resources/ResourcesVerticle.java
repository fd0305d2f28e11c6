package demi.resources;

import demi.api.HealthApi;
import demi.api.ResourcesApi;
import demi.api.ResourcesApi.Load;
import demi.api.ResourcesApi.Sample;
import demi.api.ResourcesApi.Samples;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.util.EventLoopMonitor;
import demi.util.WallTime;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the machine now and then, remembers half an hour of it, and tells the others when to do less. */
@WallTime("the timestamp of a sample")
public final class ResourcesVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(ResourcesVerticle.class);
    private static final Duration KEPT = Duration.ofMinutes(30);
    /** Each check wakes all event loops. */
    private static final Duration LOOP_CHECK = Duration.ofSeconds(2);

    private static final long FIRST_MS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** With less than this she soon cannot write any more; on a small disk, with less than a twentieth of it. */
    private static final long LITTLE_SPACE = 256L << 20;

    private final Bus bus;
    private final InstantSource clock;
    private final ResourcesSettings settings;
    private final Path root;
    private final LoadShedding shedding;
    private final int most;
    private final Deque<Sample> samples = new ArrayDeque<>();
    private WorkerExecutor worker;
    private EventLoopMonitor loops;
    private @Nullable SystemProbe machine;
    private boolean looking;
    private boolean stuck;
    private long began;
    private @Nullable String trouble;

    public ResourcesVerticle(Bus bus, InstantSource clock, ResourcesSettings settings) {
        this(bus, clock, settings, Path.of("/"));
    }

    /** @param root where the files of the system are */
    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    ResourcesVerticle(Bus bus, InstantSource clock, ResourcesSettings settings, Path root) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.root = root;
        this.shedding = new LoadShedding(settings.threshold(), settings.calmFor());
        this.most = most(settings.sampleEvery());
    }

    /** As many samples are half an hour. */
    static int most(Duration every) {
        return (int) Math.max(1, KEPT.dividedBy(every));
    }

    @Override
    public Future<?> start() {
        worker = vertx.createSharedWorkerExecutor("demi-resources-" + deploymentID(), 1, 1, TimeUnit.MINUTES);
        loops = EventLoopMonitor.watch(vertx, LOOP_CHECK);
        return Future.all(
                        bus.handle(
                                ResourcesApi.LIST,
                                asked -> Future.succeededFuture(new Samples(List.copyOf(samples), load()))),
                        bus.handle(ResourcesApi.STATUS, asked -> Future.succeededFuture(load())),
                        bus.subscribe(HealthApi.REQUESTED, call -> publishHealth()))
                .onSuccess(ready -> {
                    long every = settings.sampleEvery().toMillis();
                    // The first look takes as long as many later ones: the start comes before it.
                    Timers.after(vertx, Math.min(FIRST_MS, every), timer -> sample());
                    Timers.every(vertx, every, timer -> sample());
                });
    }

    private void sample() {
        if (looking) {
            stuck = System.nanoTime() - began > PATIENCE.toNanos();
            publishHealth();
            return;
        }
        looking = true;
        began = System.nanoTime();
        long lag = loops.longestMillis();
        worker.executeBlocking(() -> machine().sample(clock.instant(), lag)).onComplete(looked -> {
            looking = false;
            stuck = false;
            if (looked.succeeded()) {
                trouble = null;
                onSample(looked.result());
            } else {
                failed(looked.cause());
            }
            publishHealth();
        });
    }

    private void failed(Throwable thrown) {
        if (trouble == null) {
            LOG.warn("The machine cannot be looked at: {}", thrown.toString());
        }
        trouble = "The machine cannot be looked at.";
    }

    /** On the worker, the only thread that has it. */
    private SystemProbe machine() {
        SystemProbe known = machine;
        if (known == null) {
            known = new SystemProbe(settings.places(), root);
            machine = known;
        }
        return known;
    }

    private void onSample(Sample sample) {
        samples.add(sample);
        bus.publish(ResourcesApi.SAMPLED, sample);
        while (samples.size() > most) {
            samples.remove();
        }
        boolean before = shedding.isOn();
        boolean changed = shedding.after(sample.memoryPercent(), Duration.ofNanos(System.nanoTime())) != before;
        if (changed) {
            LOG.warn("{}", sentence(sample));
        }
        if (changed || samples.size() == 1) {
            // With the first one, too: what others heard last may be of a room before this one.
            bus.publish(ResourcesApi.LOAD, load());
        }
    }

    private Load load() {
        return new Load(shedding.isOn(), settings.threshold());
    }

    private String sentence(Sample sample) {
        String memory = String.format(
                Locale.ROOT,
                "%.0f %% of %s is in use",
                sample.memoryPercent(),
                sample.contained() ? "the container's memory" : "memory");
        return shedding.isOn()
                ? memory + ", " + settings.threshold()
                        + " % is the limit: she uses the smallest model that will do, and what nobody waits for waits."
                : memory + ": she does everything again.";
    }

    private void publishHealth() {
        Sample newest = samples.peekLast();
        if (stuck || trouble != null) {
            String why = trouble == null ? "The machine's files do not answer." : trouble;
            bus.publish(HealthApi.COMPONENT, HealthApi.ComponentHealth.of("resources", HealthApi.Status.DEGRADED, why));
        } else if (newest != null) {
            bus.publish(HealthApi.COMPONENT, part(newest));
        }
    }

    private HealthApi.ComponentHealth part(Sample newest) {
        boolean isFull = newest.diskFree() < Math.min(LITTLE_SPACE, newest.diskTotal() / 20);
        boolean isFine = !shedding.isOn() && !isFull;
        return new HealthApi.ComponentHealth(
                "resources",
                isFine ? HealthApi.Status.UP : HealthApi.Status.DEGRADED,
                shedding.isOn()
                        ? sentence(newest)
                        : isFull ? "The disk that she writes to is nearly full." : "There is enough of everything.",
                Map.of(
                        "memory_percent", String.format(Locale.ROOT, "%.0f", newest.memoryPercent()),
                        "disk_free_mb", Long.toString(newest.diskFree() >> 20),
                        "shedding", Boolean.toString(shedding.isOn())));
    }

    @Override
    protected Future<?> close() {
        return worker.close();
    }
}
