package demi.model;

import demi.model.config.ServerAddress;
import demi.model.config.ServerSettings;
import demi.model.config.ServingSettings;
import demi.model.ollama.OllamaAdmin;
import demi.model.ollama.OllamaProtocol;
import demi.model.openai.OpenAiProbe;
import demi.model.openai.OpenAiProtocol;
import demi.model.server.ModelChoice;
import demi.model.server.ModelServer;
import demi.model.server.ServerProtocol;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;

/** Makes a server of each kind that there is. */
final class ServerFactory {

    private final Vertx vertx;
    private final HttpClient client;
    private final ServingSettings settings;
    private final ModelChoice choice;

    ServerFactory(Vertx vertx, HttpClient client, ServingSettings settings, ModelChoice choice) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.choice = choice;
    }

    /** @param changed called when there may be something new to tell of it */
    ModelServer make(ServerSettings server, Runnable changed) {
        return new ModelServer(vertx, client, settings, server, protocol(server), choice, changed);
    }

    /** For what is asked of an Ollama beside replies. */
    OllamaAdmin admin() {
        return new OllamaAdmin(vertx, client);
    }

    /** For what is asked of another server beside replies. */
    OpenAiProbe openAi(ServerAddress server) {
        return new OpenAiProbe(vertx, client, settings.connectTimeout(), server);
    }

    private ServerProtocol protocol(ServerSettings server) {
        return switch (server.kind()) {
            case OLLAMA -> new OllamaProtocol(vertx, settings, ServerAddress.of(server.address(), server.token()));
            case OPENAI -> new OpenAiProtocol(vertx, client, settings, server);
        };
    }
}
