package demi.model;

import demi.contract.Bus;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Model;
import demi.contract.Model.Finish;
import demi.contract.Model.Generate;
import demi.contract.Model.State;
import demi.contract.Model.Step;
import demi.contract.Models;
import demi.contract.Resources;
import demi.contract.StreamWriter;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room before Ollama: lets one {@link Generation} after the other through, to one of the {@link Servers}, and tells
 * whether any of them can answer at all.
 */
public final class ModelVerticle extends VerticleBase {

    private static final Logger LOG = LoggerFactory.getLogger(ModelVerticle.class);

    private final Bus bus;
    private final ModelSettings settings;
    private final ModelChoice choice;
    private final GenerationQueue queue;
    /** What gives way when somebody writes. */
    private final Set<OllamaEmbed> embeddings = new HashSet<>();

    private HttpClient client;
    private Servers servers;
    private Pulls pulls;
    /** Nothing runs before the servers were asked which models they have. */
    private final Promise<Void> asked = Promise.promise();

    private Health.@Nullable Part toldHealth;
    private Model.Queue toldQueue = new Model.Queue(0, 0);
    private @Nullable State told;

    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    public ModelVerticle(Bus bus, ModelSettings settings) {
        this.bus = bus;
        this.settings = settings;
        this.choice = new ModelChoice(settings.model(), settings.fallbacks());
        this.queue = new GenerationQueue(settings.queueLimit());
    }

    @Override
    public Future<?> start() {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout((int) settings.connectTimeout().toMillis());
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(settings.parallel() + 4);
        client = vertx.createHttpClient(options, pool);
        servers = new Servers(
                settings.servers().stream()
                        .map(server -> new OllamaServer(vertx, client, settings, server, choice, this::tell))
                        .toList(),
                choice,
                settings);
        pulls = new Pulls(vertx, bus, client, this::pulled);
        Library library = new Library(bus, settings, choice, servers, pulls);
        return Future.all(List.of(
                        bus.serve(Model.GENERATE, this::generate),
                        bus.answer(Model.EMBED, this::embed),
                        bus.answer(Model.NOW, question -> asked.future().map(looked -> servers.state())),
                        bus.answer(Models.LIST, question -> Future.succeededFuture(library.list())),
                        bus.answer(Models.USE, use -> library.use(use).onSuccess(chosen -> look())),
                        bus.answer(Models.GET, get -> pulls.get(get.model(), servers.without(get.model()))),
                        bus.listen(Resources.LOAD, this::spare),
                        bus.listen(Health.ROLL_CALL, call -> tellHealth())))
                .compose(registered -> library.remember())
                .compose(remembered -> bus.ask(Resources.NOW, new Resources.HowMuch())
                        .onSuccess(this::spare)
                        .<Void>mapEmpty()
                        // Where nobody looks at the machine, there is enough of everything.
                        .otherwiseEmpty())
                .onSuccess(remembered -> look().onComplete(looked -> {
                    asked.complete();
                    servers.all().forEach(this::lookAgain);
                    runNext();
                }));
    }

    @Override
    public Future<?> stop() {
        return client.close();
    }

    /** Memory is short, or is not any more. */
    private void spare(Resources.Load load) {
        if (choice.isSparing() == load.shedding()) {
            return;
        }
        choice.spare(load.shedding());
        queue.onlyPeople(load.shedding());
        if (load.shedding()) {
            queue.background().forEach(Generation::giveWay);
        }
        servers.turnTo().onComplete(turned -> {
            tell();
            runNext();
        });
    }

    private void generate(Generate request, StreamWriter<Step> writer) {
        Generation generation = new Generation(request, writer);
        if (!queue.add(generation)) {
            generation.fail(new Failure(Failure.Code.UNAVAILABLE, "Too many are waiting for the model."));
            return;
        }
        generation.onCancel(() -> {
            queue.remove(generation);
            tellPlaces();
        });
        if (request.priority() == Model.Priority.PERSON) {
            queue.background().forEach(Generation::giveWay);
            List.copyOf(embeddings).forEach(OllamaEmbed::cancel);
        }
        runNext();
    }

