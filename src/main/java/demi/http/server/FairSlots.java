package demi.http.server;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of places, of which each key has a share. When all are taken, whoever has sat the longest gives way, if that
 * is more than a moment: so those who dawdle keep nobody out. Belongs to one context.
 */
public final class FairSlots {

    /**
     * So long nobody has to give way: enough for a body that comes with its head, and short enough that a thousand a second
     * who dawdle keep none of those out.
     */
    static final Duration A_MOMENT = Duration.ofMillis(200);

    private final int inAll;
    private final int each;
    private final LongSupplier nanos;
    private final Set<Slot> taken = new LinkedHashSet<>();
    private final Map<String, Integer> byKey = new HashMap<>();

    /** @param nanos a clock that nobody sets */
    public FairSlots(int inAll, int each, LongSupplier nanos) {
        this.inAll = inAll;
        this.each = each;
        this.nanos = nanos;
    }

    /**
     * Takes one, null where there is none.
     *
     * @param giveWay called when somebody else gets it, after it was given back
     */
    public @Nullable Slot acquire(String key, Runnable giveWay) {
        boolean full = byKey.getOrDefault(key, 0) >= each
                ? !makeRoom(place -> place.key.equals(key))
                : taken.size() >= inAll && !makeRoom(place -> true);
        if (full) {
            return null;
        }
        Slot place = new Slot(key, nanos.getAsLong(), giveWay);
        taken.add(place);
        byKey.merge(key, 1, Integer::sum);
        return place;
    }

    /** Of these, the one that has had its place longest gives way. */
    private boolean makeRoom(Predicate<Slot> whose) {
        Slot eldest = taken.stream().filter(whose).findFirst().orElseThrow();
        if (nanos.getAsLong() - eldest.since < A_MOMENT.toNanos()) {
            return false;
        }
        eldest.release();
        eldest.giveWay.run();
        return true;
    }

    /** How many are taken. */
    public int taken() {
        return taken.size();
    }

    /** A place that is taken. */
    public final class Slot {
        private final String key;
        private final long since;
        private final Runnable giveWay;

        private Slot(String key, long since, Runnable giveWay) {
            this.key = key;
            this.since = since;
            this.giveWay = giveWay;
        }

        /** Gives it back; doing so again does nothing. */
        public void release() {
            if (taken.remove(this)) {
                byKey.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
            }
        }
    }
}
