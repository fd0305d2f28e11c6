package demi.cli;

import demi.api.InferenceApi;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Inspection;
import demi.api.ModelCatalogApi.ModelList;
import demi.app.Application;
import demi.bus.Failure;
import demi.model.ModelSettings;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The lines of {@code check} about Ollama and its models. The model to talk with is measured, and loaded for that where it
 * may be.
 */
final class ModelChecks {

    private final Application house;
    private final ModelSettings settings;
    private final String embeddingModel;
    private final Duration loading;
    private final Consumer<CheckResult> print;
    private @Nullable String talksWith;

    /**
     * @param embeddingModel empty where there is to be none
     * @param loading how long the model may take to be loaded; zero where it is not to be
     */
    ModelChecks(
            Application house,
            ModelSettings settings,
            String embeddingModel,
            Duration loading,
            Consumer<CheckResult> tell) {
        this.house = house;
        this.settings = settings;
        this.embeddingModel = embeddingModel;
        this.loading = loading;
        this.print = tell;
    }

    /** The model to talk with; null where there is none. */
    @Nullable
    String talksWith() {
        return talksWith;
    }

    /** Returns the context window that prompts will have. */
    int run() {
        Application.await(house.openModel(settings.looking()));
        InferenceApi.State state =
                Application.await(house.bus().request(InferenceApi.STATUS, new InferenceApi.GetState()));
        ModelList listing =
                Application.await(house.bus().request(ModelCatalogApi.LIST, new ModelCatalogApi.ListModels()));
        listing.hosts().forEach(host -> host(host, listing.hosts().size() > 1));
        if (state.reachable()) {
            machine(listing);
            embedding(listing);
            model(listing, state);
            places(listing);
        }
        return state.contextWindow();
    }

    private void host(ModelCatalogApi.Host host, boolean several) {
        boolean isOllama = host.kind().equals(ModelCatalogApi.OLLAMA);
        if (host.reachable()) {
            String kind = isOllama ? "" : " as the " + host.kind();
            print(true, part(host), host.address() + " answers" + kind + (several ? with(host.model()) : ""));
            return;
        }
        if (!isOllama) {
            print(
                    false,
                    part(host),
                    host.wantsLogin()
                            ? host.address() + " wants a token, or another than it was told: see model.servers"
                            : host.address() + " does not answer GET /v1/models as the OpenAI API does. Is the server"
                                    + " running, has it loaded its model, and is that its address?");
            return;
        }
        if (host.wantsLogin()) {
            print(
                    false,
                    "ollama",
                    host.address() + " wants a user and a password, or others than it was told: "
                            + "OLLAMA_BASE_URL=http://user:password@host:port");
            return;
        }
        Optional<String> right = ModelSettings.withoutWrongPath(host.address());
        String advice = right.isPresent()
                ? " Its path is wrong: the address is " + right.get()
                : " Is it installed (https://ollama.com) and running, and is that its address?"
                        + (several ? " If it is gone for good, take it out of ollama.base_urls" : "");
        print(false, "ollama", host.address() + " does not answer as Ollama does." + advice);
    }

    private static String part(ModelCatalogApi.Host host) {
        return host.kind().equals(ModelCatalogApi.OLLAMA) ? "ollama" : "model server";
    }

    private static String with(@Nullable String model) {
        return model == null ? ", without a model that would do" : ", with " + model;
    }

    private void embedding(ModelList listing) {
        if (!embeddingModel.isEmpty()) {
            boolean there = isThere(listing, embeddingModel);
            print(
                    there,
                    "embedding model",
                    embeddingModel + (there ? " is there" : " is missing. Get it with: ollama pull " + embeddingModel));
        }
    }

    private static boolean isThere(ModelList listing, String name) {
        return listing.models().stream().anyMatch(model -> ModelCatalogApi.same(model.name(), name));
    }

    /** A server of another kind than Ollama may call the model that is wanted as it likes. */
    private static boolean isOwnName(ModelList listing, String used) {
        return !isThere(listing, listing.wanted())
                && listing.hosts().stream()
                        .anyMatch(host ->
                                used.equals(host.model()) && !host.kind().equals(ModelCatalogApi.OLLAMA));
    }

