package demi.cli;

import demi.app.Application;
import demi.app.DataDirectoryLock;
import demi.app.ServerProcess;
import demi.model.ModelRoom;
import demi.rehearse.DemoScript;
import demi.rehearse.FakeOllama;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.store.StoreRoom;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "rehearse",
        description = "Starts Demi with a script in the place of Ollama, and a database of its own, to try everything.",
        mixinStandardHelpOptions = true)
final class RehearseCommand extends BaseCommand implements Callable<Integer> {

    private static final long MILLIS_PER_WORD = 60;

    @Override
    public Integer call() throws IOException {
        LoadedSettings loaded = conf().loaded();
        Settings settings = loaded.settings();
        Application house = new Application();
        FakeOllama standIn = Application.await(FakeOllama.start(house.vertx(), 0, new DemoScript(MILLIS_PER_WORD)));
        standIn.strict(false);
        standIn.models().add(new ModelRoom().settings(settings).model());
        Settings rehearsing = settings.rehearsing(URI.create(standIn.baseUrl()));
        try (DataDirectoryLock held = DataDirectoryLock.take(
                rehearsing.dataDir(),
                new StoreRoom().settings(rehearsing).file().orElse(null))) {
            return new ServerProcess(rehearsing, loaded.effective(), held).runUntilStopped(house);
        }
    }
}
