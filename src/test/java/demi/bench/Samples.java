package demi.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.LongStream;

/** Durations in nanoseconds; may be added to from any thread. */
public final class Samples {

    private final LongStream.Builder taken = LongStream.builder();

    public synchronized void add(long nanos) {
        taken.add(nanos);
    }

    /** The sorted values; ends the taking of samples. */
    public synchronized long[] sorted() {
        long[] values = taken.build().toArray();
        Arrays.sort(values);
        return values;
    }

    public static long at(long[] sorted, double part) {
        return sorted[(int) Math.min(sorted.length - 1, Math.round((sorted.length - 1) * part))];
    }

    public static long median(long[] sorted) {
        return at(sorted, .5);
    }

    public static String millis(long nanos) {
        return String.format(Locale.ROOT, "%.2f ms", nanos / 1e6);
    }
}
