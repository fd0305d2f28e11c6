package demi.model;

import demi.api.HealthApi;
import demi.api.InferenceApi.State;
import demi.api.ModelCatalogApi;
import demi.api.ModelCatalogApi.Pull;
import demi.model.config.ServerKind;
import demi.model.ollama.OllamaRefusal;
import demi.model.profile.PresentModel;
import demi.model.server.ModelChoice;
import demi.model.server.ModelServer;
import io.vertx.circuitbreaker.CircuitBreakerState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is told of all servers together; without addresses, since strangers may read it. */
final class PoolReport {

    private final ServerPool servers;
    private final ModelChoice choice;
    private final ModelSettings settings;

    PoolReport(ServerPool servers, ModelChoice choice, ModelSettings settings) {
        this.servers = servers;
        this.choice = choice;
        this.settings = settings;
    }

    State state() {
        if (servers.reachable().isEmpty()) {
            return none(false, unreachable());
        }
        Optional<ModelServer> best = servers.best();
        if (best.isEmpty()) {
            return none(true, unavailableReason() + withoutModels());
        }
        ModelServer server = best.get();
        String model = server.model().map(PresentModel::shown).orElse(choice.wanted());
        String sentence = server.breaker() == CircuitBreakerState.OPEN
                ? resting(server)
                : server.isReady()
                        ? "Ready with " + model + (isSpared(server, model) ? ", since memory is short." : ".")
                        : brokenOff(server);
        return new State(
                server.isReady(), true, model, sentence, settings.rehearsal(), servers.window(), server.abilities());
    }

    private State none(boolean reachable, String sentence) {
        return new State(false, reachable, null, sentence, settings.rehearsal(), settings.usualWindow());
    }

    private boolean isOnlyOllama() {
        return servers.all().stream().allMatch(server -> server.kind() == ServerKind.OLLAMA);
    }

    private String unreachable() {
        Optional<ModelServer> locked =
                servers.all().stream().filter(ModelServer::wantsLogin).findFirst();
        if (locked.isPresent()) {
            return locked.get().kind() == ServerKind.OLLAMA
                    ? OllamaRefusal.WANTS_LOGIN + "; see ollama.base_url."
                    : "The model server wants a token, or another; see model.servers.";
        }
        return isOnlyOllama()
                ? "Ollama does not answer. Is it installed (https://ollama.com) and running?"
                : "No model server answers. Are they running, and are their addresses right (model.servers)?";
    }

    private String withoutModels() {
        String names = String.join(", ", choice.all());
        return isOnlyOllama()
                ? "Ollama has none of the models " + names + ". Get one with: ollama pull " + choice.wanted()
                : "No model server has any of the models " + names
                        + ". Name the one to use as model of a server in model.servers.";
    }

    private static String resting(ModelServer server) {
        return server.kind() == ServerKind.OLLAMA
                ? "Ollama failed several times in a row and is left alone for a while."
                : "The model server failed several times in a row and is left alone for a while.";
    }

    private static String brokenOff(ModelServer server) {
        return server.kind() == ServerKind.OLLAMA
                ? "The last reply from Ollama broke off."
                : "The last reply from the model server broke off.";
    }

    /** Where the model that is wanted is there, and is none to talk with. */
    private String unavailableReason() {
        String wanted = choice.wanted();
        return servers.reachable().stream().anyMatch(server -> server.has(wanted) && !server.mayChat(wanted))
                ? wanted + " cannot talk: it is made for something else, such as embeddings. "
                : "";
    }

    private boolean isSpared(ModelServer server, String model) {
        return choice.isSparing() && !server.hasWanted() && !ModelCatalogApi.same(model, choice.wanted());
    }

    HealthApi.ComponentHealth health(List<Pull> pulls) {
        State now = state();
        long ready = servers.all().stream().filter(ModelServer::isReady).count();
        int all = servers.all().size();
        boolean wanted = servers.best().filter(ModelServer::hasWanted).isPresent();
        HealthApi.Status status = !now.ready()
                ? HealthApi.Status.DOWN
                : wanted && ready == all ? HealthApi.Status.UP : HealthApi.Status.DEGRADED;
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("model", now.model() == null ? "none" : now.model());
        facts.put("breaker", breaker().name());
        facts.put("rehearsal", String.valueOf(now.rehearsal()));
        if (!isOnlyOllama()) {
            facts.put("kinds", kinds());
        }
        if (all > 1) {
            facts.put("servers", ready + " of " + all + " ready");
        }
        pulls.stream()
                .filter(pull -> !pull.succeeded() && !pull.isCancelled())
                .forEach(pull ->
                        facts.put("pull " + pull.model(), pull.failure() == null ? pull.percent() + " %" : "failed"));
        String detail =
                now.rehearsal() ? "Rehearsal: a scripted stand-in answers, no model. " + now.detail() : now.detail();
        return new HealthApi.ComponentHealth("ollama", status, detail, facts);
    }

    private String kinds() {
        return String.join(
                ", ",
                servers.all().stream()
                        .map(server -> server.kind().label())
                        .distinct()
                        .toList());
    }

    /** Of the server that does best. */
    private CircuitBreakerState breaker() {
        return servers.best().orElse(servers.all().get(0)).breaker();
    }
}
