package demi.command;

import demi.settings.Settings;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "run",
        description = "Starts Demi. This is also what happens without a command.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin
    private ConfOption conf;

    RunCommand() {
        this(new ConfOption());
    }

    RunCommand(ConfOption conf) {
        this.conf = conf;
    }

    @Override
    public Integer call() throws IOException {
        Settings settings = conf.settings();
        try (DataDirectory held = DataDirectory.take(settings.dataDir())) {
            return new Running(settings, held).untilStopped(new House());
        }
    }
}
