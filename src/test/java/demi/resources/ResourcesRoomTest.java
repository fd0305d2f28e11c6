package demi.resources;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.api.HealthApi;
import demi.api.ResourcesApi;
import demi.api.ResourcesApi.Load;
import demi.api.ResourcesApi.Sample;
import demi.api.ResourcesApi.Samples;
import demi.bus.Bus;
import demi.store.StoreFixture;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The room in a container of which a folder has the files. */
class ResourcesRoomTest {

    private static final long LIMIT = 1L << 20;

    @TempDir
    Path root;

    // One test blocks an event loop, and is no defect.
    private final Vertx vertx = Vertx.vertx(
            new VertxOptions().setMaxEventLoopExecuteTime(1).setMaxEventLoopExecuteTimeUnit(TimeUnit.MINUTES));
    private final Bus bus = new Bus(vertx);
    private final List<Load> loads = new CopyOnWriteArrayList<>();
    private final List<HealthApi.ComponentHealth> told = new CopyOnWriteArrayList<>();

    @BeforeEach
    void listen() throws IOException {
        Files.createDirectories(root.resolve("sys/fs/cgroup"));
        Files.createDirectories(root.resolve("proc/self"));
        Files.writeString(root.resolve("proc/self/cgroup"), "0::/\n");
        StoreFixture.get(bus.subscribe(ResourcesApi.LOAD, loads::add));
        StoreFixture.get(bus.subscribe(HealthApi.COMPONENT, told::add));
    }

    @AfterEach
    void close() {
        StoreFixture.get(vertx.close());
    }

    private void deploy(Duration calmFor) {
        StoreFixture.get(vertx.deployVerticle(new ResourcesVerticle(
                bus,
                InstantSource.system(),
                new ResourcesSettings(List.of(root), 80, Duration.ofMillis(20), calmFor),
                root)));
    }

    private void uses(long percent) throws IOException {
        file("memory.max", LIMIT);
        file("memory.current", LIMIT * percent / 100);
    }

    private void file(String name, long number) throws IOException {
        // In one step, as the kernel does: half a file would be another number.
        Path part = root.resolve(name);
        Files.writeString(part, number + "\n");
        Files.move(
                part,
                root.resolve("sys/fs/cgroup").resolve(name),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING,
                java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }

    private Samples samples() {
        return StoreFixture.get(bus.request(ResourcesApi.LIST, new ResourcesApi.ListSamples()));
    }

    private Sample newest() {
        await().until(() -> !samples().samples().isEmpty());
        List<Sample> samples = samples().samples();
        return samples.get(samples.size() - 1);
    }

    @Test
    void aSampleHasEverything() {
        deploy(Duration.ZERO);
        Sample sample = newest();
        assertFalse(sample.contained());
        assertTrue(sample.memoryTotal() > 1L << 28, sample.toString());
        assertTrue(sample.memoryUsed() > 0 && sample.memoryUsed() <= sample.memoryTotal(), sample.toString());
        assertTrue(sample.processors() >= 1 && sample.processor() >= 0 && sample.processor() <= 1, sample.toString());
        assertTrue(sample.diskFree() > 0 && sample.diskTotal() >= sample.diskFree(), sample.toString());
        assertTrue(sample.heapUsed() > 0 && sample.heapMax() >= sample.heapUsed(), sample.toString());
    }

    @Test
    void theContainersLimitCounts() throws IOException {
        uses(50);
        deploy(Duration.ZERO);
        Sample sample = newest();
        assertTrue(sample.contained());
        assertEquals(LIMIT, sample.memoryTotal());
        assertEquals(50, sample.memoryPercent(), .1);
        assertFalse(samples().load().shedding());
    }

    @Test
    void eachChangeIsToldOnceAndLaterComersCanAsk() throws IOException {
        uses(90);
        deploy(Duration.ZERO);
        await().until(() -> loads.size() == 1);
        assertEquals(new Load(true, 80), loads.get(0));
        assertTrue(StoreFixture.get(bus.request(ResourcesApi.STATUS, new ResourcesApi.GetLoad()))
                .shedding());
        int seen = told.size();
        await().until(() -> told.size() > seen + 3);
        assertEquals(1, loads.size(), "however many samples are taken");
        HealthApi.ComponentHealth part = told.get(told.size() - 1);
        assertEquals("resources", part.name());
        assertEquals(HealthApi.Status.DEGRADED, part.status());
        assertTrue(part.detail().contains("90 % of the container's memory"), part.detail());
        uses(40);
        await().until(() -> loads.size() == 2);
        assertFalse(loads.get(1).shedding());
        await().until(() -> told.get(told.size() - 1).status() == HealthApi.Status.UP);
    }

    @Test
    void halfAnHourIsKeptAndNoMore() {
        assertEquals(60, ResourcesVerticle.most(Duration.ofSeconds(30)));
        assertEquals(1, ResourcesVerticle.most(Duration.ofHours(1)));
    }

    @Test
    void aDirectoryThatIsGoneIsToldAndOneThatIsBackIsSeen() throws IOException {
        Path data = Files.createDirectory(root.resolve("data"));
        StoreFixture.get(vertx.deployVerticle(new ResourcesVerticle(
                bus,
                InstantSource.system(),
                new ResourcesSettings(List.of(root, data), 100, Duration.ofMillis(20), Duration.ZERO),
                root)));
        await().until(() -> !told.isEmpty() && told.get(told.size() - 1).status() == HealthApi.Status.UP);
        Files.delete(data);
        await().until(() -> told.get(told.size() - 1).status() == HealthApi.Status.DEGRADED);
        Files.createDirectory(data);
        await().until(() -> told.get(told.size() - 1).status() == HealthApi.Status.UP);
    }

    /** A file system of the kernel's own tells none; so do some of others. */
    @Test
    void aDiskThatDoesNotTellItsSizeIsNoDiskWithRoom() {
        Path sizeless = Path.of("/proc");
        assumeTrue(sizeless.toFile().isDirectory() && sizeless.toFile().getTotalSpace() == 0);
        StoreFixture.get(vertx.deployVerticle(new ResourcesVerticle(
                bus,
                InstantSource.system(),
                new ResourcesSettings(List.of(sizeless), 100, Duration.ofMillis(20), Duration.ZERO),
                root)));
        await().until(() -> !told.isEmpty() && told.get(told.size() - 1).status() == HealthApi.Status.DEGRADED);
    }

    @Test
    void aBlockedEventLoopIsSeenWhicheverItIs() {
        deploy(Duration.ZERO);
        newest();
        vertx.getOrCreateContext().runOnContext(run -> {
            try {
                // Longer than it takes until the next task comes, and half a second.
                assertFalse(new CountDownLatch(1).await(2_600, TimeUnit.MILLISECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> samples().samples().stream().anyMatch(sample -> sample.loopLag() > 500));
        await().until(() -> newest().loopLag() < 500);
    }
}
