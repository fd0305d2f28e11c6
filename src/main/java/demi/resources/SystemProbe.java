package demi.resources;

import demi.api.ResourcesApi.Sample;
import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import oshi.SystemInfo;
import oshi.hardware.CentralProcessor;
import oshi.hardware.GlobalMemory;

/** Looks at the machine, the container and the JVM. Blocking; belongs to one thread. */
final class SystemProbe {

    private final List<Path> places;
    private final Cgroup cgroup;
    private final GlobalMemory memory;
    private final CentralProcessor processor;
    private long[] ticks;
    private Cgroup.@Nullable Processor contained;
    private long containedAt;
    private long collected;

    /**
     * @param places whose disks are looked at
     * @param root of the file system, for the limits of containers
     */
    SystemProbe(List<Path> places, Path root) {
        this.places = places;
        this.cgroup = Cgroup.below(root);
        var hardware = new SystemInfo().getHardware();
        this.memory = hardware.getMemory();
        this.processor = hardware.getProcessor();
        this.ticks = processor.getSystemCpuLoadTicks();
        this.contained = cgroup.processor().orElse(null);
        this.containedAt = System.nanoTime();
        this.collected = collected();
    }

    Sample sample(Instant now, long loopLag) throws IOException {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        Disk disk = fullest();
        long total = memory.getTotal();
        Cgroup.Memory whole = new Cgroup.Memory(total - memory.getAvailable(), total);
        Optional<Cgroup.Memory> limited = cgroup.memory().filter(limit -> limit.limit() < total);
        Cgroup.Memory counts = limited.orElse(whole);
        Optional<Cgroup.Processor> share = cgroup.processor();
        return new Sample(
                now,
                share.map(this::diskUsage).orElseGet(this::diskUsage),
                share.map(Cgroup.Processor::limit).orElse((double) processor.getLogicalProcessorCount()),
                counts.used(),
                counts.limit(),
                limited.isPresent(),
                disk.free(),
                disk.total(),
                heap.getUsed(),
                heap.getMax(),
                pauses(),
                loopLag);
    }

    private record Disk(long free, long total) {}

    /** Fails where one of the places is gone, or none is on a disk that tells its size. */
    private Disk fullest() throws IOException {
        Disk fullest = new Disk(Long.MAX_VALUE, Long.MAX_VALUE);
        for (Path place : places) {
            if (!Files.exists(place)) {
                throw new NoSuchFileException(place.toString());
            }
            Disk disk = new Disk(place.toFile().getUsableSpace(), place.toFile().getTotalSpace());
            fullest = disk.total() > 0 && disk.free() < fullest.free() ? disk : fullest;
        }
        if (fullest.total() == Long.MAX_VALUE) {
            throw new IOException("The size of the disk is not known");
        }
        return fullest;
    }

    /** Of the whole machine. */
    private double diskUsage() {
        long[] before = ticks;
        ticks = processor.getSystemCpuLoadTicks();
        return within(processor.getSystemCpuLoadBetweenTicks(before, ticks));
    }

    /** Of what the container may use. */
    private double diskUsage(Cgroup.Processor now) {
        Cgroup.Processor before = contained;
        long at = System.nanoTime();
        long elapsed = at - containedAt;
        contained = now;
        containedAt = at;
        return before == null || elapsed <= 0
                ? 0
                : within((now.usedNanos() - before.usedNanos()) / (elapsed * now.limit()));
    }

    private static double within(double part) {
        return Double.isFinite(part) ? Math.max(0, Math.min(1, part)) : 0;
    }

    private long pauses() {
        long before = collected;
        collected = collected();
        return Math.max(0, collected - before);
    }

    /** Collectors that work beside the program tell of that by another name. */
    private static long collected() {
        return ManagementFactory.getGarbageCollectorMXBeans().stream()
                .filter(bean -> !bean.getName().contains("Concurrent")
                        && !bean.getName().contains("Cycles"))
                .mapToLong(GarbageCollectorMXBean::getCollectionTime)
                .filter(millis -> millis > 0)
                .sum();
    }
}
