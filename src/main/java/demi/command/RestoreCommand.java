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
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
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

    @Mixin
    private ConfOption conf = new ConfOption();

    @Override
    public Integer call() throws IOException {
        Settings settings = conf.settings();
        try (DataDirectory directory = DataDirectory.take(settings.dataDir())) {
            Path kept = Restore.of(
                    Objects.requireNonNull(file).toAbsolutePath(),
                    settings.store().database());
            PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
            out.println("Restored from " + file + " into " + directory.path() + ".");
            if (kept != null) {
                out.println("What was there before is kept: " + kept);
            }
            return 0;
        }
    }
}
