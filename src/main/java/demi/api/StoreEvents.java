package demi.api;

import demi.bus.EventAddress;
import java.time.Instant;

/** How the store is doing, for whoever watches it. */
public final class StoreEvents {
    private StoreEvents() {}

    /**
     * @param commits that reached the disk since the store opened
     * @param writes in them
     * @param waiting writes for which there has been no commit yet
     */
    public record Counts(long commits, long writes, int waiting) {}

    /** Told every two seconds while it changes. */
    public static final EventAddress<Counts> COUNTS = new EventAddress<>("store.counts", Counts.class);

    /** @param at when the newest of the scheduled backups was made */
    public record BackedUp(Instant at) {}

    /** Told of each scheduled backup, and after the start of the newest. */
    public static final EventAddress<BackedUp> BACKED_UP = new EventAddress<>("store.backupMade", BackedUp.class);

    /** Another process changed the database. */
    public record ChangedByOtherProcess() {}

    /** Told within about a second. */
    public static final EventAddress<ChangedByOtherProcess> CHANGED_BY_OTHER_PROCESS =
            new EventAddress<>("store.changedByOtherProcess", ChangedByOtherProcess.class);
}
