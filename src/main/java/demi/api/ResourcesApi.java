package demi.api;

import demi.bus.EventAddress;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;

/** What Demi has of the machine, or of her container where that has limits, and whether she does less. */
public final class ResourcesApi {
    private ResourcesApi() {}

    /**
     * One look at everything. Sizes are in bytes, parts from 0 to 1.
     *
     * @param processor the part of the processors in use since the look before, by everybody in the container or machine
     * @param processors how many she may use; less than one in a small container
     * @param memoryUsed without what can be freed at any moment
     * @param memoryTotal the container's limit where it is less than the machine's memory
     * @param contained whether that is a limit and not the machine's memory
     * @param diskFree of the file system with the data directory, or of that with the database where it has less
     * @param pauses how long garbage collection has stopped everything since the look before, in milliseconds
     * @param loopLag the longest that anything waited for an event loop since the look before, in milliseconds
     */
    public record Sample(
            Instant at,
            double processor,
            double processors,
            long memoryUsed,
            long memoryTotal,
            boolean contained,
            long diskFree,
            long diskTotal,
            long heapUsed,
            long heapMax,
            long pauses,
            long loopLag) {

        /** Memory in use, in percent. */
        public double memoryPercent() {
            return memoryTotal <= 0 ? 0 : Math.min(100, 100.0 * memoryUsed / memoryTotal);
        }
    }

    /** Told of each look. */
    public static final EventAddress<Sample> SAMPLED = new EventAddress<>("resources.sampled", Sample.class);

    public record ListSamples() {}

    /** @param samples of the last half hour, oldest first */
    public record Samples(List<Sample> samples, Load load) {
        public Samples {
            samples = List.copyOf(samples);
        }
    }

    public static final RequestAddress<ListSamples, Samples> LIST =
            RequestAddress.of("resources.list", ListSamples.class, Samples.class);

    /**
     * While {@code shedding}, what nobody waits for is not done, and the smallest model that will do is used.
     *
     * @param threshold in percent of memory
     */
    public record Load(boolean shedding, int threshold) {}

    /** Told when it changes. A room that opens later asks {@link #STATUS}. */
    public static final EventAddress<Load> LOAD = new EventAddress<>("resources.load", Load.class);

    public record GetLoad() {}

    public static final RequestAddress<GetLoad, Load> STATUS =
            RequestAddress.of("resources.status", GetLoad.class, Load.class);
}
