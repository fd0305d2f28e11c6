package demi.model;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Finish;
import demi.api.ModelCatalogApi;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.model.OllamaProbe.Present;
import demi.model.ollama.OllamaAddress;
import demi.model.ollama.OllamaBreaker;
import demi.model.profile.MemoryEstimate;
import demi.model.profile.ModelNature;
import demi.model.profile.ModelProfile;
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
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Ollama: whether it is there, what it has, what it is doing, and whether it is left alone for a while. */
final class OllamaServer {

    private static final Logger LOG = LoggerFactory.getLogger(OllamaServer.class);
    private static final Duration STREAMS_FOR = Duration.ofSeconds(10);
    private static final int MISSED_PROBES = 2;
    private static final long INSPECTION_TIMEOUT_MS = 5_000;
    /** Shorter than whoever asks over the bus waits. */
    private static final long LONGEST_QUESTION_S = 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final ModelSettings settings;
    private final OllamaAddress server;
    private final ModelChoice choice;
    private final OllamaProbe probe;
    private final ModelWarmup known;
    private final MemoryEstimate machine;
    private final OllamaBreaker breaker;
    private final Set<GenerationRequest> running = new HashSet<>();
    private List<Present> present = List.of();
    private boolean reachable;
    private boolean wantsLogin;
    private int missedLooks;
    /** Set by a failed reply until a probe shows that it is there. */
    private boolean suspect = true;