    private void model(ModelList listing, InferenceApi.State state) {
        String used = state.model();
        String wanted = (used != null && isOwnName(listing, used)) ? used : listing.wanted();
        if (!isThere(listing, wanted)) {
            print(
                    false,
                    "model",
                    used == null
                            ? state.detail()
                            : wanted + " is missing, " + used + " takes its place. Get it with: ollama pull " + wanted);
            return;
        }
        Inspection inspection;
        try {
            inspection = Application.await(
                    house.bus().request(ModelCatalogApi.INSPECT, new ModelCatalogApi.InspectModel(wanted)));
        } catch (Failure failure) {
            print(true, "model", wanted + " is there. " + failure.sentence());
            return;
        }
        if (!inspection.talks()) {
            print(
                    false,
                    "model",
                    wanted + " cannot talk: it is made for something else, such as embeddings. Set ollama.model"
                            + " (OLLAMA_MODEL) to one for chat");
            return;
        }
        print(
                true,
                "model",
                wanted + " is there; it " + (inspection.sees() ? "sees pictures" : "does not see pictures") + " and "
                        + (inspection.thinks() ? "can think before it speaks" : "does not think before it speaks"));
        talksWith = wanted;
        measured(loaded(inspection, wanted), wanted, state.contextWindow());
    }

    /** The same of the model in memory, as far as it can be had there. */
    private Inspection loaded(Inspection inspection, String model) {
        if (inspection.loaded() || loading.isZero()) {
            return inspection;
        }
        print(true, "loading", model + " is not in Ollama's memory; loading it, up to " + loading.toSeconds() + " s");
        try {
            return Application.await(
                    house.bus().request(ModelCatalogApi.INSPECT, new ModelCatalogApi.InspectModel(model, loading)));
        } catch (Failure failure) {
            return inspection;
        }
    }

    private void measured(Inspection inspection, String model, int window) {
        if (!inspection.loaded()) {
            print(
                    loading.isZero()
                            ? CheckResult.ok(
                                    "template",
                                    "told, as its speed is, while " + model
                                            + " is in Ollama's memory, where it is not now; check without --quick loads it")
                            : CheckResult.warn(
                                    "template",
                                    model + " was not in Ollama's memory after " + loading.toSeconds()
                                            + " s, so neither its template nor its speed is known. Does it fit? Ollama's"
                                            + " own log says; a slow disk only takes longer, the second time less"));
            return;
        }
        String template = inspection.template();
        print(true, "template", template == null ? "Ollama did not tell how it reads a talk" : template);
        double reads = inspection.readsPerSecond();
        if (reads <= 0) {
            print(CheckResult.warn("speed", model + " did not read a hundred words in a minute"));
            return;
        }
        long seconds = Math.round(window / reads);
        String speed = String.format(
                Locale.ROOT,
                "reads %.0f tokens a second and writes %.1f; a full window of %d takes %d s to read",
                reads,
                inspection.writesPerSecond(),
                window,
                seconds);
        boolean inTime = seconds <= settings.firstTokenTimeout().toSeconds();
        print(
                inTime
                        ? CheckResult.ok("speed", speed)
                        : CheckResult.warn(
                                "speed",
                                speed + ", longer than ollama.first_token_timeout ("
                                        + settings.firstTokenTimeout().toSeconds()
                                        + " s): after a restart a long talk needs several tries. Lower ollama.num_ctx,"
                                        + " choose a smaller model, or raise it"));
    }

    /** What it costs that several talk with one model. */
    private void places(ModelList listing) {
        if (listing.hosts().stream().noneMatch(host -> host.kind().equals(ModelCatalogApi.OLLAMA))) {
            print(
                    true,
                    "places",
                    settings.places() + " replies at a time on all servers; as many as their slots (parallel in"
                            + " model.servers, --parallel of llama.cpp's server) keeps conversations from pushing one"
                            + " another out");
            return;
        }
        print(
                true,
                "places",
                settings.parallel() == 1
                        ? "one reply at a time: two people in turn push one another's conversation out of the model's"
                                + " memory, and each reply reads its own again. With OLLAMA_NUM_PARALLEL=2 and"
                                + " ollama.parallel=2 each has a place of its own, from the first time on that both are"
                                + " answered at the same moment, for the memory of one more window"
                        : settings.parallel() + " replies at a time; OLLAMA_NUM_PARALLEL of Ollama has to be the same");
    }

    /** Where a server is on this machine: what its memory is enough for. */
    private void machine(ModelList listing) {
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
                        .filter(model -> ModelCatalogApi.same(model.name(), used))
                        .allMatch(model -> Boolean.TRUE.equals(model.fits()));
        print(
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

    private void print(boolean ok, String what, String sentence) {
        print(ok ? CheckResult.ok(what, sentence) : CheckResult.fail(what, sentence));
    }

    private void print(CheckResult finding) {
        print.accept(finding);
    }
}
