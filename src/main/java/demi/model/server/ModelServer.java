package demi.model.server;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Finish;
import demi.api.ModelCatalogApi;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.model.config.ServerAddress;
import demi.model.config.ServerKind;
import demi.model.config.ServerSettings;
import demi.model.config.ServingSettings;
import demi.model.profile.MemoryEstimate;
import demi.model.profile.ModelNature;
import demi.model.profile.ModelProfile;
import demi.model.profile.PresentModel;
import io.vertx.circuitbreaker.CircuitBreakerState;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One model server: whether it is there, what it has, what it is doing, and whether it is left alone for a while. */
public final class ModelServer {

    private static final Logger LOG = LoggerFactory.getLogger(ModelServer.class);
    /** So many conversations a server of another kind than Ollama keeps beyond its places, as prefixes or in memory. */
    private static final int KEPT = 16;

    private static final Duration STREAMS_FOR = Duration.ofSeconds(10);
    private static final int MISSED_PROBES = 2;
    private static final long INSPECTION_TIMEOUT_MS = 5_000;
    /** Shorter than whoever asks over the bus waits. */
    private static final long LONGEST_QUESTION_S = 20;

    private final Vertx vertx;
    private final HttpClient client;
    private final ServingSettings settings;
    private final ServerSettings own;
    private final ServerProtocol protocol;
    private final ServerModels models;
    private final ModelWarmup known;
    private final MemoryEstimate machine;
    private final ServerBreaker breaker;
    private final RunningReplies running = new RunningReplies();
    private boolean reachable;
    private boolean wantsLogin;
    private int missedLooks;
    /** Set by a failed reply until a probe shows that it is there. */
    private boolean suspect = true;

    /** @param changed called when the breaker has opened, closed, or lets somebody try */
    public ModelServer(
            Vertx vertx,
            HttpClient client,
            ServingSettings settings,
            ServerSettings own,
            ServerProtocol protocol,
            ModelChoice choice,
            Runnable changed) {
        this.vertx = vertx;
        this.client = client;
        this.settings = settings;
        this.models = new ServerModels(own, protocol, choice, this::mayChat);
        this.own = own;
        this.protocol = protocol;
        this.machine = own.kind() == ServerKind.OLLAMA ? MemoryEstimate.of(own.address()) : new MemoryEstimate(0);
        int places = own.kind() == ServerKind.OLLAMA ? own.parallel() : Math.max(own.parallel(), KEPT);
        this.known = new ModelWarmup(protocol, settings, places, machine, changed);
        this.breaker =
                new ServerBreaker(vertx, settings.breakerFailures(), settings.breakerReset(), toString(), changed);
    }

    public ServerAddress address() {
        return protocol.address();
    }

    public ServerKind kind() {
        return own.kind();
    }

    public MemoryEstimate machine() {
        return machine;
    }

    public List<PresentModel> present() {
        return models.present();
    }

    public boolean has(String model) {
        return models.find(model).isPresent();
    }

    public boolean isReachable() {
        return reachable;
    }

    /** Whether something answers for it that wants a user and a password. */
    public boolean wantsLogin() {
        return wantsLogin;
    }

    public CircuitBreakerState breaker() {
        return breaker.state();
    }

    /**
     * The best of its models, or while memory is short the smallest, by the name that it is asked for; empty when it has none
     * that would do.
     */
    public Optional<String> model() {
        return models.best();
    }

    /** Whether it answers with the model that is wanted, or with one of another name that stands for it. */
    public boolean hasWanted() {
        return models.isBestWanted();
    }

    /** How many models are better than its best one; one that stands for whichever is wanted is as good as that. */
    public long rank() {
        return models.rank();
    }

    /** How busy it would be with one more reply, for what it is worth beside the others. */
    public double load() {
        return (running.count() + 1) / own.weight();
    }

    /** Another model may be the one to use: it is loaded, and the others need no memory any more. Never fails. */
    public Future<Void> selectModel() {
        model().ifPresent(known::unloadOthers);
        return warmUp();
    }

    /** Of the model that it would answer with. */
    public InferenceApi.Abilities abilities() {
        ModelProfile profile = known.profile(model().orElse(null));
        return profile == null
                ? InferenceApi.Abilities.UNKNOWN
                : new InferenceApi.Abilities(
                        profile.nature().canSee(),
                        profile.nature().rewinds(),
                        profile.reading().isSlow());
    }

    public int window() {
        return known.window(model().orElse(null));
    }

    /** Whether a reply is worth asking it for. */
    public boolean isReady() {
        return isUsable() && !suspect;
    }

    /** Whether it may be asked at all: it has a model, and is not left alone. */
    public boolean isUsable() {
        return breaker.state() != CircuitBreakerState.OPEN && model().isPresent();
    }