    /** @param changed called when the breaker has opened, closed, or lets somebody try */
    OllamaServer(
            Vertx vertx, HttpClient client, ModelSettings settings, URI address, ModelChoice choice, Runnable changed) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.choice = choice;
        this.server = OllamaAddress.of(address);
        this.probe = new OllamaProbe(vertx, settings, server);
        this.machine = MemoryEstimate.of(address);
        this.known = new ModelWarmup(probe, settings, machine, changed);
        this.breaker = new OllamaBreaker(vertx, settings.breakerFailures(), settings.breakerReset(), server, changed);
    }

    OllamaAddress address() {
        return server;
    }

    MemoryEstimate machine() {
        return machine;
    }

    List<Present> present() {
        return present;
    }

    boolean has(String model) {
        return installedName(model).findFirst().isPresent();
    }

    boolean isReachable() {
        return reachable;
    }

    /** Whether something answers for it that wants a user and a password. */
    boolean wantsLogin() {
        return wantsLogin;
    }

    CircuitBreakerState breaker() {
        return breaker.state();
    }

    /** The best of its models, or while memory is short the smallest; empty when it has none that would do. */
    Optional<String> model() {
        Stream<String> fitting = choice.all().stream().filter(this::has).filter(this::mayChat);
        return choice.isSparing() ? fitting.min(Comparator.comparingLong(this::bytes)) : fitting.findFirst();
    }

    /** How many models are better than its best one. */
    long rank() {
        return model().map(model ->
                        choice.isSparing() ? bytes(model) : choice.all().indexOf(model))
                .orElse(Long.MAX_VALUE);
    }

    /** Another model may be the one to use: it is loaded, and the others need no memory any more. Never fails. */
    Future<Void> selectModel() {
        model().ifPresent(known::unloadOthers);
        return warmUp();
    }

    /** Of the model that it would answer with. */
    InferenceApi.Abilities abilities() {
        ModelProfile profile = known.profile(model().orElse(null));
        return profile == null
                ? InferenceApi.Abilities.UNKNOWN
                : new InferenceApi.Abilities(
                        profile.nature().canSee(),
                        profile.nature().rewinds(),
                        profile.reading().isSlow());
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

    boolean isUnconfirmed() {
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

    Future<Finish> run(GenerationRequest generation) {
        running.add(generation);
        // What the house asks for itself may be too much for a model that talks well: it says nothing about the server.
        Future<Finish> finish = generation.isBackground()
                ? attempt(generation)
                : breaker.execute(() -> attempt(generation))
                        .onFailure(thrown -> suspect = suspect || OllamaBreaker.countsAsFailure(thrown));
        return finish.onComplete(over -> running.remove(generation));
    }

    private Future<Finish> attempt(GenerationRequest generation) {
        return new ReplyAttempt(vertx, settings, known, this, generation).run();
    }

    /** One completion with a model that it has. */
    OllamaReplyStream chat(String model, GenerationRequest generation) {
        return new OllamaReplyStream(vertx, client, settings, server, model, known, generation);
    }

    /** It has turned out not to have that one any more. */
    void lacksModel(String model) {
        LOG.warn("{} has no model {}", this, model);
        present = present.stream()
                .filter(there -> !ModelCatalogApi.same(there.name(), model))
                .toList();
    }

    OllamaEmbedRequest embedding(InferenceApi.Embed asked) {
        return new OllamaEmbedRequest(vertx, client, settings, server, asked);
    }

    /** Whether a model that it has is one to talk with, as far as it tells; never fails. */
    Future<Boolean> isStreaming(String model) {
        ModelProfile profile = known.profile(model);
        return profile != null
                ? Future.succeededFuture(profile.nature().canChat())
                : probe.nature(model)
                        .timeout(LONGEST_QUESTION_S, TimeUnit.SECONDS)
                        .map(ModelNature::canChat)
                        .otherwise(true);
    }

    /** What a model that it has is like; where it may take that long, it is loaded for it. */
    Future<ModelCatalogApi.Inspection> inspect(String model, Duration loading) {
        return new ModelInspection(probe, known, model).run(loading);
    }

    /** Sentences about one of its models; null as long as it was not met. */
    @Nullable
    String about(String model) {
        ModelProfile profile = known.profile(model);
        return profile == null ? null : profile.about();
    }

    /** Whether a model is one to talk with, as far as it is known. */
    boolean mayChat(String model) {
        return known.nature(model).canChat();
    }

    /** Whether it has read most of what it would have to read for this. */
    boolean isWarm(GenerationRequest generation) {
        return known.isWarm(model().orElse(null), generation);
    }

    /** Gives up what it has not begun to answer: others are to make these replies. */
    void abandonSilent() {
        List.copyOf(running).stream()
                .filter(generation -> !generation.hasOutput())
                .forEach(GenerationRequest::abandon);
    }

    /** Who reads a long prompt may take its time, as long as the server itself is there. */
    private void giveUpSilent() {
        if (missedLooks == MISSED_PROBES) {
            ModelSettings.withoutWrongPath(server.toString())
                    .ifPresent(right -> LOG.warn("{} does not answer: its path is wrong, try {}", this, right));
        }
        if (missedLooks >= MISSED_PROBES) {
            List.copyOf(running).stream()
                    .filter(generation -> generation.isSilentSince(settings.firstTokenTimeout()))
                    .forEach(GenerationRequest::abandon);
        }
    }

    /** Looks whether it is there and what it has; never fails. */
    Future<Void> probe() {
        return probe.models()
                .<Void>transform(answer -> {
                    if (answer.failed() && hasRecentOutput()) {
                        // Too busy talking to list its models.
                        return Future.succeededFuture();
                    }
                    reachable = answer.succeeded();
                    wantsLogin = answer.cause() instanceof Failure;
                    missedLooks = reachable ? 0 : missedLooks + 1;
                    if (!reachable) {
                        known.end();
                        giveUpSilent();
                    }
                    suspect = false;
                    present = answer.succeeded() ? answer.result() : List.of();
                    return probeSoon(warmUp());
                })
                .otherwiseEmpty();
    }

    /** What a look finds need not wait for what its models are like. */
    private Future<Void> probeSoon(Future<Void> met) {
        return met.isComplete()
                ? met
                : Future.any(met, Timers.pause(vertx, INSPECTION_TIMEOUT_MS)).mapEmpty();
    }

    private boolean hasRecentOutput() {
        return running.stream().anyMatch(generation -> generation.hadOutputWithin(STREAMS_FOR));
    }

    /** Where the best of them turns out to be none to talk with, the next one is met, too. */
    private Future<Void> warmUp() {
        Optional<String> best = model();
        return best.flatMap(model -> installedName(model).findFirst().map(there -> known.warmUp(model, there)))
                .map(met -> met.compose(either -> model().equals(best) ? Future.<Void>succeededFuture() : warmUp()))
                .orElseGet(Future::succeededFuture);
    }

    private Stream<Present> installedName(String model) {
        return present.stream().filter(there -> ModelCatalogApi.same(there.name(), model));
    }

    private long bytes(String model) {
        return installedName(model).mapToLong(Present::bytes).findFirst().orElse(0);
    }

    @Override
    public String toString() {
        return "Ollama at " + server;
    }
}
