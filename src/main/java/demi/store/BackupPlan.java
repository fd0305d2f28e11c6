package demi.store;

import demi.store.BackupFolder.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When the next backup is due, and which of them have had their time. */
final class BackupPlan {

    private BackupPlan() {}

    /** @param newest first; one from the future, made before the clock was set back, does not keep new ones away */
    static boolean isDue(List<Kept> newest, Instant now, Duration every) {
        return newest.stream()
                .map(Kept::at)
                .filter(at -> !at.isAfter(now))
                .noneMatch(at -> at.plus(every).isAfter(now));
    }

    /**
     * Those that may go.
     *
     * @param newest first
     * @param made just now, and stays whatever the clock says
     */
    static List<Kept> superfluous(List<Kept> newest, Kept made, int keep) {
        return newest.stream()
                .filter(kept -> !kept.file().equals(made.file()))
                .skip(Math.max(0, keep - 1))
                .toList();
    }
}
