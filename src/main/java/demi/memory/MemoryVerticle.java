package demi.memory;

import demi.api.ChatApi;
import demi.api.HealthApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.store.MemoryStore;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.memory.house.HouseLearning;
import demi.memory.house.HouseRecall;
import demi.memory.kind.FactBacklog;
import demi.memory.meaning.Meanings;
import demi.memory.own.OwnMemories;
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
    private static final long EXPIRE_MS = 60_000;
    private static final int MOST_FOUND = 500;

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
        MemoryRetriever recollection =
                new MemoryRetriever(bus, clock, settings, meanings, forgetter, new HouseRecall(bus));
        FactMerger facts = new FactMerger(bus, clock, new HouseLearning(bus, clock));
        FactBacklog backlog = new FactBacklog(vertx, bus);
        OwnMemories own = new OwnMemories(bus, clock);
        Timers.every(vertx, 0, FADE_MS, timer -> fade());
        Timers.every(vertx, EXPIRE_MS, EXPIRE_MS, timer -> own.expire());
        return Future.all(List.of(
                        bus.handle(MemoryApi.RECALL, recollection::recall),
                        bus.handle(MemoryApi.RECALL_OPEN, recollection::recallOpen),
                        bus.handle(MemoryApi.WHAT_TO_ASK, facts::question),
                        bus.handle(
                                MemoryApi.LEARN,
                                learn -> facts.learn(learn).onSuccess(learned -> {
                                    meanings.fill();
                                    backlog.read();
                                })),
                        bus.handle(MemoryApi.LIST, this::list),
                        bus.handle(
                                MemoryApi.CHANGE, change -> own.change(change).onSuccess(changed -> meanings.fill())),
                        bus.handle(MemoryApi.ADD, add -> own.add(add).onSuccess(added -> meanings.fill())),
                        bus.handle(MemoryApi.IMPORT, file -> own.importAll(file).onSuccess(added -> meanings.fill())),
                        bus.handle(
                                MemoryApi.UNDO,
                                undo -> own.undo(undo).onSuccess(undone -> {
                                    meanings.onForgotten(undo.userId());
                                    meanings.fill();
                                })),
                        bus.handle(
                                MemoryApi.FORGET,
                                forget -> own.forget(forget)
                                        .onSuccess(forgotten -> meanings.onForgotten(forget.userId()))),
                        bus.handle(MemoryApi.FORGET_ABOUT, forgetter::forgetAbout),
                        bus.subscribe(MemoryApi.FORGETTING, forgetting -> facts.cancelLearning(forgetting.userId())),
                        bus.subscribe(HealthApi.REQUESTED, call -> meanings.publishHealth()),
                        bus.subscribe(ChatApi.EVENTS, indexer::onEvent),
                        bus.subscribe(ChatApi.EVENTS, event -> onChange(event, facts, own, meanings)),
                        bus.subscribe(InferenceApi.STATE, state -> modelIs(state, meanings))))
                .onSuccess(open -> indexer.index())
                .onSuccess(open -> backlog.read())
                // It may have been ready before this room was open.
                .onSuccess(open -> bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                        .onSuccess(state -> modelIs(state, meanings))
                        .onFailure(thrown -> LOG.debug("Could not get the model's state: {}", thrown.getMessage())));
    }

    /** What is known from a message that has changed is gone from the store; here it is let go, too. */
    private static void onChange(ChatApi.Event event, FactMerger facts, OwnMemories own, Meanings meanings) {
        String messageId = event instanceof ChatApi.MessageRemoved removed
                ? removed.messageId()
                : event instanceof ChatApi.MessageEdited edited
                        ? edited.message().messageId()
                        : null;
        if (messageId != null) {
            facts.cancelLearning(event.userId());
            own.dropMessage(event.userId(), messageId);
            meanings.onForgotten(event.userId());
        }
    }

    private static void modelIs(InferenceApi.State state, Meanings meanings) {
        if (state.ready()) {
            meanings.fill();
        }
    }

    private Future<MemoryApi.MemoryPage> list(MemoryApi.ListMemories asked) {
        return asked.words() == null ? page(asked) : found(asked, asked.words());
    }

    private Future<MemoryApi.MemoryPage> page(MemoryApi.ListMemories asked) {
        // One more than asked for tells whether there are more.
        return bus.request(
                        MemoryStore.LIST,
                        new MemoryStore.ListFacts(asked.userId(), asked.limit() + 1, asked.before(), asked.kind()))
                .map(found -> {
                    boolean more = found.memories().size() > asked.limit();
                    return new MemoryApi.MemoryPage(
                            more ? found.memories().subList(0, asked.limit()) : found.memories(), more);
                });
    }

    private Future<MemoryApi.MemoryPage> found(MemoryApi.ListMemories asked, String words) {
        return bus.request(
                        MemoryStore.MATCHING,
                        new MemoryStore.FindMatching(asked.userId(), KeywordExtractor.of(words), false, MOST_FOUND))
                .map(found -> new MemoryApi.MemoryPage(
                        found.memories().stream()
                                .filter(memory -> asked.kind() == null || memory.kind() == asked.kind())
                                .limit(asked.limit())
                                .toList(),
                        false));
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
