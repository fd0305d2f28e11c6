package demi.api.house;

import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The copies of the database that are there, and making one. */
public final class BackupsApi {
    private BackupsApi() {}

    /**
     * A copy.
     *
     * @param name of its file
     * @param checkedAt when all of it was read through; null where it never was
     */
    public record Backup(
            String name, Instant at, long bytes, @Nullable Instant checkedAt) {}

    public record ListBackups() implements Repeatable {}

    /**
     * @param folder in which they are
     * @param keep so many of those with the same reason are kept
     * @param every how often one is made; zero: never by herself
     * @param backups newest first
     * @param lastSuccess when the newest one that was checked was made
     * @param lastFailure why the last try came to nothing, for the owner to read; null where it did not
     */
    public record BackupList(
            String folder,
            int keep,
            Duration every,
            List<Backup> backups,
            @Nullable Instant lastSuccess,
            @Nullable String lastFailure) {
        public BackupList {
            backups = List.copyOf(backups);
        }
    }

    /** Fails UNAVAILABLE where the folder cannot be read. */
    public static final RequestAddress<ListBackups, BackupList> LIST =
            RequestAddress.of("backups.list", ListBackups.class, BackupList.class);

    /** Makes one now. */
    public record MakeBackup() {}

    /** How it went. */
    public enum Progress {
        MADE,
        /** It takes longer; the list will have it, or say why not. */
        BEGUN,
        /** Another one is being made: this was not begun. */
        BUSY
    }

    /** @param backup the one that was made */
    public record Making(Progress progress, @Nullable Backup backup) {}

    /** Fails UNAVAILABLE with a sentence for the owner where it came to nothing soon. */
    public static final RequestAddress<MakeBackup, Making> MAKE =
            RequestAddress.of("backups.make", MakeBackup.class, Making.class);

    public record FindBackup(String name) implements Repeatable {}

    /** @param path of the file, on the machine that answers */
    public record BackupFile(String path, long bytes) {}

    /** Fails NOT_FOUND unless the list has that name. */
    public static final RequestAddress<FindBackup, BackupFile> FIND =
            RequestAddress.of("backups.find", FindBackup.class, BackupFile.class);
}
