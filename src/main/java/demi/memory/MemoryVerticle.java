package demi.memory;

import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.MemoryApi.Change;
import demi.api.MemoryApi.Changed;
import demi.api.store.MemoryStore;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Failure;
import demi.bus.Timers;
import demi.memory.meaning.Meanings;
import demi.util.WallTime;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every address of {@link MemoryApi}, and lets fade, once a day, what never came to her mind again. */
@WallTime("times that are kept")
public final class MemoryVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryVerticle.class);
    private static final long FADE_MS = 86_400_000;
    private static final int SHORTEST = 1;
    private static final int LONGEST = 500;

    private final Bus bus;
    private final InstantSource clock;
    private final MemorySettings settings;

    public MemoryVerticle(Bus bus, InstantSource clock, MemorySettings settings) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
    }

    @Override
    public Future<?> start() {
        Meanings meanings = new Meanings(vertx, bus, settings.embeddingModel(), settings.embeddingPatience());
        RecallIndexer indexer = new RecallIndexer(vertx, bus, meanings::onNew);
        MemoryForgetter forgetter = new MemoryForgetter(bus, clock, meanings);
        MemoryRetriever recollection = new MemoryRetriever(bus, clock, settings, meanings, forgetter);
        FactMerger facts = new FactMerger(bus, clock);
        Timers.every(vertx, 0, FADE_MS, timer -> fade());
        return Future.all(List.of(
                        bus.handle(MemoryApi.RECALL, recollection::recall),
                        bus.handle(MemoryApi.RECALL_OPEN, recollection::recallOpen),
                        bus.handle(MemoryApi.WHAT_TO_ASK, facts::question),
                        bus.handle(MemoryApi.LEARN, learn -> facts.learn(learn).onSuccess(learned -> meanings.fill())),
                        bus.handle(MemoryApi.LIST, this::list),
                        bus.handle(MemoryApi.CHANGE, change -> change(change).onSuccess(changed -> meanings.fill())),
                        bus.handle(
                                MemoryApi.FORGET,
                                forget -> bus.request(MemoryStore.FORGET, forget)
                                        .onSuccess(forgotten -> meanings.onForgotten(forget.userId()))),
                        bus.handle(MemoryApi.FORGET_ABOUT, forgetter::forgetAbout),
                        bus.subscribe(MemoryApi.FORGETTING, forgetting -> facts.cancelLearning(forgetting.userId())),
                        bus.subscribe(HealthApi.REQUESTED, call -> meanings.publishHealth()),
                        bus.subscribe(ChatApi.EVENTS, indexer::onEvent),
                        bus.subscribe(InferenceApi.STATE, state -> modelIs(state, meanings))))
                .onSuccess(open -> indexer.index())
                // It may have been ready before this room was open.
                .onSuccess(open -> bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                        .onSuccess(state -> modelIs(state, meanings))
                        .onFailure(thrown -> LOG.debug("Could not get the model's state: {}", thrown.getMessage())));
    }

    private static void modelIs(InferenceApi.State state, Meanings meanings) {
        if (state.ready()) {
            meanings.fill();
        }
    }

    private Future<MemoryApi.MemoryPage> list(MemoryApi.ListMemories asked) {
        // One more than asked for tells whether there are more.
        return bus.request(
                        MemoryStore.LIST, new MemoryStore.ListFacts(asked.userId(), asked.limit() + 1, asked.before()))
                .map(found -> {
                    boolean more = found.memories().size() > asked.limit();
                    return new MemoryApi.MemoryPage(
                            more ? found.memories().subList(0, asked.limit()) : found.memories(), more);
                });
    }

    private Future<Changed> change(Change change) {
        if (change.content() == null) {
            return bus.request(MemoryStore.CHANGE, change);
        }
        String content = FactText.clean(change.content());
        int length = content.codePointCount(0, content.length());
        if (length < SHORTEST || length > LONGEST) {
            return Future.failedFuture(
                    new Failure(Failure.Code.INVALID, "A memory has from 1 to " + LONGEST + " characters."));
        }
        return bus.request(
                MemoryStore.CHANGE,
                new Change(
                        change.userId(),
                        change.memoryId(),
                        content,
                        change.pinned(),
                        change.confidential(),
                        change.at()));
    }

    private void fade() {
        bus.request(MemoryStore.FADE, new MemoryStore.Fade(clock.instant(), settings.fadeAfter()))
                .onSuccess(faded -> {
                    if (faded.memories() > 0) {
                        LOG.info("Faded {} memories", faded.memories());
                    }
                })
                .onFailure(thrown -> LOG.warn("Could not fade memories: {}", thrown.getMessage()));
    }
}
