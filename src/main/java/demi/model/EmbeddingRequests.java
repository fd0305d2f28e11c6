package demi.model;

import demi.api.InferenceApi.Embed;
import demi.api.InferenceApi.Embedded;
import demi.bus.Failure;
import demi.model.server.EmbedRequest;
import demi.model.server.ModelServer;
import io.vertx.core.Future;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Questions what texts mean; those for which nobody waits give way when somebody writes. */
final class EmbeddingRequests {

    private final ServerPool servers;
    private final Set<EmbedRequest> givingWay = new HashSet<>();

    EmbeddingRequests(ServerPool servers) {
        this.servers = servers;
    }

    /** Asks a server that has the model, of those the least busy. */
    Future<Embedded> ask(Embed question) {
        return servers.reachable().stream()
                .min(Comparator.comparing((ModelServer server) -> !server.has(question.model()))
                        .thenComparingInt(server -> server.running().count()))
                .map(server -> run(question, server.embedding(question)))
                .orElseGet(() -> Future.failedFuture(
                        new Failure(Failure.Code.UNAVAILABLE, servers.state().detail())));
    }

    private Future<Embedded> run(Embed question, EmbedRequest embedding) {
        if (question.waits()) {
            return embedding.run();
        }
        givingWay.add(embedding);
        return embedding.run().onComplete(over -> givingWay.remove(embedding));
    }

    void yieldToPerson() {
        List.copyOf(givingWay).forEach(EmbedRequest::cancel);
    }
}
