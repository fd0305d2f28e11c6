package demi.cli;

import demi.api.HealthApi;
import demi.api.NotificationsApi;
import demi.app.Application;
import demi.bus.Failure;
import demi.conductor.ConductorRoom;
import demi.memory.MemoryRoom;
import demi.model.ModelRoom;
import demi.model.ModelSettings;
import demi.notifications.NotificationsRoom;
import demi.room.Room;
import demi.settings.InvalidSettings;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import demi.util.WallTime;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "check",
        description = "Looks at everything that is configured and says what does not work.",
        mixinStandardHelpOptions = true)
@WallTime("locks as they are shown, names of files")
final class CheckCommand extends BaseCommand implements Callable<Integer> {

    /** On the safe side for every language that small models speak. */
    private static final int CHARACTERS_PER_TOKEN = 3;

    /** Nobody waits longer for a model that is not even asked anything. */
    private static final Duration LOADING = Duration.ofMinutes(1);

    /** A talk that shows most, and does not take an evening. */
    private static final String USUAL_TURNS = "10";

    @Option(
            names = "--talk",
            description =
                    "Also has a talk with the model, apart from all others, and says how fit it is. Takes minutes.")
    private boolean talk;

    @Option(
            names = "--quick",
            description =
                    "Does not have Ollama load the model: its template and speed are told only where it is loaded.")
    private boolean quick;

    @Option(names = "--notify", description = "Also sends a test to the owner's phone (notifications.url).")
    private boolean notifies;

    @Option(
            names = "--turns",
            paramLabel = "N",
            defaultValue = USUAL_TURNS,
            description = "How many messages that talk has (${DEFAULT-VALUE}).")
    private int turns;

    private boolean fine = true;

    @Override
    public Integer call() throws IOException {
        SettingsOptions conf = conf();
        LoadedSettings loaded;
        try {
            loaded = conf.loaded();
        } catch (InvalidSettings invalid) {
            print(false, "settings", invalid.getMessage() == null ? "wrong" : invalid.getMessage());
            return 2;
        }
        print(true, "settings", "all understood");
        Settings settings = loaded.settings();
        String model = null;
        Application house = new Application();
        try {
            places(house, settings, new StorageChecks(loaded, conf.file(), Instant.now()));
            new SystemChecks(settings).all().forEach(this::print);
            unusedServers(settings);
            ModelChecks models = new ModelChecks(
                    house,
                    new ModelRoom().settings(settings),
                    new MemoryRoom().settings(settings).embeddingModel(),
                    quick ? Duration.ZERO : LOADING,
                    this::print);
            prompt(settings, models.run());
            model = models.talksWith();
            networks(house, settings);
            if (notifies) {
                notifyPhone(house, settings);
            }
        } finally {
            Application.await(house.close());
        }
        if (talk) {
            talkWith(settings, model);
        }
        return fine ? 0 : 1;
    }

    private void places(Application house, Settings settings, StorageChecks places) throws IOException {
        CheckResult directory = places.dataDirectory();
        print(directory);
        print(places.disk());
        if (directory.level() == CheckResult.Level.FAIL) {
            // What is in it cannot be told from what is not.
            return;
        }
        print(places.secrets());
        StorageChecks.Database database = places.database();
        print(database.finding());
        print(places.backups());
        print(places.clock());
        if (database.ready()) {
            // The model that the owner has chosen is in it.
            openStore(house, settings);
        }
    }

    private void unusedServers(Settings settings) {
        List<String> hidden = ModelRoom.hidden(settings);
        if (!hidden.isEmpty()) {
            print(CheckResult.warn(
                    "model servers",
                    "model.servers is set and takes the place of " + String.join(" and ", hidden)
                            + ", which is of no use; keep one"));
        }
    }

    private void talkWith(Settings settings, @Nullable String model) throws IOException {
        if (model == null) {
            print(false, "talk", "there is no model to talk with");
            return;
        }
        fine &= new TalkCheck(settings, persona(settings), out()).run(model, turns);
    }

    private static String persona(Settings settings) throws IOException {
        Path file = settings.path(ConductorRoom.PERSONA_FILE);
        return Files.exists(file) ? Files.readString(file, StandardCharsets.UTF_8) : builtInPersona();
    }

    private void openStore(Application house, Settings settings) throws IOException {
        try {
            Application.await(house.openStore(settings));
        } catch (Failure failure) {
            print(false, "database", failure.sentence());
        }
    }

    private void prompt(Settings settings, int window) throws IOException {
        ModelSettings model = new ModelRoom().settings(settings);
        Path persona = settings.path(ConductorRoom.PERSONA_FILE);
        int characters;
        try {
            characters = persona(settings).length();
        } catch (IOException e) {
            print(
                    false,
                    "prompt",
                    persona + " cannot be read; it has to be a text in UTF-8. Until then she is who she is by default");
            return;
        }
        int taken = characters / CHARACTERS_PER_TOKEN + model.numPredict();
        boolean room = taken * 2 <= window;
        print(
                room,
                "prompt",
                "persona and longest reply take about " + taken + " of " + window + " tokens"
                        + (room
                                ? ""
                                : "; shorten the persona or set ollama.num_ctx to " + thousands(taken * 2)
                                        + " or more, so that half is left to talk"));
    }

    /** Rounded up to a multiple of 1,024, as windows are. */
    private static int thousands(int tokens) {
        return (tokens + 1_023) / 1_024 * 1_024;
    }

    private static String builtInPersona() throws IOException {
        try (var stream = CheckCommand.class.getResourceAsStream("/conf/persona.md")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Every room that can be asked whether it works. */
    private void networks(Application house, Settings settings) throws IOException {
        for (Room room : Application.ROOMS) {
            Optional<Room.Probe> probe = room.probe();
            if (probe.isPresent()) {
                probe(house, room, probe.get(), settings);
            }
        }
    }

    private void probe(Application house, Room room, Room.Probe probe, Settings settings) throws IOException {
        try {
            Application.await(house.probe(room, probe, settings))
                    .ifPresentOrElse(
                            part -> print(part.status() == HealthApi.Status.UP, room.name(), part.detail()),
                            () -> print(true, room.name(), "not configured, off"));
        } catch (Failure failure) {
            print(false, room.name(), failure.sentence());
        }
    }

    private void notifyPhone(Application house, Settings settings) throws IOException {
        if (new NotificationsRoom().settings(settings).url() == null) {
            print(false, "notification", "there is nobody to notify; set notifications.url");
            return;
        }
        Application.await(house.openNotificationsTest(settings));
        NotificationsApi.TestResult tested =
                Application.await(house.bus().request(NotificationsApi.TEST, new NotificationsApi.SendTest(null)));
        print(tested.sent(), "notification", tested.detail());
    }

    private void print(boolean ok, String what, String sentence) {
        print(ok ? CheckResult.ok(what, sentence) : CheckResult.fail(what, sentence));
    }

    private void print(CheckResult finding) {
        fine &= finding.level() != CheckResult.Level.FAIL;
        out().println(finding);
        out().flush();
    }
}