    private Future<Model.Embedded> embed(Model.Embed question) {
        if (!question.waits() && (queue.servesPeople() || choice.isSparing())) {
            return Future.failedFuture(
                    new Failure(Failure.Code.CANCELLED, "Somebody is talking to her, or memory is short."));
        }
        return asked.future()
                .compose(looked -> servers.reachable().stream()
                        .min(Comparator.comparing((OllamaServer server) -> !server.has(question.model()))
                                .thenComparingInt(OllamaServer::busy))
                        .map(server -> embed(question, server.embedding(question)))
                        .orElseGet(() -> Future.failedFuture(unavailable())));
    }

    private Future<Model.Embedded> embed(Model.Embed question, OllamaEmbed embedding) {
        if (question.waits()) {
            return embedding.run();
        }
        embeddings.add(embedding);
        return embedding.run().onComplete(over -> embeddings.remove(embedding));
    }

    private void runNext() {
        if (!asked.future().isComplete()) {
            return;
        }
        // Where none may be asked, nobody waits for nothing.
        int slots = servers.isAnyUsable() ? queue.running() + servers.free() : Integer.MAX_VALUE;
        for (Generation generation : queue.next(slots)) {
            generation.place(0);
            run(generation)
                    .onSuccess(generation::finish)
                    .onFailure(thrown -> {
                        if (!queue.isWaiting(generation)) {
                            generation.fail(failure(thrown));
                        }
                    })
                    .onComplete(over -> {
                        if (!queue.isWaiting(generation)) {
                            bus.tell(Model.MEASURED, generation.measured(over));
                        }
                        queue.done(generation);
                        runNext();
                    });
        }
        tellPlaces();
    }

    private void tellPlaces() {
        List<Generation> waiting = queue.waiting();
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).place(queue.running() + i);
        }
        Model.Queue now = new Model.Queue(waiting.size(), queue.running());
        if (!now.equals(toldQueue)) {
            toldQueue = now;
            bus.tell(Model.QUEUE, now);
        }
    }

    private Future<Finish> run(Generation generation) {
        if (generation.cancelled()) {
            return Future.failedFuture(new Failure(Failure.Code.CANCELLED, "Cancelled."));
        }
        Optional<OllamaServer> picked = servers.pick(generation);
        if (picked.isEmpty()) {
            return Future.failedFuture(unavailable());
        }
        OllamaServer server = picked.get();
        return server.run(generation).recover(thrown -> {
            if (generation.isBackground() || !OllamaServer.countsAsFailure(thrown)) {
                return Future.failedFuture(thrown);
            }
            LOG.warn("A reply failed: {}", failure(thrown).sentence());
            tell();
            server.look().onComplete(looked -> tell());
            if (generation.hasSpoken() || !servers.isAnyReady()) {
                return Future.failedFuture(thrown);
            }
            if (servers.isAnyReadyAndFree()) {
                return run(generation);
            }
            queue.again(generation);
            generation.onCancel(() -> {
                queue.remove(generation);
                tellPlaces();
            });
            return Future.failedFuture(thrown);
        });
    }

    /** What a server that is gone has not begun to answer is made by another, if there is one. */
    private void handOver() {
        for (OllamaServer server : servers.all()) {
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
        if (thrown instanceof OpenCircuitException) {
            return unavailable();
        }
        LOG.error("A generation failed", thrown);
        return new Failure(Failure.Code.INTERNAL, "Something went wrong inside Demi.");
    }

    private Future<?> look() {
        return servers.look().onComplete(looked -> seen());
    }

    private void seen() {
        tell();
        handOver();
    }

    /** Each at its own pace: one that does not answer keeps no other from being looked at. */
    private void lookAgain(OllamaServer server) {
        Duration pause = server.isReady() ? settings.probeEvery() : settings.probeEveryWhenDown();
        vertx.setTimer(
                pause.toMillis(),
                timer -> server.look().onComplete(looked -> {
                    seen();
                    lookAgain(server);
                }));
    }

    private void pulled(Models.Pull pull) {
        tell();
        if (pull.done()) {
            look();
        }
    }

    /** Tells what has changed, if anything has. */
    private void tell() {
        Health.Part health = servers.health(pulls.all());
        if (!health.equals(toldHealth)) {
            tellHealth();
        }
        State now = servers.state();
        if (now.equals(told)) {
            return;
        }
        if (told == null || now.ready() != told.ready()) {
            LOG.info("Model: {} ({})", now.detail(), settings.shownServers());
        }
        told = now;
        bus.tell(Model.STATE, now);
        runNext();
    }

    private void tellHealth() {
        Health.Part health = servers.health(pulls.all());
        toldHealth = health;
        bus.tell(Health.PART, health);
    }
}
