package demi.cli;

import demi.app.DataDirectoryLock;
import demi.settings.Settings;
import demi.store.Database;
import demi.store.StoreRoom;
import demi.store.copy.CopyPlace;
import demi.store.copy.DatabaseCopy;
import demi.util.WallTime;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

@Command(
        name = "copy",
        description =
                "Copies everything into another, empty database, and compares the two. Goes on where it was cut off.",
        mixinStandardHelpOptions = true)
@WallTime("names of copies")
final class CopyCommand extends BaseCommand implements Callable<Integer> {

    @Option(
            names = "--from",
            paramLabel = "URL",
            required = true,
            description = "As DATABASE_URL is written. Of one that no Demi uses meanwhile.")
    private String from = "";

    @Option(names = "--to", paramLabel = "URL", required = true, description = "The same; made where it is a file.")
    private String to = "";

    @Override
    public Integer call() throws IOException {
        Settings settings = settings();
        Database source = database(settings, "--from", from);
        Database target = database(settings, "--to", to);
        Path file = Stream.of(source, target)
                .flatMap(each -> each instanceof Database.File one ? Stream.of(one.path()) : Stream.empty())
                .findFirst()
                .orElse(null);
        try (DataDirectoryLock held = DataDirectoryLock.take(settings.dataDir(), file)) {
            DataDirectoryLock.extractNativeLibrariesHere(held.path());
            long rows = new DatabaseCopy(place(source), place(target), this::told).run(Instant.now());
            out().println("Copied and compared: " + rows + " rows. Set DATABASE_URL to the new one.");
            return 0;
        }
    }

    private void told(String line) {
        out().println("  " + line);
        out().flush();
    }

    private static CopyPlace place(Database database) {
        return database instanceof Database.Server server
                ? new CopyPlace.Server(server.server())
                : new CopyPlace.File(((Database.File) database).path());
    }

    private Database database(Settings settings, String option, String url) {
        try {
            Database named = StoreRoom.DATABASE_URL.kind().parse().apply(url);
            return new StoreRoom()
                    .settings(settings.with(StoreRoom.DATABASE_URL, named))
                    .database();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(
                    spec().commandLine(),
                    option + " must be " + StoreRoom.DATABASE_URL.kind().rule());
        }
    }
}
