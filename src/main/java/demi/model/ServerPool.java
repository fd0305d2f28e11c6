package demi.model;

import demi.api.HealthApi;
import demi.api.InferenceApi.State;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Pull;
import demi.model.ollama.OllamaAddress;
import demi.model.ollama.OllamaRefusal;
import demi.model.profile.MemoryEstimate;
import demi.util.BoundedMap;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All servers together: which of them makes a reply, and what that comes to as a whole. */
final class ServerPool {

    private static final int READERS = 1_000;

    private final List<OllamaServer> all;
    private final ModelChoice choice;
    private final ModelSettings settings;
    /** By person, the server that has read their conversation last, and need not read it again; of those who spoke last. */
    private final Map<String, OllamaServer> readers = new BoundedMap<>(READERS);

    ServerPool(List<OllamaServer> all, ModelChoice choice, ModelSettings settings) {
        this.all = List.copyOf(all);
        this.choice = choice;
        this.settings = settings;
    }

    List<OllamaServer> all() {
        return all;
    }

    /** Those that answer. */
    List<OllamaServer> reachable() {
        return all.stream().filter(OllamaServer::isReachable).toList();
    }

    /** Looks at each; never fails. */
    Future<?> probe() {
        return Future.join(all.stream().map(OllamaServer::probe).toList());
    }

    /** Has them think with what is the model to use now; never fails. */
    Future<?> selectModel() {
        return Future.join(reachable().stream().map(OllamaServer::selectModel).toList());
    }

    boolean isAnyUsable() {
        return all.stream().anyMatch(OllamaServer::isUsable);
    }

    boolean isAnyReady() {
        return all.stream().anyMatch(OllamaServer::isReady);
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
        return all.stream().mapToInt(OllamaServer::free).sum();
    }

    /** Who is to make a reply for somebody: the better model first, then the least busy, then whoever knows them. */
    Optional<OllamaServer> pick(GenerationRequest generation) {
        String who = generation.userId();
        Optional<OllamaServer> picked = all.stream()
                .filter(server -> server.free() > 0)
                .filter(server -> !generation.isBackground() || server.takesBackground())
                .min(Comparator.comparing(OllamaServer::isUnconfirmed)
                        .thenComparingLong(OllamaServer::rank)
                        .thenComparingInt(OllamaServer::busy)
                        .thenComparing(server -> !server.isWarm(generation))
                        .thenComparing(server -> readers.get(who) != server));
        picked.ifPresent(server -> readers.put(who, server));
        return picked;
    }

    List<ModelCatalogApi.Host> hosts() {
        return all.stream()
                .map(server -> new ModelCatalogApi.Host(
                        server.address().toString(),
                        server.isReachable(),
                        server.wantsLogin(),
                        server.model().orElse(null)))
                .toList();
    }

    private Optional<OllamaServer> best() {
        return all.stream()
                .filter(OllamaServer::isReachable)
                .filter(server -> server.model().isPresent())
                .min(Comparator.comparing((OllamaServer server) -> !server.isReady())
                        .thenComparingLong(OllamaServer::rank));
    }

    /** Whether servers answer, and none has a model that she may think with. */
    boolean hasNone() {
        return !reachable().isEmpty() && best().isEmpty();
    }

    State state() {
        if (reachable().isEmpty()) {
            // Without its address: strangers may read this.
            String sentence = all.stream().anyMatch(OllamaServer::wantsLogin)
                    ? OllamaRefusal.WANTS_LOGIN + "; see ollama.base_url."
                    : "Ollama does not answer. Is it installed (https://ollama.com) and running?";
            return new State(false, false, null, sentence, settings.rehearsal(), settings.usualWindow());
        }
        if (best().isEmpty()) {
            String sentence = unavailableReason() + "Ollama has none of the models " + String.join(", ", choice.all())
                    + ". Get one with: ollama pull " + choice.wanted();
            return new State(false, true, null, sentence, settings.rehearsal(), settings.usualWindow());
        }
        OllamaServer server = best().get();
        String model = server.model().orElse(choice.wanted());
        String sentence = server.breaker() == CircuitBreakerState.OPEN
                ? "Ollama failed several times in a row and is left alone for a while."
                : server.isReady()
                        ? "Ready with " + model + (isSpared(model) ? ", since memory is short." : ".")
                        : "The last reply from Ollama broke off.";
        return new State(server.isReady(), true, model, sentence, settings.rehearsal(), window(), server.abilities());
    }

    /** Where the model that is wanted is there, and is none to talk with. */
    private String unavailableReason() {
        String wanted = choice.wanted();
        return reachable().stream().anyMatch(server -> server.has(wanted) && !server.mayChat(wanted))
                ? wanted + " cannot talk: it is made for something else, such as embeddings. "
                : "";
    }

    private boolean isSpared(String model) {
        return choice.isSparing() && !ModelCatalogApi.same(model, choice.wanted());
    }

    /** The smallest context window of the servers that could make the next reply. */
    private int window() {
        return all.stream()
                .filter(OllamaServer::isUsable)
                .mapToInt(OllamaServer::window)
                .min()
                .orElse(settings.usualWindow());
    }

    HealthApi.ComponentHealth health(List<Pull> pulls) {
        State now = state();
        long ready = all.stream().filter(OllamaServer::isReady).count();
        boolean wanted = now.model() != null && ModelCatalogApi.same(now.model(), choice.wanted());
        HealthApi.Status status = !now.ready()
                ? HealthApi.Status.DOWN
                : wanted && ready == all.size() ? HealthApi.Status.UP : HealthApi.Status.DEGRADED;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", now.model() == null ? "none" : now.model());
        facts.put("breaker", breaker().name());
        facts.put("rehearsal", String.valueOf(now.rehearsal()));
        if (all.size() > 1) {
            facts.put("servers", ready + " of " + all.size() + " ready");
        }
        pulls.stream()
                .filter(pull -> !pull.succeeded() && !pull.isCancelled())
                .forEach(pull ->
                        facts.put("pull " + pull.model(), pull.failure() == null ? pull.percent() + " %" : "failed"));
        String detail =
                now.rehearsal() ? "Rehearsal: a scripted stand-in answers, no model. " + now.detail() : now.detail();
        return new HealthApi.ComponentHealth("ollama", status, detail, facts);
    }

    /** Of the server that does best. */
    private CircuitBreakerState breaker() {
        return best().orElse(all.get(0)).breaker();
    }

    /** The memory of this machine, if one of them is on it; else nothing is known. */
    MemoryEstimate machine() {
        return all.stream()
                .map(OllamaServer::machine)
                .filter(MemoryEstimate::known)
                .findFirst()
                .orElse(new MemoryEstimate(0));
    }

    /** Where a model is missing, of those that answer; all of them where it is missing nowhere, to bring it up to date. */
    List<OllamaAddress> without(String model) {
        boolean update = reachable().stream().allMatch(server -> server.has(model));
        return reachable().stream()
                .filter(server -> update || !server.has(model))
                .map(OllamaServer::address)
                .toList();
    }
}
