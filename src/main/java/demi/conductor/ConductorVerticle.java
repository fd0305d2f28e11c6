package demi.conductor;

import demi.api.ChatApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.StoreEvents;
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
        PeopleHere people = new PeopleHere(vertx, bus, parts);
        return parts.persona
                .text()
                .compose(read -> people.begin())
                .compose(begun -> answer(parts, people))
                .onSuccess(ready -> {
                    people.ready();
                    bus.request(InferenceApi.STATUS, new InferenceApi.GetState())
                            .onSuccess(parts::modelIs)
                            .onFailure(thrown -> LOG.warn("Could not get the model's state: {}", thrown.getMessage()));
                });
    }

    private Future<?> answer(ConductorWiring parts, PeopleHere people) {
        return Future.all(List.of(
                parts.personaEditor.answer(),
                bus.handle(ChatApi.SAY, people::has, parts.intake::say),
                bus.handle(ChatApi.STOP, people::has, stop -> parts.conversations.stop(stop.userId())),
                bus.handle(
                        ChatApi.TURN_STATUS,
                        people::has,
                        asked -> Future.succeededFuture(parts.conversations.status(asked.userId()))),
                bus.handle(ChatApi.MARK_READ, people::has, parts.intake::read),
                bus.handle(ChatApi.ANSWER_AGAIN, people::has, parts.changes::answerAgain),
                bus.handle(ChatApi.EDIT_MESSAGE, people::has, parts.changes::edit),
                bus.handle(ChatApi.REMOVE_MESSAGE, people::has, parts.changes::remove),
                bus.handle(ChatApi.WRITE_FIRST, people::has, parts.initiative::write),
                bus.handle(ChatApi.WRITE_RAMBLE, parts.initiative::ramble),
                bus.subscribe(MemoryApi.FORGETTING, asked -> {
                    parts.followUpJobs.learnNothingAnywhere(asked.userId());
                    parts.conversations.forgetPrompts();
                }),
                bus.subscribe(MemoryApi.CORRECTED, corrected -> parts.conversations.forgetPrompts()),
                bus.subscribe(StoreEvents.CHANGED_BY_OTHER_PROCESS, changed -> {
                    parts.followUpRecovery.dropRemovedAccounts();
                    parts.conversations.dropRemovedAccounts();
                }),
                bus.subscribe(InferenceApi.STATE, parts::modelIs)));
    }
}
