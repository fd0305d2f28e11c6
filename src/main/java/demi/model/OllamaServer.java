package demi.model;

import demi.contract.Failure;
import demi.contract.Model;
import demi.contract.Model.Finish;
import demi.contract.Models;
import demi.model.OllamaProbe.Present;
import io.vertx.circuitbreaker.CircuitBreaker;
import io.vertx.circuitbreaker.CircuitBreakerOptions;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Ollama: whether it is there, what it has, what it is doing, and whether it is left alone for a while. */
final class OllamaServer {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaServer.class);
    private static final Duration STREAMS_FOR = Duration.ofSeconds(10);
    /** Failures count as being in a row within this time, unless a success comes between. */
    private static final Duration IN_A_ROW = Duration.ofHours(1);

    private final Vertx vertx;
    private final HttpClient client;
    private final ModelSettings settings;
    private final URI address;
    private final ModelChoice choice;
    private final OllamaProbe probe;
    private final Acquaintance known;
    private final Fit machine;
    private final CircuitBreaker breaker;
    private final Set<Generation> running = new HashSet<>();
    private List<Present> present = List.of();
    private boolean reachable;
    /** Set by a failed reply until a probe shows that it is there. */
    private boolean suspect = true;

    /** @param changed called when the breaker has opened, closed, or lets somebody try */
    OllamaServer(
            Vertx vertx, HttpClient client, ModelSettings settings, URI address, ModelChoice choice, Runnable changed) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.address = address;
        this.choice = choice;
        this.probe = new OllamaProbe(vertx, settings, address);
        this.machine = Fit.of(address);
        this.known = new Acquaintance(probe, settings, machine);
        this.breaker = CircuitBreaker.create(
                        "ollama",
                        vertx,
                        new CircuitBreakerOptions()
                                .setMaxFailures(settings.breakerFailures())
                                .setFailuresRollingWindow(IN_A_ROW.toMillis())
                                .setResetTimeout(settings.breakerReset().toMillis())
                                .setTimeout(-1))
                .<Object>failurePolicy(outcome -> outcome.failed() && opensBreaker(outcome.cause()))
                .openHandler(opened -> LOG.warn(
                        "{} failed {} times in a row; it is left alone for {} s",
                        this,
                        settings.breakerFailures(),
                        settings.breakerReset().toSeconds()))
                .halfOpenHandler(tryAgain -> changed.run())
                .closeHandler(closed -> {
                    LOG.info("{} answers again", this);
                    changed.run();
                });
    }

    URI address() {
        return address;
    }

    Fit machine() {
        return machine;
    }

    List<Present> present() {
        return present;
    }

    boolean has(String model) {
        return present.stream().anyMatch(there -> Models.same(there.name(), model));
    }

    boolean isReachable() {
        return reachable;
    }

    CircuitBreakerState breaker() {
        return breaker.state();
    }

    /** The best of its models, or while memory is short the smallest; empty when it has none that would do. */
    Optional<String> model() {
        Stream<String> fitting = choice.all().stream().filter(this::has);
        return choice.isSparing() ? fitting.min(Comparator.comparingLong(this::bytes)) : fitting.findFirst();
    }

    /** How many models are better than its best one. */
    long rank() {
        return model().map(model ->
                        choice.isSparing() ? bytes(model) : choice.all().indexOf(model))
                .orElse(Long.MAX_VALUE);
    }

    /** Another model may be the one to use: it is loaded, and the others need no memory any more. Never fails. */
    Future<Void> turnTo() {
        model().ifPresent(known::leaveAllBut);
        return meet();
    }

    /** Of the model that it would answer with. */
    Model.Abilities abilities() {
        return new Model.Abilities(model().map(known::sees).orElse(false), true, false);
    }

    int window() {
        return known.window(model().orElse(null));
    }

    /** Whether a reply is worth asking it for. */
    boolean isReady() {
        return isUsable() && !suspect;
    }

    /** Whether it may be asked at all: it has a model, and is not left alone. */
    boolean isUsable() {
        return breaker.state() != CircuitBreakerState.OPEN && model().isPresent();
    }

    boolean isSuspect() {
        return suspect;
    }

    int busy() {
        return running.size();
    }

    /** Whether the house's own work may be asked of it: not while it has yet to show that it answers people. */
    boolean takesBackground() {
        return isReady() && breaker.state() == CircuitBreakerState.CLOSED;
    }

    /** How many more replies it may make. While it is not sure that it answers again, one tries for all. */
    int free() {
        int most = breaker.state() == CircuitBreakerState.HALF_OPEN ? 1 : settings.parallel();
        return isUsable() ? Math.max(0, most - running.size()) : 0;
    }

    Future<Finish> run(Generation generation) {
        running.add(generation);
        // What the house asks for itself may be too much for a model that talks well: it says nothing about the server.
        Future<Finish> finish = generation.isBackground()
                ? withFallback(generation)
                : breaker.<Finish>execute(() -> withFallback(generation))
                        .onFailure(thrown -> suspect = suspect || countsAsFailure(thrown));
        return finish.onComplete(over -> running.remove(generation));
    }

    private Future<Finish> withFallback(Generation generation) {
        String model = model().orElse(choice.wanted());
        return new OllamaChat(vertx, client, settings, address, model, known, generation)
                .run()
                .recover(thrown -> {
                    if (Failure.codeOf(thrown) != Failure.Code.NOT_FOUND) {
                        return Future.failedFuture(thrown);
                    }
                    LOG.warn("{} has no model {}", this, model);
                    present = present.stream()
                            .filter(there -> !Models.same(there.name(), model))
                            .toList();
                    return model().isPresent()
                            ? withFallback(generation)
                            : Future.failedFuture(
                                    new Failure(Failure.Code.UNAVAILABLE, "Ollama has none of the models."));
                });
    }

    static boolean countsAsFailure(Throwable thrown) {
        Failure.Code code = Failure.codeOf(thrown);
        return code == Failure.Code.UNAVAILABLE || code == Failure.Code.TIMEOUT || code == Failure.Code.INTERNAL;
    }

    /** Somebody who does not wait for the one reply that tries it for all has not shown that it answers. */
    private boolean opensBreaker(Throwable thrown) {
        return countsAsFailure(thrown)
                || (Failure.codeOf(thrown) == Failure.Code.CANCELLED
                        && breaker.state() == CircuitBreakerState.HALF_OPEN);
    }

    OllamaEmbed embedding(Model.Embed asked) {
        return new OllamaEmbed(vertx, client, settings, address, asked);
    }

    /** Whether a model that it has is one to talk with, as far as it tells; never fails. */
    Future<Boolean> talks(String model) {
        return probe.nature(model).map(OllamaProbe.Nature::talks).otherwise(true);
    }

    /** Gives up what it has not begun to answer: others are to make these replies. */
    void abandonSilent() {
        List.copyOf(running).stream()
                .filter(generation -> !generation.hasSpoken())
                .forEach(Generation::abandon);
    }

    /** Looks whether it is there and what it has; never fails. */
    Future<Void> look() {
        return probe.models()
                .<Void>transform(answer -> {
                    if (answer.failed() && isHeard()) {
                        // Too busy talking to list its models.
                        return Future.succeededFuture();
                    }
                    reachable = answer.succeeded();
                    if (!reachable) {
                        known.end();
                    }
                    suspect = false;
                    present = answer.succeeded() ? answer.result() : List.of();
                    return meet();
                })
                .otherwiseEmpty();
    }

    private boolean isHeard() {
        return running.stream().anyMatch(generation -> generation.spokeWithin(STREAMS_FOR));
    }

    private Future<Void> meet() {
        return model().map(model -> known.meet(model, bytes(model))).orElseGet(Future::succeededFuture);
    }

    private long bytes(String model) {
        return present.stream()
                .filter(there -> Models.same(there.name(), model))
                .mapToLong(Present::bytes)
                .findFirst()
                .orElse(0);
    }

    @Override
    public String toString() {
        return "Ollama at " + ModelSettings.shown(address);
    }
}
