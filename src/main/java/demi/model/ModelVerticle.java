package demi.model;

import demi.contract.Bus;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Model;
import demi.contract.Model.Finish;
import demi.contract.Model.Generate;
import demi.contract.Model.State;
import demi.contract.Model.Step;
import demi.contract.StreamWriter;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.circuitbreaker.OpenCircuitException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import io.vertx.ext.web.client.WebClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The room before Ollama: lets one {@link Generation} after the other through, chooses the model, and knows whether
 * Ollama can answer at all.
 */
public final class ModelVerticle extends VerticleBase {

    private static final Duration STREAMS_FOR = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(ModelVerticle.class);
    /** Failures count as being in a row within this time, unless a success comes between. */
    private static final Duration IN_A_ROW = Duration.ofHours(1);

    private final Bus bus;
    private final ModelSettings settings;
    private final ModelChoice choice;
    private final GenerationQueue queue;
    private HttpClient client;
    private OllamaProbe probe;
    private Acquaintance known;
    private CircuitBreaker breaker;
    /** Nothing runs before Ollama was asked which models it has. */
    private final Promise<Void> asked = Promise.promise();

    private boolean reachable;
    /** Set by a failed reply until a probe shows that Ollama is there. */
    private boolean suspect = true;

    private State told = new State(false, false, null, "Ollama has not been asked yet.", false, 0);

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
        probe = new OllamaProbe(WebClient.wrap(client), settings);
        known = new Acquaintance(probe, settings);
        breaker = CircuitBreaker.create(
                        "ollama",
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(settings.breakerFailures())
                                .setFailuresRollingWindow(IN_A_ROW.toMillis())
                                .setResetTimeout(settings.breakerReset().toMillis())
                                .setTimeout(-1))
                .<Object>failurePolicy(outcome -> outcome.failed() && opensBreaker(outcome.cause()))
                .openHandler(opened -> LOG.warn(
                        "Ollama failed {} times in a row; it is left alone for {} s",
                        settings.breakerFailures(),
                        settings.breakerReset().toSeconds()))
                .halfOpenHandler(tryAgain -> tell())
                .closeHandler(closed -> {
                    LOG.info("Ollama answers again");
                    tellHealth();
                });
        return Future.all(
                        bus.serve(Model.GENERATE, this::generate),
                        bus.answer(Model.EMBED, this::embed),
                        bus.answer(Model.NOW, question -> asked.future().map(probed -> state())),
                        bus.listen(Health.ROLL_CALL, call -> tellHealth()))
                .onSuccess(registered -> probe().onComplete(probed -> {
                    asked.complete();
                    probeAgain();
                    runNext();
                }));
    }

    @Override
    public Future<?> stop() {
        return client.close();
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
        }
        runNext();
    }

    private Future<Model.Embedded> embed(Model.Embed asked) {
        return !asked.waits() && queue.servesPeople()
                ? Future.failedFuture(new Failure(Failure.Code.CANCELLED, "Somebody is talking to her."))
                : probe.embed(asked);
    }

    private void runNext() {
        for (Generation generation : queue.next(slots())) {
            generation.place(0);
            guarded(generation)
                    .onSuccess(generation::finish)
                    .onFailure(thrown -> failed(generation, thrown))
                    .onComplete(over -> {
                        queue.done(generation);
                        runNext();
                    });
        }
        tellPlaces();
    }

    /** While it is not sure that Ollama answers again, one reply tries it for all. */
    private int slots() {
        if (!asked.future().isComplete()) {
            return 0;
        }
        return breaker.state() == CircuitBreakerState.HALF_OPEN ? 1 : settings.parallel();
    }

    private void tellPlaces() {
        List<Generation> waiting = queue.waiting();
        for (int i = 0; i < waiting.size(); i++) {
            waiting.get(i).place(queue.running() + i);
        }
    }

    private Future<Finish> guarded(Generation generation) {
        if (generation.cancelled()) {
            return Future.failedFuture(new Failure(Failure.Code.CANCELLED, "Cancelled."));
        }
        if (choice.pick().isEmpty()) {
            return Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, state().detail()));
        }
        return breaker.execute(() -> withFallback(generation));
    }

    private Future<Finish> withFallback(Generation generation) {
        String model = choice.pick().orElse(settings.model());
        return new OllamaChat(vertx, client, settings, model, known.window(model), generation)
                .run()
                .recover(thrown -> {
                    if (Failure.codeOf(thrown) != Failure.Code.NOT_FOUND) {
                        return Future.failedFuture(thrown);
                    }
                    LOG.warn("Ollama has no model {}", model);
                    choice.missing(model);
                    return choice.pick().isPresent()
                            ? withFallback(generation)
                            : Future.failedFuture(new Failure(Failure.Code.UNAVAILABLE, state().detail()));
                });
    }

    private void failed(Generation generation, Throwable thrown) {
        Failure failure = thrown instanceof Failure cause
                ? cause
                : thrown instanceof OpenCircuitException
                        ? new Failure(Failure.Code.UNAVAILABLE, state().detail())
                        : new Failure(Failure.Code.INTERNAL, "Something went wrong inside Demi.");
        if (failure.code() == Failure.Code.INTERNAL) {
            LOG.error("A generation failed", thrown);
        }
        if (countsAsFailure(thrown)) {
            LOG.warn("A reply failed: {}", failure.sentence());
            suspect = true;
            tell();
            probe();
        }
        generation.fail(failure);
    }

    private static boolean countsAsFailure(Throwable thrown) {
        Failure.Code code = Failure.codeOf(thrown);
        return code == Failure.Code.UNAVAILABLE || code == Failure.Code.TIMEOUT || code == Failure.Code.INTERNAL;
    }

    /** Somebody who does not wait for the one reply that tries it for all has not shown that Ollama answers. */
    private boolean opensBreaker(Throwable thrown) {
        return countsAsFailure(thrown)
                || (Failure.codeOf(thrown) == Failure.Code.CANCELLED
                        && breaker.state() == CircuitBreakerState.HALF_OPEN);
    }

    private Future<Void> probe() {
        return probe.models()
                .onComplete(answer -> {
                    if (answer.failed() && queue.isHeard(STREAMS_FOR)) {
                        // Too busy talking to list its models.
                        return;
                    }
                    reachable = answer.succeeded();
                    if (!reachable) {
                        known.end();
                    }
                    suspect = false;
                    choice.present(answer.succeeded() ? answer.result() : List.of());
                })
                .compose(answer -> meet())
                .onComplete(met -> tell())
                .otherwiseEmpty();
    }

    private Future<Void> meet() {
        return choice.pick().map(known::meet).orElseGet(Future::succeededFuture);
    }

    private void probeAgain() {
        Duration pause = told.ready() ? settings.probeEvery() : settings.probeEveryWhenDown();
        vertx.setTimer(pause.toMillis(), timer -> probe().onComplete(probed -> probeAgain()));
    }

    private State state() {
        String model = choice.pick().orElse(null);
        if (!reachable) {
            String sentence = "Ollama does not answer at " + settings.shownUrl()
                    + ". Is it installed (https://ollama.com) and running?";
            return state(false, null, sentence);
        }
        if (model == null) {
            String sentence = "Ollama has none of the models " + String.join(", ", choice.wanted())
                    + ". Get one with: ollama pull " + settings.model();
            return state(false, null, sentence);
        }
        if (breaker.state() == CircuitBreakerState.OPEN) {
            return state(false, model, "Ollama failed several times in a row and is left alone for a while.");
        }
        return suspect
                ? state(false, model, "The last reply from Ollama broke off.")
                : state(true, model, "Ready with " + model + ".");
    }

    private State state(boolean ready, @Nullable String model, String sentence) {
        return new State(ready, reachable, model, sentence, settings.rehearsal(), known.window(model));
    }

    private void tell() {
        State now = state();
        if (now.equals(told)) {
            return;
        }
        if (now.ready() != told.ready()) {
            LOG.info("Model: {}", now.detail());
        }
        told = now;
        bus.tell(Model.STATE, now);
        tellHealth();
    }

    private void tellHealth() {
        bus.tell(Health.PART, part(state()));
    }

    private Health.Part part(State now) {
        boolean wanted = settings.model().equals(now.model());
        Health.Status status = !now.ready() ? Health.Status.DOWN : wanted ? Health.Status.UP : Health.Status.DEGRADED;
        String model = now.model() == null ? "none" : now.model();
        String detail =
                now.rehearsal() ? "Rehearsal: a scripted stand-in answers, no model. " + now.detail() : now.detail();
        return new Health.Part(
                "ollama",
                status,
                detail,
                Map.of(
                        "model",
                        model,
                        "breaker",
                        breaker.state().name(),
                        "rehearsal",
                        String.valueOf(now.rehearsal())));
    }
}
