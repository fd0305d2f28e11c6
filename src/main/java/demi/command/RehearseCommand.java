package demi.command;

import demi.rehearse.Rehearsal;
import demi.rehearse.StandIn;
import demi.settings.Settings;
import java.io.IOException;
import java.net.URI;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(
        name = "rehearse",
        description = "Starts Demi with a script in the place of Ollama, and a database of its own, to try everything.",
        mixinStandardHelpOptions = true)
final class RehearseCommand extends Subcommand implements Callable<Integer> {

    private static final long MILLIS_PER_WORD = 60;

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        House house = new House();
        StandIn standIn = House.await(StandIn.start(house.vertx(), 0, new Rehearsal(MILLIS_PER_WORD)));
        standIn.strict(false);
        standIn.models().add(settings.model().model());
        Settings rehearsing = settings.rehearsing(URI.create(standIn.baseUrl()));
        try (DataDirectory held =
                DataDirectory.take(rehearsing.dataDir(), rehearsing.store().database())) {
            return new Running(rehearsing, held).untilStopped(house);
        }
    }
}
