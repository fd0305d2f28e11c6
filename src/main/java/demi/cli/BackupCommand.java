package demi.cli;

import demi.app.DataDirectoryLock;
import demi.settings.Settings;
import demi.store.backup.Backup;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "backup",
        description = "Writes a consistent, checked copy of the database, while Demi may be running.",
        mixinStandardHelpOptions = true)
final class BackupCommand extends BaseCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The copy; must not exist yet.")
    private @Nullable Path file;

    @Override
    public Integer call() {
        Settings settings = settings();
        Path database = file(settings);
        DataDirectoryLock.extractNativeLibrariesHereIfOwned(settings.dataDir());
        Path target = Objects.requireNonNull(file).toAbsolutePath();
        Backup.to(database, target);
        out().println("Written and checked: " + target);
        return 0;
    }
}
