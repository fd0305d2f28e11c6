package demi.command;

import demi.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = "Starts Demi. This is also what happens without a command.",
        mixinStandardHelpOptions = true)
final class RunCommand extends Subcommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        return run(settings());
    }

    static int run(Settings settings) throws IOException {
        try (DataDirectory held =
                DataDirectory.take(settings.dataDir(), settings.store().database())) {
            return new Running(settings, held).untilStopped(new House());
        }
    }
}
