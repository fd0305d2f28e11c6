package demi.conductor;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.StoreEvents;
import demi.api.store.MessageStore;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what people say, keeps their turns in order, and has each answered; a turn that the model could not answer stays the
 * person's next until it could. {@link ConductorWiring} says by which parts.
 */
public final class ConductorVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(ConductorVerticle.class);

    private final Bus bus;
    private final InstantSource clock;
    private final ConductorSettings settings;
    private final PromptSettings prompts;
    private final Duration pace;

    /** What a prompt has to know beside the conversation: the model's window and longest reply, and the local time. */
    public record PromptSettings(int contextWindow, int longestReply, ZoneId zone) {}

    public ConductorVerticle(Bus bus, InstantSource clock, ConductorSettings settings, PromptSettings prompts) {
        this(bus, clock, settings, prompts, Duration.ofSeconds(1));
    }

    /** @param pace the shortest pause between two tries at a message */
    ConductorVerticle(Bus bus, InstantSource clock, ConductorSettings settings, PromptSettings prompts, Duration pace) {
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.prompts = prompts;
        this.pace = pace;
    }

    @Override
    public Future<?> start() {
        ConductorWiring parts = new ConductorWiring(vertx, bus, clock, settings, prompts, pace);
        return parts.persona
                .text()
                .compose(read -> bus.ask(MessageStore.OPEN_TURNS, MessageStore.OpenTurns.ALL))
                .onSuccess(parts::start)
                .compose(turns -> answer(parts))
                .onSuccess(ready -> {
                    parts.followUpRecovery.resume();
                    bus.ask(InferenceApi.NOW, new InferenceApi.HowIsIt())
                            .onSuccess(parts::modelIs)
                            .onFailure(thrown -> LOG.warn("How the model is cannot be told: {}", thrown.getMessage()));
                });
    }

    private Future<?> answer(ConductorWiring parts) {
        return Future.all(List.of(
                bus.answer(ChatApi.SAY, parts.intake::say),
                bus.answer(ChatApi.STOP, stop -> parts.conversations.stop(stop.userId())),
                bus.answer(
                        ChatApi.STANDING,
                        asked -> Future.succeededFuture(parts.conversations.underway(asked.userId()))),
                bus.answer(ChatApi.READ, parts.intake::read),
                bus.answer(ChatApi.WRITE_FIRST, parts.initiative::write),
                bus.answer(ChatApi.THINK_ALOUD, parts.initiative::think),
                bus.listen(MemoryApi.FORGETTING, asked -> {
                    parts.followUpJobs.learnNothingAnywhere(asked.userId());
                    parts.conversations.forgetPrompts();
                }),
                bus.listen(StoreEvents.CHANGED_ELSEWHERE, changed -> {
                    parts.followUpRecovery.dropRemovedAccounts();
                    parts.conversations.dropRemovedAccounts();
                }),
                bus.listen(InferenceApi.STATE, parts::modelIs)));
    }
}
