package demi.model;

import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.DeleteModel;
import demi.api.ModelCatalogApi.Inspection;
import demi.api.ModelCatalogApi.Installed;
import demi.api.ModelCatalogApi.ModelList;
import demi.api.ModelCatalogApi.Pull;
import demi.api.ModelCatalogApi.PullModel;
import demi.api.ModelCatalogApi.SelectModel;
import demi.api.ModelCatalogApi.ServerReport;
import demi.api.ModelCatalogApi.TestServer;
import demi.api.store.RuntimeOverrideStore;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.model.config.ServerAddress;
import demi.model.ollama.OllamaAdmin;
import demi.model.openai.OpenAiProbe;
import demi.model.profile.MemoryEstimate;
import demi.model.profile.PresentModel;
import demi.model.server.ModelChoice;
import demi.model.server.ModelServer;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which models there are, and which one the owner wants. */
final class ModelCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalog.class);
    private static final Duration LOOK = Duration.ofSeconds(3);
    private static final String CHOICE = "model";
    /** Between the model that was chosen and the one that the settings named then. */
    private static final String INSTEAD_OF = " instead of ";

    private final Bus bus;
    private final ModelSettings settings;
    private final ModelChoice choice;
    private final ServerPool servers;
    private final ModelDownloads pulls;
    private final OllamaAdmin admin;
    private final Function<ServerAddress, OpenAiProbe> openAi;

    ModelCatalog(
            Bus bus,
            ModelSettings settings,
            ModelChoice choice,
            ServerPool servers,
            ModelDownloads pulls,
            ServerFactory factory) {
        this.bus = bus;
        this.settings = settings;
        this.choice = choice;
        this.servers = servers;
        this.pulls = pulls;
        this.admin = factory.admin();
        this.openAi = factory::openAi;
    }

    /** Goes on with what the owner chose, unless the settings have changed since; never fails. */
    Future<Void> remember() {
        return bus.request(RuntimeOverrideStore.GET, new RuntimeOverrideStore.GetOverride(CHOICE))
                .onSuccess(chosen -> {
                    String value = chosen.value();
                    if (value != null && value.endsWith(INSTEAD_OF + settings.model())) {
                        choice.want(value.substring(0, value.indexOf(INSTEAD_OF)));
                        LOG.info(
                                "Using model {}, selected by the owner, instead of {}",
                                choice.wanted(),
                                settings.model());
                    }
                })
                .onFailure(thrown -> LOG.debug("Could not read the runtime overrides: {}", thrown.getMessage()))
                .<Void>mapEmpty()
                .otherwiseEmpty();
    }

    ModelList list() {
        MemoryEstimate machine = servers.machine();
        Map<String, Installed> models = new TreeMap<>();
        for (ModelServer server : servers.reachable()) {
            for (PresentModel present : server.present()) {
                String name = PresentModel.shown(present.name());
                models.putIfAbsent(
                        name,
                        new Installed(
                                name,
                                present.bytes(),
                                present.parameters(),
                                present.quantization(),
                                (machine.known() && present.bytes() > 0) ? machine.fits(present.bytes()) : null,
                                server.about(present.name())));
            }
        }
        return new ModelList(
                models.values().stream().toList(),
                servers.hosts(),
                choice.wanted(),
                servers.state().model(),
                machine.memory(),
                machine.largest(),
                pulls.all());
    }

    Future<Inspection> inspect(ModelCatalogApi.InspectModel asked) {
        String model = asked.model();
        return holder(model)
                .map(server -> server.inspect(model, asked.loading()).recover(thrown -> {
                    LOG.debug("Could not inspect model {}: {}", model, thrown.getMessage());
                    return Future.failedFuture(new Failure(
                            Failure.Code.UNAVAILABLE, "The model server does not tell what " + model + " is like."));
                }))
                .orElseGet(() -> Future.failedFuture(
                        new Failure(Failure.Code.NOT_FOUND, "No model server has the model " + model + ".")));
    }

    private Optional<ModelServer> holder(String model) {
        return servers.reachable().stream().filter(server -> server.has(model)).findFirst();
    }

    Future<Ack> use(SelectModel use) {
        Optional<ModelServer> there = holder(use.model());
        if (there.isEmpty()) {
            return Future.failedFuture(
                    new Failure(Failure.Code.NOT_FOUND, "No model server has that model; get it first."));
        }
        return there.get()
                .isStreaming(use.model())
                .compose(talks -> talks
                        ? choose(use)
                        : Future.failedFuture(new Failure(
                                Failure.Code.INVALID, use.model() + " cannot talk: it is made for something else.")));
    }

    /** Whoever asks has to look at the servers again. */
    Future<Ack> delete(DeleteModel asked) {
        String model = asked.model();
        List<ModelServer> holders =
                servers.ollamas().stream().filter(server -> server.has(model)).toList();
        if (holders.isEmpty()) {
            return Future.failedFuture(
                    holder(model).isPresent()
                            ? new Failure(
                                    Failure.Code.INVALID,
                                    "The server of " + model + " deletes no models when asked: take it out there.")
                            : new Failure(Failure.Code.NOT_FOUND, "No model server has that model."));
        }
        String used = servers.state().model();
        if (ModelCatalogApi.same(model, choice.wanted()) || (used != null && ModelCatalogApi.same(model, used))) {
            return Future.failedFuture(
                    new Failure(Failure.Code.INVALID, "She thinks with " + model + ". Choose another one first."));
        }
        if (pulls.isRunning(model)) {
            return Future.failedFuture(new Failure(Failure.Code.INVALID, model + " is on its way. Cancel that first."));
        }
        LOG.info("Deleting model {}, as the owner asks", model);
        return Future.join(holders.stream()
                        .map(server -> admin.delete(server.address(), model))
                        .toList())
                .map(Ack.DONE);
    }

    /** What listens at an address, of which nothing is kept. */
    Future<ServerReport> test(TestServer asked) {
        String url = asked.url().value();
        ServerAddress server = OllamaAdmin.address(url.strip().replaceFirst("/v1/*$", ""));
        return admin.test(url)
                .compose(report -> server == null || !report.sentence().equals(OllamaAdmin.NO_OLLAMA)
                        ? Future.succeededFuture(report)
                        : openAi.apply(server)
                                .count(LOOK)
                                .map(ModelCatalog::openAi)
                                .otherwise(report));
    }

    private static ServerReport openAi(int models) {
        return new ServerReport(
                true,
                null,
                List.of(),
                "The OpenAI API answers. Models: " + models + ". It goes into model.servers, with kind: openai.");
    }

    /** Begins to get one. */
    Future<Pull> pull(PullModel asked) {
        return servers.hasOllama()
                ? pulls.get(asked.model(), servers.without(asked.model()))
                : Future.failedFuture(new Failure(
                        Failure.Code.UNAVAILABLE,
                        "These model servers get no models when asked: start them with another."));
    }

    private Future<Ack> choose(SelectModel use) {
        return bus.request(
                        RuntimeOverrideStore.SAVE,
                        new RuntimeOverrideStore.SaveOverride(CHOICE, use.model() + INSTEAD_OF + settings.model()))
                .onSuccess(kept -> {
                    LOG.info("Selected model {}, as the owner asks", use.model());
                    choice.want(use.model());
                    bus.publish(ModelCatalogApi.SELECTED, new ModelCatalogApi.ModelSelected(use.model()));
                });
    }
}
