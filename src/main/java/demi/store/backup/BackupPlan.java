package demi.store.backup;

import demi.store.sqlite.BackupFolder.Kept;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** When the next backup is due. */
public final class BackupPlan {

    private BackupPlan() {}

    /** @param newest first; one from the future, made before the clock was set back, does not keep new ones away */
    public static boolean isDue(List<Kept> newest, Instant now, Duration every) {
        return newest.stream()
                .map(Kept::at)
                .filter(at -> !at.isAfter(now))
                .noneMatch(at -> at.plus(every).isAfter(now));
    }
}