    public boolean isUnconfirmed() {
        return suspect;
    }

    /** What it is set to be. */
    public ServerSettings set() {
        return own;
    }

    public RunningReplies running() {
        return running;
    }

    /** Whether the house's own work may be asked of it: not while it has yet to show that it answers people. */
    public boolean takesBackground() {
        return isReady() && breaker.state() == CircuitBreakerState.CLOSED;
    }

    /** How many more replies it may make. While it is not sure that it answers again, one tries for all. */
    public int free() {
        int most = breaker.state() == CircuitBreakerState.HALF_OPEN ? 1 : own.parallel();
        return isUsable() ? Math.max(0, most - running.count()) : 0;
    }

    public Future<Finish> run(GenerationRequest generation) {
        running.add(generation);
        // What the house asks for itself may be too much for a model that talks well: it says nothing about the server.
        Future<Finish> finish = generation.isBackground()
                ? attempt(generation)
                : breaker.execute(() -> attempt(generation))
                        .onFailure(thrown -> suspect = suspect || ServerBreaker.countsAsFailure(thrown));
        return finish.onComplete(over -> running.remove(generation));
    }

    private Future<Finish> attempt(GenerationRequest generation) {
        return new ReplyAttempt(vertx, settings, this, generation).run();
    }

    /** One completion with a model that it has. */
    ReplyStream chat(String model, GenerationRequest generation) {
        return new ReplyStream(vertx, client, settings, protocol, model, known, generation);
    }

    /** It has turned out not to have that one any more. */
    void lacksModel(String model) {
        LOG.warn("{} has no model {}", this, model);
        models.remove(model);
    }

    public EmbedRequest embedding(InferenceApi.Embed asked) {
        return new EmbedRequest(vertx, client, protocol, asked);
    }

    /** Whether a model that it has is one to talk with, as far as it tells; never fails. */
    public Future<Boolean> isStreaming(String model) {
        ModelProfile profile = known.profile(model);
        return profile != null
                ? Future.succeededFuture(profile.nature().canChat())
                : models.find(model)
                        .map(protocol::nature)
                        .orElseGet(() -> Future.failedFuture("gone"))
                        .timeout(LONGEST_QUESTION_S, TimeUnit.SECONDS)
                        .map(ModelNature::canChat)
                        .otherwise(true);
    }

    /** What a model that it has is like; where it may take that long, it is loaded for it. */
    public Future<ModelCatalogApi.Inspection> inspect(String model, Duration loading) {
        return models.find(model)
                .map(present -> new ModelInspection(protocol, known, present).run(loading))
                .orElseGet(() -> Future.failedFuture("gone"));
    }

    /** Sentences about one of its models; null as long as it was not met. */
    public @Nullable String about(String model) {
        ModelProfile profile = known.profile(model);
        return profile == null ? null : profile.about();
    }

    /** Whether a model is one to talk with, as far as it is known. */
    public boolean mayChat(String model) {
        return known.nature(model).canChat();
    }

    /** Whether it has read most of what it would have to read for this. */
    public boolean isWarm(GenerationRequest generation) {
        return known.isWarm(model().orElse(null), generation);
    }

    /** Gives up what it has not begun to answer: others are to make these replies. */
    public void abandonSilent() {
        running.abandon(generation -> !generation.hasOutput());
    }

    /** Who reads a long prompt may take its time, as long as the server itself is there. */
    private void giveUpSilent() {
        if (missedLooks == MISSED_PROBES && kind() == ServerKind.OLLAMA) {
            ServerAddress.withoutWrongPath(address().toString())
                    .ifPresent(right -> LOG.warn("{} does not answer: its path is wrong, try {}", this, right));
        }
        if (missedLooks >= MISSED_PROBES) {
            running.abandon(generation -> generation.isSilentSince(settings.firstTokenTimeout()));
        }
    }

    /** Looks whether it is there and what it has; never fails. */
    public Future<Void> probe() {
        return protocol.models()
                .<Void>transform(answer -> {
                    if (answer.failed() && running.hadOutputWithin(STREAMS_FOR)) {
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
                    models.present(answer.succeeded() ? answer.result() : List.of());
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

    /** Where the best of them turns out to be none to talk with, the next one is met, too. */
    private Future<Void> warmUp() {
        Optional<String> best = model();
        return best.flatMap(model -> models.find(model).map(there -> known.warmUp(model, there)))
                .map(met -> met.compose(either -> model().equals(best) ? Future.<Void>succeededFuture() : warmUp()))
                .orElseGet(Future::succeededFuture);
    }

    @Override
    public String toString() {
        return own.toString();
    }
}
