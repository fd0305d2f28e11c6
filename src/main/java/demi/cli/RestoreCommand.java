package demi.cli;

import demi.app.DataDirectoryLock;
import demi.settings.Settings;
import demi.store.backup.Restore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "restore",
        description = "Puts a backup in the place of the database of a Demi that is not running.",
        mixinStandardHelpOptions = true)
final class RestoreCommand extends BaseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "What backup wrote.")
    private @Nullable Path file;

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        Path database = file(settings);
        try (DataDirectoryLock held = DataDirectoryLock.take(settings.dataDir(), database)) {
            DataDirectoryLock.extractNativeLibrariesHere(held.path());
            Path kept = Restore.of(Objects.requireNonNull(file).toAbsolutePath(), database);
            PrintWriter out = out();
            out.println("Restored from " + file + " into " + database + ".");
            if (kept != null) {
                out.println("What was there before is kept: " + kept);
            }
            return 0;
        }
    }
}
