package demi.command;

import demi.settings.Settings;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

@Command(
        name = "run",
        description = "Starts Demi. This is also what happens without a command.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @ParentCommand
    private @Nullable Commands top;

    @Override
    public Integer call() throws IOException {
        return run(Objects.requireNonNull(top).conf().settings());
    }

    static int run(Settings settings) throws IOException {
        try (DataDirectory held =
                DataDirectory.take(settings.dataDir(), settings.store().database())) {
            return new Running(settings, held).untilStopped(new House());
        }
    }
}
