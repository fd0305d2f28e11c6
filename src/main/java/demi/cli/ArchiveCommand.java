package demi.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import demi.api.AccountsApi;
import demi.api.ListenerApi;
import demi.app.AllSettings;
import demi.app.Application;
import demi.app.DataDirectoryLock;
import demi.app.ServerProcess;
import demi.bus.Failure;
import demi.launch.ClassArchive;
import demi.launch.Relaunch;
import demi.logging.LoggingSetup;
import demi.rehearse.DemoScript;
import demi.rehearse.FakeOllama;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.settings.Sources;
import demi.store.StoreRoom;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

@Command(
        name = Relaunch.ARCHIVE,
        description = "Makes later starts faster: writes the classes, ready to be used, to a file beside the jar.",
        mixinStandardHelpOptions = true)
final class ArchiveCommand extends BaseCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        Path archive = ClassArchive.beingWritten()
                .orElseThrow(
                        () -> new Failure(
                                Failure.Code.UNAVAILABLE,
                                "That cannot be done here: it needs Linux, and java -jar demi.jar archive without options of Java."));
        Path beside = archive.toAbsolutePath().getParent();
        if (beside != null && !Files.isWritable(beside)) {
            throw new Failure(
                    Failure.Code.UNAVAILABLE,
                    "The archive has to be beside the jar, and you may not write to " + beside + ".");
        }
        Path folder = Files.createTempDirectory("demi-archive");
        try {
            rehearse(folder);
            ClassArchive.isComplete();
        } finally {
            delete(folder);
        }
        return 0;
    }

    /** What is done at a start and in a talk: the archive has what was used until the process ends. */
    private static void rehearse(Path folder) throws IOException {
        LoadedSettings loaded = AllSettings.load(new Sources(
                Map.of(
                        "data_dir", folder.toString(),
                        "http.host", "127.0.0.1",
                        "http.port", "0",
                        "management.port", "0"),
                null,
                Map.of(),
                null,
                folder,
                ZoneOffset.UTC));
        PrintStream console = System.out;
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
        try {
            // The first one makes the database; all later ones find it.
            start(loaded, ArchiveCommand::firstTalk);
            start(loaded, house -> {});
        } finally {
            LoggingSetup.stop();
            System.setOut(console);
        }
    }

    private static void start(LoadedSettings loaded, Consumer<Application> then) throws IOException {
        Application house = new Application();
        try {
            FakeOllama standIn = Application.await(FakeOllama.start(house.vertx(), 0, new DemoScript(0)));
            standIn.strict(false);
            Settings settings = loaded.settings().rehearsing(URI.create(standIn.baseUrl()));
            try (DataDirectoryLock held = DataDirectoryLock.take(
                    settings.dataDir(),
                    new StoreRoom().settings(settings).file().orElse(null))) {
                new ServerProcess(settings, loaded.effective(), held).open(house);
                then.accept(house);
            }
        } finally {
            Application.await(house.close());
        }
    }

    private static void firstTalk(Application house) {
        Application.await(house.bus()
                .request(ListenerApi.PORTS, new ListenerApi.WhichPorts())
                .compose(ports -> house.bus()
                        .request(AccountsApi.SETUP_CODE, new AccountsApi.GetSetupCode())
                        .compose(setup -> new FirstTalkClient(house.vertx(), ports.main())
                                .talk(Objects.requireNonNull(setup.code()).value()))));
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (Stream<Path> inside = Files.walk(folder)) {
            all = inside.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path each : all) {
            Files.delete(each);
        }
    }
}
