package demi.model;

import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.DeleteModel;
import demi.api.ModelCatalogApi.Inspection;
import demi.api.ModelCatalogApi.Installed;
import demi.api.ModelCatalogApi.ModelList;
import demi.api.ModelCatalogApi.SelectModel;
import demi.api.store.RuntimeOverrideStore;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.model.OllamaProbe.Present;
import demi.model.ollama.OllamaAdmin;
import demi.model.profile.MemoryEstimate;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which models there are, and which one the owner wants. */
final class ModelCatalog {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCatalog.class);
    private static final String CHOICE = "model";
    /** Between the model that was chosen and the one that the settings named then. */
    private static final String INSTEAD_OF = " instead of ";

    private final Bus bus;
    private final ModelSettings settings;
    private final ModelChoice choice;
    private final ServerPool servers;
    private final ModelDownloads pulls;
    private final OllamaAdmin admin;

    ModelCatalog(
            Bus bus,
            ModelSettings settings,
            ModelChoice choice,
            ServerPool servers,
            ModelDownloads pulls,
            OllamaAdmin admin) {
        this.bus = bus;
        this.settings = settings;
        this.choice = choice;
        this.servers = servers;
        this.pulls = pulls;
        this.admin = admin;
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
        for (OllamaServer server : servers.reachable()) {
            for (Present present : server.present()) {
                models.putIfAbsent(
                        present.name(),
                        new Installed(
                                present.name(),
                                present.bytes(),
                                present.parameters(),
                                present.quantization(),
                                machine.known() ? machine.fits(present.bytes()) : null,
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
                    return Future.failedFuture(
                            new Failure(Failure.Code.UNAVAILABLE, "Ollama does not tell what " + model + " is like."));
                }))
                .orElseGet(() ->
                        Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "Ollama has no model " + model + ".")));
    }

    private Optional<OllamaServer> holder(String model) {
        return servers.reachable().stream().filter(server -> server.has(model)).findFirst();
    }

    Future<Ack> use(SelectModel use) {
        Optional<OllamaServer> there = holder(use.model());
        if (there.isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "Ollama has no such model; get it first."));
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
        List<OllamaServer> holders =
                servers.reachable().stream().filter(server -> server.has(model)).toList();
        if (holders.isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.NOT_FOUND, "Ollama has no such model."));
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

    private Future<Ack> choose(SelectModel use) {
        return bus.request(
                        RuntimeOverrideStore.SAVE,
                        new RuntimeOverrideStore.SaveOverride(CHOICE, use.model() + INSTEAD_OF + settings.model()))
                .onSuccess(kept -> {
                    LOG.info("Selected model {}, as the owner asks", use.model());
                    choice.want(use.model());
                });
    }
}
