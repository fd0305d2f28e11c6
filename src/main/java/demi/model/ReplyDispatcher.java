package demi.model;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Finish;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Priority;
import demi.api.InferenceApi.Step;
import demi.api.house.PlacesApi.Grant;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.StreamWriter;
import demi.model.server.GenerationRequest;
import demi.model.server.ModelServer;
import demi.model.server.ServerBreaker;
import demi.model.server.SlowPromptException;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets one request after the other through, to one of the servers, as soon as one has a place; from a server that fails before its
 * first word, to another. On a node of several the house gives the places.
 */
final class ReplyDispatcher implements HousePlaces.Replies {

    private static final Logger LOG = LoggerFactory.getLogger(ReplyDispatcher.class);

    private final Bus bus;
    private final ServerPool servers;
    private final EmbeddingRequests embeddings;
    private final ModelStatePublisher news;
    private final GenerationQueue queue;
    private final @Nullable HousePlaces house;
    private boolean isOpen;

    /** @param house gives the places; null: this node is the only one */
    ReplyDispatcher(
            Bus bus,
            ServerPool servers,
            EmbeddingRequests embeddings,
            ModelStatePublisher news,
            int queueLimit,
            @Nullable HousePlaces house) {
        this.bus = bus;
        this.servers = servers;
        this.embeddings = embeddings;
        this.news = news;
        this.queue = new GenerationQueue(queueLimit);
        this.house = house;
    }

    /** From now on requests run; before, they wait. */
    void open() {
        isOpen = true;
        runNext();
    }

    /** Memory is short, or is not any more. */
    void onlyPeople(boolean now) {
        queue.onlyPeople(now);
        if (now) {
            queue.background().forEach(GenerationRequest::yieldToPerson);
        }
    }

    boolean servesPeople() {
        return queue.servesPeople();
    }

    void generate(Generate request, StreamWriter<Step> writer) {
        GenerationRequest generation = new GenerationRequest(request, writer);
        if (!queue.add(generation)) {
            generation.fail(new Failure(Failure.Code.UNAVAILABLE, "Too many are waiting for the model."));
            return;
        }
        leaveOnCancel(generation);
        if (request.priority() == Priority.PERSON) {
            yieldToPerson();
        }
        runNext();
    }

    private void leaveOnCancel(GenerationRequest generation) {
        generation.onCancel(() -> {
            queue.remove(generation);
            publishPlaces();
        });
    }

    /** The house's own work gives way, and is to be asked for again. */
    @Override
    public void yieldToPerson() {
        queue.background().forEach(GenerationRequest::yieldToPerson);
        embeddings.yieldToPerson();
    }

    /** It may be somebody's turn. */
    @Override
    public void runNext() {
        if (!isOpen) {
            return;
        }
        // Where none may be asked, nobody waits for nothing.
        if (givesItself() || !servers.isAnyUsable()) {
            Optional<GenerationRequest> next = next();
            while (next.isPresent()) {
                begin(next.get(), servers.pick(next.get()));
                next = next();
            }
        }
        publishPlaces();
    }

    /** Whether this node knows by itself what places there are. */
    private boolean givesItself() {
        return house == null || house.isAway();
    }

    @Override
    public NodeNeeds needs(String host) {
        return new NodeNeeds(servers, queue, host);
    }

    @Override
    public void tell(NodeNeeds told, List<Integer> ahead) {
        told.tell(ahead, queue);
    }

    /** A place that nobody wants any more, or that the server has no more, is not taken. */
    @Override
    public void take(Grant grant, String host) {
        servers.all().stream()
                .filter(server -> NodeNeeds.name(server, host).equals(grant.server()) && server.free() > 0)
                .filter(server -> grant.priority() == Priority.PERSON || server.takesBackground())
                .findFirst()
                .ifPresent(server -> queue.next(grant.priority(), server::isWarm)
                        .ifPresent(generation -> begin(generation, Optional.of(server))));
    }

    private Optional<GenerationRequest> next() {
        int slots = servers.isAnyUsable() ? queue.running() + servers.free() : Integer.MAX_VALUE;
        return queue.next(slots, servers::isWarm);
    }

    private void begin(GenerationRequest generation, Optional<ModelServer> picked) {
        generation.place(0);
        run(generation, picked)
                .onSuccess(generation::finish)
                .onFailure(thrown -> {
                    if (!queue.isWaiting(generation)) {
                        generation.fail(failure(thrown));
                    }
                })
                .onComplete(over -> {
                    if (!queue.isWaiting(generation)) {
                        bus.publish(InferenceApi.MEASURED, generation.measured(over));
                    }
                    queue.done(generation);
                    runNext();
                });
    }

    private void publishPlaces() {
        news.publishPlaces(queue, givesItself());
        if (house != null) {
            house.changed();
        }
    }

    private Future<Finish> run(GenerationRequest generation, Optional<ModelServer> picked) {
        if (generation.cancelled()) {
            return Future.failedFuture(new Failure(Failure.Code.CANCELLED, "Cancelled."));
        }
        if (picked.isEmpty()) {
            return Future.failedFuture(unavailable());
        }
        ModelServer server = picked.get();
        servers.picked(generation, server);
        return server.run(generation).recover(thrown -> {
            if (BaseVerticle.isClosing() || generation.isBackground() || !ServerBreaker.countsAsFailure(thrown)) {
                return Future.failedFuture(thrown);
            }
            LOG.warn("Reply failed: {}", failure(thrown).sentence());
            publishState();
            server.probe().onComplete(looked -> publishState());
            if (generation.hasOutput() || !servers.isAnyReady()) {
                return Future.failedFuture(thrown);
            }
            if (givesItself() && servers.isAnyReadyAndFree()) {
                return run(generation, servers.pick(generation));
            }
            queue.again(generation);
            leaveOnCancel(generation);
            return Future.failedFuture(thrown);
        });
    }

    /** Requests that a lost server has not begun to answer go to another server, if there is one. */
    void handOver() {
        for (ModelServer server : servers.all()) {
            if (!server.isReachable() && servers.isAnyReady()) {
                server.abandonSilent();
            }
        }
    }

    private Failure unavailable() {
        return new Failure(Failure.Code.UNAVAILABLE, servers.state().detail());
    }

    private Failure failure(Throwable thrown) {
        if (thrown instanceof Failure failure) {
            return failure;
        }
        if (thrown instanceof SlowPromptException slow) {
            return slow.failure();
        }
        if (thrown instanceof OpenCircuitException) {
            return unavailable();
        }
        LOG.error("Generation failed", thrown);
        return new Failure(Failure.Code.INTERNAL, "Something went wrong inside Demi.");
    }

    /** Tells what has changed; it may be somebody's turn then. */
    void publishState() {
        if (news.publishState()) {
            runNext();
        }
    }
}
