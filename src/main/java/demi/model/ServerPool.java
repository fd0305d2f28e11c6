package demi.model;

import demi.api.HealthApi;
import demi.api.InferenceApi.State;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Pull;
import demi.model.config.ServerAddress;
import demi.model.config.ServerKind;
import demi.model.profile.MemoryEstimate;
import demi.model.profile.PresentModel;
import demi.model.server.GenerationRequest;
import demi.model.server.ModelChoice;
import demi.model.server.ModelServer;
import demi.util.BoundedMap;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All servers together: which of them makes a reply, and what that comes to as a whole. */
final class ServerPool {

    private static final int READERS = 1_000;

    private final List<ModelServer> all;
    private final PoolReport report;
    private final ModelSettings settings;
    /** By person, the server that has read their conversation last, and need not read it again; of those who spoke last. */
    private final Map<String, ModelServer> readers = new BoundedMap<>(READERS);

    ServerPool(List<ModelServer> all, ModelChoice choice, ModelSettings settings) {
        this.all = List.copyOf(all);
        this.report = new PoolReport(this, choice, settings);
        this.settings = settings;
    }

    List<ModelServer> all() {
        return all;
    }

    /** Those that answer. */
    List<ModelServer> reachable() {
        return all.stream().filter(ModelServer::isReachable).toList();
    }

    /** Looks at each; never fails. */
    Future<?> probe() {
        return Future.join(all.stream().map(ModelServer::probe).toList());
    }

    /** Has them think with what is the model to use now; never fails. */
    Future<?> selectModel() {
        return Future.join(reachable().stream().map(ModelServer::selectModel).toList());
    }

    boolean isAnyUsable() {
        return all.stream().anyMatch(ModelServer::isUsable);
    }

    boolean isAnyReady() {
        return all.stream().anyMatch(ModelServer::isReady);
    }

    boolean isAnyReadyAndFree() {
        return all.stream().anyMatch(server -> server.isReady() && server.free() > 0);
    }

    /** Whether somebody's conversation is still in the memory of one that has a place for them. */
    boolean isWarm(GenerationRequest generation) {
        return all.stream().anyMatch(server -> server.free() > 0 && server.isWarm(generation));
    }

    /** How many more replies they may make. */
    int free() {
        return all.stream().mapToInt(ModelServer::free).sum();
    }

    /**
     * Who is to make a reply for somebody, of those with a free place: the better model first; then whoever need not read
     * their conversation again, then the least busy for its weight, then whoever made their last reply.
     */
    Optional<ModelServer> pick(GenerationRequest generation) {
        String who = generation.userId();
        return all.stream()
                .filter(server -> server.free() > 0)
                .filter(server -> !generation.isBackground() || server.takesBackground())
                .min(Comparator.comparing(ModelServer::isUnconfirmed)
                        .thenComparingLong(ModelServer::rank)
                        .thenComparing(server -> !server.isWarm(generation))
                        .thenComparingDouble(ModelServer::load)
                        .thenComparing(server -> readers.get(who) != server));
    }

    /** That one makes the reply. */
    void picked(GenerationRequest generation, ModelServer server) {
        readers.put(generation.userId(), server);
    }

    /** The number of the one that made somebody's last reply, of all; -1 where none did. */
    int last(GenerationRequest generation) {
        ModelServer last = readers.get(generation.userId());
        return last == null ? -1 : all.indexOf(last);
    }

    List<ModelCatalogApi.Host> hosts() {
        return all.stream()
                .map(server -> new ModelCatalogApi.Host(
                        server.kind().label(),
                        server.address().toString(),
                        server.isReachable(),
                        server.wantsLogin(),
                        server.model().map(PresentModel::shown).orElse(null)))
                .toList();
    }

    /** The one that makes the best reply now, of those that have a model. */
    Optional<ModelServer> best() {
        return all.stream()
                .filter(ModelServer::isReachable)
                .filter(server -> server.model().isPresent())
                .min(Comparator.comparing((ModelServer server) -> !server.isReady())
                        .thenComparingLong(ModelServer::rank));
    }

    /** Whether servers answer, and none has a model that she may think with. */
    boolean hasNone() {
        return !reachable().isEmpty() && best().isEmpty();
    }

    State state() {
        return report.state();
    }

    HealthApi.ComponentHealth health(List<Pull> pulls) {
        return report.health(pulls);
    }

    /** The smallest context window of the servers that could make the next reply. */
    int window() {
        return all.stream()
                .filter(ModelServer::isUsable)
                .mapToInt(ModelServer::window)
                .min()
                .orElse(settings.usualWindow());
    }

    /** The memory of this machine, if one of them is on it; else nothing is known. */
    MemoryEstimate machine() {
        return all.stream()
                .map(ModelServer::machine)
                .filter(MemoryEstimate::known)
                .findFirst()
                .orElse(new MemoryEstimate(0));
    }

    /** Whether there is one that gets and deletes models, whether it answers or not. */
    boolean hasOllama() {
        return all.stream().anyMatch(server -> server.kind() == ServerKind.OLLAMA);
    }

    /** Those that get and delete models, of those that answer. */
    List<ModelServer> ollamas() {
        return reachable().stream()
                .filter(server -> server.kind() == ServerKind.OLLAMA)
                .toList();
    }

    /** Where a model is missing, of those that get models; all of them where it is missing nowhere, to bring it up to date. */
    List<ServerAddress> without(String model) {
        boolean update = ollamas().stream().allMatch(server -> server.has(model));
        return ollamas().stream()
                .filter(server -> update || !server.has(model))
                .map(ModelServer::address)
                .toList();
    }
}
