package demi.store.sqlite;

import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Backups that she made by herself, each with its reason and its time in its name. Blocking. */
public final class BackupFolder {

    private static final Logger LOG = LoggerFactory.getLogger(BackupFolder.class);

    public static final String SCHEDULED = "scheduled";
    public static final String BY_HAND = "by-hand";
    public static final String BEFORE_MIGRATION = "before-migration";
    public static final String BEFORE_RESTORE = "before-restore";
    static final String RESCUED = "rescued";
    public static final String BEFORE_BEGINNING_ANEW = "before-beginning-anew";

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss-SSS").withZone(ZoneOffset.UTC);
    private static final Pattern NAME = Pattern.compile("([a-z-]+)-(\\d{8}-\\d{6}-\\d{3})\\.sqlite");

    /** One that was under way when the process was killed, and what SQLite kept beside it. */
    private static final Pattern LEFT =
            Pattern.compile("[a-z-]+-\\d{8}-\\d{6}-\\d{3}\\.sqlite(?:\\.\\d+)?\\.part(?:-journal)?");

    /** What is only copied: it may have been damaged before. */
    private static final Set<String> UNCHECKED = Set.of(BEFORE_RESTORE, RESCUED);

    private final Path folder;

    public BackupFolder(Path folder) {
        this.folder = folder;
    }

    /** The one beside a database. */
    public static BackupFolder of(Path database) {
        return new BackupFolder(database.toAbsolutePath().resolveSibling("backups"));
    }

    /** @param chosen the owner's; null: the one beside the database */
    public static BackupFolder of(Path database, @Nullable Path chosen) {
        return chosen == null ? of(database) : new BackupFolder(chosen);
    }

    /** A backup that is there. */
    public record Kept(Path file, String why, Instant at) {

        /** Whether it got its name only after all of it was read through. */
        public boolean isChecked() {
            return !UNCHECKED.contains(why);
        }
    }

    public Path path() {
        return folder.toAbsolutePath();
    }

    /** Where a new one is to be; the folder is there then. */
    public Path place(String why, Instant now) throws IOException {
        OwnerOnlyFiles.ensure(folder);
        return folder.resolve(why + "-" + STAMP.format(now) + ".sqlite");
    }

    /** Deletes what was left unfinished. Only for the one process that writes here. */
    public void tidy() throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path left : files.filter(
                            file -> LEFT.matcher(file.getFileName().toString()).matches())
                    .toList()) {
                Files.deleteIfExists(left);
                LOG.info("Deleted {}, a backup that was not finished", left);
            }
        }
    }

    /** Takes those that are there out of the schedule: backups of what begins now are not to push them out. */
    void keepBeforeMigration() throws IOException {
        for (Kept kept : all(SCHEDULED)) {
            Files.move(kept.file(), place(BEFORE_BEGINNING_ANEW, kept.at()));
        }
    }

    /** Deletes the oldest of those that are there for the same reason, {@code made} not among them. */
    public void thinOut(Kept made, int keep) throws IOException {
        for (Kept old : superfluous(all(made.why()), made, keep)) {
            Files.deleteIfExists(old.file());
        }
    }

    /** All that there are, newest first; what has another name is none of hers. */
    public List<Kept> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(BackupFolder::kept)
                    .flatMap(Optional::stream)
                    .sorted(Comparator.comparing(Kept::at).reversed())
                    .toList();
        }
    }

    public List<Kept> all(String why) throws IOException {
        return all().stream().filter(kept -> kept.why().equals(why)).toList();
    }

    private static Optional<Kept> kept(Path file) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Kept(file, name.group(1), STAMP.parse(name.group(2), Instant::from)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /**
     * Those that may go.
     *
     * @param newest first
     * @param made just now, and stays whatever the clock says
     */
    public static List<Kept> superfluous(List<Kept> newest, Kept made, int keep) {
        return newest.stream()
                .filter(kept -> !kept.file().equals(made.file()))
                .skip(Math.max(0, keep - 1))
                .toList();
    }
}
