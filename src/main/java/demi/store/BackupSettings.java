package demi.store;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When backups are made by themselves.
 *
 * @param every zero: never
 * @param keep so many of them are kept
 * @param folder null: the folder {@code backups} beside the database
 */
public record BackupSettings(
        Duration every, int keep, @Nullable Path folder) {

    public boolean isOn() {
        return !every.isZero();
    }
}
