package demi.command;

import demi.contract.Discord;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Model;
import demi.contract.Models;
import demi.model.ModelSettings;
import demi.settings.InvalidSettings;
import demi.settings.LoadedSettings;
import demi.settings.Settings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;

@Command(
        name = "check",
        description = "Looks at everything that is configured and says what does not work.",
        mixinStandardHelpOptions = true)
final class CheckCommand extends Subcommand implements Callable<Integer> {

    /** On the safe side for every language that small models speak. */
    private static final int CHARACTERS_PER_TOKEN = 3;

    private boolean fine = true;

    @Override
    public Integer call() throws IOException {
        ConfOption conf = conf();
        LoadedSettings loaded;
        try {
            loaded = conf.loaded();
        } catch (InvalidSettings invalid) {
            tell(false, "settings", invalid.getMessage() == null ? "wrong" : invalid.getMessage());
            return 2;
        }
        tell(true, "settings", "all understood");
        Settings settings = loaded.settings();
        House house = new House();
        try {
            places(house, settings, new PlaceChecks(loaded, conf.file(), Instant.now()));
            new MachineChecks(settings).all().forEach(this::tell);
            prompt(settings, model(house, settings));
            discord(house, settings);
        } finally {
            House.await(house.close());
        }
        return fine ? 0 : 1;
    }

    private void places(House house, Settings settings, PlaceChecks places) {
        Finding directory = places.dataDirectory();
        tell(directory);
        tell(places.disk());
        if (directory.level() == Finding.Level.FAIL) {
            // What is in it cannot be told from what is not.
            return;
        }
        tell(places.secrets());
        PlaceChecks.Database database = places.database();
        tell(database.finding());
        tell(places.backups());
        tell(places.clock());
        if (database.ready()) {
            // The model that the owner has chosen is in it.
            openStore(house, settings);
        }
    }

    private void openStore(House house, Settings settings) {
        try {
            House.await(house.openStore(settings));
        } catch (Failure failure) {
            tell(false, "database", failure.sentence());
        }
    }

    /** The context window that prompts will have. */
    private int model(House house, Settings settings) {
        House.await(house.openModel(settings.model().looking()));
        Model.State state = House.await(house.bus().ask(Model.NOW, new Model.HowIsIt()));
        Models.Listing listing = House.await(house.bus().ask(Models.LIST, new Models.ListAll()));
        listing.hosts().forEach(host -> host(host, listing.hosts().size() > 1));
        if (!state.reachable()) {
            return state.contextWindow();
        }
        machine(listing);
        embedding(listing, settings.memory().embeddingModel());
        String model = listing.wanted();
        boolean wanted = model.equals(state.model());
        String advice = ". Get it with: ollama pull " + model;
        tell(
                wanted,
                "model",
                wanted
                        ? state.model() + " is there"
                        : state.model() == null
                                ? state.detail()
                                : model + " is missing, " + state.model() + " takes its place" + advice);
        return state.contextWindow();
    }

    private void host(Models.Host host, boolean several) {
        tell(
                host.reachable(),
                "ollama",
                host.address()
                        + (host.reachable()
                                ? " answers" + (several ? with(host.model()) : "")
                                : " does not answer as Ollama does. Is it installed (https://ollama.com) and running, and is"
                                        + " that its address?"
                                        + (several ? " If it is gone for good, take it out of ollama.base_urls" : "")));
    }

    private static String with(@Nullable String model) {
        return model == null ? ", without a model that would do" : ", with " + model;
    }

    private void embedding(Models.Listing listing, String wanted) {
        if (!wanted.isEmpty()) {
            boolean there = listing.models().stream().anyMatch(model -> Models.same(model.name(), wanted));
            tell(
                    there,
                    "embedding model",
                    wanted + (there ? " is there" : " is missing. Get it with: ollama pull " + wanted));
        }
    }

    /** Where a server is on this machine: what its memory is enough for. */
    private void machine(Models.Listing listing) {
        if (listing.memory() == 0) {
            return;
        }
        String used = listing.used();
        String fitting = listing.models().stream()
                .filter(model -> Boolean.TRUE.equals(model.fits()))
                .map(model -> model.name() + " (" + gigabytes(model.bytes()) + ")")
                .collect(Collectors.joining(", "));
        boolean usedFits = used == null
                || listing.models().stream()
                        .filter(model -> Models.same(model.name(), used))
                        .allMatch(model -> Boolean.TRUE.equals(model.fits()));
        tell(
                usedFits,
                "machine",
                gigabytes(listing.memory()) + " of memory: models of up to "
                        + gigabytes(listing.largest()) + " fit; of those that are there: "
                        + (fitting.isEmpty() ? "none" : fitting)
                        + (usedFits
                                ? ""
                                : ", and not " + used
                                        + "; choose a smaller one (OLLAMA_MODEL), or give it more memory"));
    }

    private static String gigabytes(long bytes) {
        return String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }

    private void prompt(Settings settings, int window) throws IOException {
        ModelSettings model = settings.model();
        Path persona = settings.conductor().personaFile();
        int characters;
        try {
            characters = Files.exists(persona)
                    ? Files.readString(persona, StandardCharsets.UTF_8).length()
                    : builtInPersona().length();
        } catch (IOException e) {
            tell(
                    false,
                    "prompt",
                    persona + " cannot be read; it has to be a text in UTF-8. Until then she is who she is by default");
            return;
        }
        int taken = characters / CHARACTERS_PER_TOKEN + model.numPredict();
        boolean room = taken * 2 <= window;
        tell(
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

    private void discord(House house, Settings settings) {
        if (settings.discord().botToken() == null) {
            tell(true, "discord", "not configured, off");
        } else {
            House.await(house.openDiscord(settings, true));
            Health.Part part = House.await(house.bus().ask(Discord.NOW, new Discord.HowIsIt()));
            tell(part.status() == Health.Status.UP, "discord", part.detail());
        }
    }

    private void tell(boolean ok, String what, String sentence) {
        tell(ok ? Finding.ok(what, sentence) : Finding.fail(what, sentence));
    }

    private void tell(Finding finding) {
        fine &= finding.level() != Finding.Level.FAIL;
        out().println(finding);
    }
}
