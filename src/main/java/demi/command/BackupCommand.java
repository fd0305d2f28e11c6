package demi.command;

import demi.settings.Settings;
import demi.store.Backup;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

@Command(
        name = "backup",
        description = "Writes a consistent, checked copy of the database, while Demi may be running.",
        mixinStandardHelpOptions = true)
final class BackupCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "The copy; must not exist yet.")
    private @Nullable Path file;

    @ParentCommand
    private @Nullable Commands top;

    @Override
    public Integer call() throws IOException {
        Settings settings = Objects.requireNonNull(top).conf().settings();
        DataDirectory.holdsUnpacked(settings.dataDir());
        Path target = Objects.requireNonNull(file).toAbsolutePath();
        Backup.to(settings.store().database(), target);
        Objects.requireNonNull(spec).commandLine().getOut().println("Written and checked: " + target);
        return 0;
    }
}
