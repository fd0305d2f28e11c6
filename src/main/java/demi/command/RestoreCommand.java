package demi.command;

import demi.settings.Settings;
import demi.store.Restore;
import java.io.IOException;
import java.io.PrintWriter;
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
        name = "restore",
        description = "Puts a backup in the place of the database of a Demi that is not running.",
        mixinStandardHelpOptions = true)
final class RestoreCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(paramLabel = "FILE", description = "What backup wrote.")
    private @Nullable Path file;

    @ParentCommand
    private @Nullable Commands top;

    @Override
    public Integer call() throws IOException {
        Settings settings = Objects.requireNonNull(top).conf().settings();
        Path database = settings.store().database();
        try (DataDirectory held = DataDirectory.take(settings.dataDir(), database)) {
            DataDirectory.holdsUnpacked(held.path());
            Path kept = Restore.of(Objects.requireNonNull(file).toAbsolutePath(), database);
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println("Restored from " + file + " into " + database + ".");
            if (kept != null) {
                out.println("What was there before is kept: " + kept);
            }
            return 0;
        }
    }
}
