package demi.cli;

import demi.app.Application;
import demi.app.DataDirectoryLock;
import demi.app.ServerProcess;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.store.StoreRoom;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "run",
        description = "Starts Demi. This is also what happens without a command.",
        mixinStandardHelpOptions = true)
final class RunCommand extends BaseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        return run(conf().loaded());
    }

    static int run(LoadedSettings loaded) throws IOException {
        Settings settings = loaded.settings();
        try (DataDirectoryLock held = DataDirectoryLock.take(
                settings.dataDir(), new StoreRoom().settings(settings).file().orElse(null))) {
            return new ServerProcess(settings, loaded.effective(), held).runUntilStopped(Application.server(settings));
        }
    }
}
