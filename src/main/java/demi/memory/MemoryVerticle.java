package demi.memory;

import demi.contract.Bus;
import demi.contract.Failure;
import demi.contract.Health;
import demi.contract.Memories;
import demi.contract.Memories.Change;
import demi.contract.Memories.Changed;
import demi.contract.MemoryStore;
import demi.contract.Model;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers every address of {@link Memories}, and lets fade, once a day, what never came to her mind again. */
public final class MemoryVerticle extends VerticleBase {

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
        Meanings meanings = new Meanings(vertx, bus, settings);
        Recollection recollection = new Recollection(bus, clock, settings, meanings);
        FactMerger facts = new FactMerger(bus, clock);
        vertx.setPeriodic(0, FADE_MS, timer -> fade());
        return Future.all(List.of(
                        bus.answer(Memories.RECALL, recollection::recall),
                        bus.answer(Memories.ON_MIND, recollection::onMind),
                        bus.answer(Memories.WHAT_TO_ASK, facts::question),
                        bus.answer(Memories.LEARN, learn -> facts.learn(learn).onSuccess(learned -> meanings.fill())),
                        bus.answer(Memories.LIST, this::list),
                        bus.answer(Memories.CHANGE, change -> change(change).onSuccess(changed -> meanings.fill())),
                        bus.answer(
                                Memories.FORGET,
                                forget -> bus.ask(MemoryStore.FORGET, forget)
                                        .onSuccess(forgotten -> meanings.forgot(forget.userId()))),
                        bus.answer(Memories.FORGET_ABOUT, recollection::about),
                        bus.listen(Memories.FORGETTING, forgetting -> facts.nothingOf(forgetting.userId())),
                        bus.listen(Health.ROLL_CALL, call -> meanings.tellHealth()),
                        bus.listen(Model.STATE, state -> modelIs(state, meanings))))
                // It may have been ready before this room was open.
                .onSuccess(open -> bus.ask(Model.NOW, new Model.HowIsIt())
                        .onSuccess(state -> modelIs(state, meanings))
                        .onFailure(thrown -> LOG.debug("How the model is, is not known: {}", thrown.getMessage())));
    }

    private static void modelIs(Model.State state, Meanings meanings) {
        if (state.ready()) {
            meanings.fill();
        }
    }

    private Future<Memories.Page> list(Memories.ListOf asked) {
        // One more than asked for tells whether there are more.
        return bus.ask(MemoryStore.LIST, new MemoryStore.ListOf(asked.userId(), asked.limit() + 1, asked.before()))
                .map(found -> {
                    boolean more = found.memories().size() > asked.limit();
                    return new Memories.Page(
                            more ? found.memories().subList(0, asked.limit()) : found.memories(), more);
                });
    }

    private Future<Changed> change(Change change) {
        if (change.content() == null) {
            return bus.ask(MemoryStore.CHANGE, change);
        }
        String content = FactText.clean(change.content());
        int length = content.codePointCount(0, content.length());
        if (length < SHORTEST || length > LONGEST) {
            return Future.failedFuture(
                    new Failure(Failure.Code.INVALID, "A memory has from 1 to " + LONGEST + " characters."));
        }
        return bus.ask(
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
        bus.ask(MemoryStore.FADE, new MemoryStore.Fade(clock.instant(), settings.fadeAfter()))
                .onSuccess(faded -> {
                    if (faded.memories() > 0) {
                        LOG.info("{} memories have faded", faded.memories());
                    }
                })
                .onFailure(thrown -> LOG.warn("Memories could not fade: {}", thrown.getMessage()));
    }
}
