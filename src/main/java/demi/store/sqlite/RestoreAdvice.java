package demi.store.sqlite;

import demi.bus.Failure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What to do about a database that cannot be used: the newest sound backup of it, wherever they are kept. */
public final class RestoreAdvice {

    /** Of a file that is none's database. */
    public static final RestoreAdvice NONE = new RestoreAdvice(Path.of(""), List.of());

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");

    private final Path database;
    private final List<BackupFolder> folders;

    private RestoreAdvice(Path database, List<BackupFolder> folders) {
        this.database = database;
        this.folders = folders;
    }

    /** @param scheduled the folder of the backups that are made by themselves, null where it is the one beside the database */
    public static RestoreAdvice of(Path database, @Nullable Path scheduled) {
        List<BackupFolder> folders = new ArrayList<>(List.of(BackupFolder.of(database)));
        if (scheduled != null) {
            folders.add(new BackupFolder(scheduled));
        }
        return new RestoreAdvice(database.toAbsolutePath(), folders);
    }

    /** @param newestVersion of the schema that a backup may have */
    public String sentence(long newestVersion) {
        if (folders.isEmpty()) {
            return "";
        }
        return folders.stream()
                .flatMap(RestoreAdvice::kept)
                .sorted(Comparator.comparing(BackupFolder.Kept::at).reversed())
                .map(BackupFolder.Kept::file)
                .filter(file -> isFit(file, newestVersion))
                .findFirst()
                .map(file -> "Restore the newest backup with: " + command(file))
                .orElse("Restore a backup, if you have one, with: " + command(Path.of("FILE")));
    }

    /** See {@link BackupFolder#keepBeforeMigration}. */
    public void keepBeforeMigration() throws IOException {
        for (BackupFolder folder : folders) {
            folder.keepBeforeMigration();
        }
    }

    /** Whether there are any backups, whatever their state. */
    public boolean hasAny() {
        return folders.stream().flatMap(RestoreAdvice::kept).findAny().isPresent();
    }

    private static Stream<BackupFolder.Kept> kept(BackupFolder folder) {
        try {
            // What a restore has put aside is what somebody did not want.
            return folder.all().stream().filter(kept -> !kept.why().equals(BackupFolder.BEFORE_RESTORE));
        } catch (IOException e) {
            return Stream.of();
        }
    }

    private static boolean isFit(Path file, long newestVersion) {
        try {
            return DatabaseInspector.checkIntegrity(file, NONE).version() <= newestVersion;
        } catch (IOException | Failure e) {
            return false;
        }
    }

    /** As a person types it, whatever their own settings say. */
    public String command(Path backup) {
        Path usual = Path.of(System.getProperty("user.home", ""), ".demi", "demi.sqlite");
        return (database.equals(usual) ? "" : "DATABASE_URL=" + quoted(database) + " ") + "java -jar demi.jar restore "
                + quoted(backup);
    }

    private static String quoted(Path path) {
        String text = path.toString();
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
