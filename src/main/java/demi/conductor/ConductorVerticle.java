package demi.conductor;

import demi.api.ChatApi;
import demi.api.ChatApi.Said;
import demi.api.ChatApi.Say;
import demi.api.ChatApi.Underway;
import demi.api.ChatApi.WasRead;
import demi.api.EmotionApi;
import demi.api.InferenceApi;
import demi.api.MemoryApi;
import demi.api.StoreEvents;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.Added;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.BaseVerticle;
import demi.bus.Bus;
import demi.bus.Timers;
import demi.conductor.prompt.GroupChat;
import demi.conductor.prompt.Persona;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.ModelOutage;
import demi.conductor.turn.Turn;
import demi.util.SlidingWindowLimiter;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what people say, keeps their turns in order, and has each answered by {@link TurnRunner}. A turn that the model
 * could not answer stays the person's next until it could.
 */
public final class ConductorVerticle extends BaseVerticle {

    private static final Logger LOG = LoggerFactory.getLogger(ConductorVerticle.class);

    private static final long FETCH_AGAIN_MS = 2_000;

    private final Bus bus;
    private final InstantSource clock;
    private final ConductorSettings settings;
    private final PromptSettings prompts;
    private final Duration pace;
    private final Map<String, ConversationState> conversations = new HashMap<>();
    private final SlidingWindowLimiter messages;
    private ModelOutage outage;
    private TurnRunner answering;

    /** What a prompt has to know beside the conversation: the model's window and longest reply, and the local time. */
    public record PromptSettings(int contextWindow, int longestReply, ZoneId zone) {}

    public ConductorVerticle(Bus bus, InstantSource clock, ConductorSettings settings, PromptSettings prompts) {
        this(bus, clock, settings, prompts, Duration.ofSeconds(1));
    }

    /** @param pace the shortest pause between two tries at a message */
    @SuppressWarnings("NullAway.Init") // made in start(), where there is a Vertx
    ConductorVerticle(Bus bus, InstantSource clock, ConductorSettings settings, PromptSettings prompts, Duration pace) {
        this.pace = pace;
        this.bus = bus;
        this.clock = clock;
        this.settings = settings;
        this.messages = new SlidingWindowLimiter(settings.messagesPerMinute(), System::nanoTime);
        this.prompts = prompts;
    }

    @Override
    public Future<?> start() {
        Persona persona = new Persona(vertx, settings.personaFile());
        outage = new ModelOutage(vertx, bus, clock, this::next, conversations::containsKey, pace);
        answering = new TurnRunner(
                vertx,
                bus,
                clock,
                settings,
                prompts,
                persona,
                outage,
                this::next,
                conversations::containsKey,
                this::isAnswering);
        return persona.text()
                .compose(read -> bus.ask(MessageStore.OPEN_TURNS, MessageStore.OpenTurns.ALL))
                .onSuccess(this::goOn)
                .compose(turns -> Future.all(List.of(
                        bus.answer(ChatApi.SAY, this::say),
                        bus.answer(ChatApi.STOP, this::stop),
                        bus.answer(ChatApi.STANDING, standing -> Future.succeededFuture(standing(standing.userId()))),
                        bus.answer(ChatApi.READ, this::read),
                        bus.answer(
                                ChatApi.WRITE_FIRST,
                                asked -> answering.initiative().write(asked)),
                        bus.answer(
                                ChatApi.THINK_ALOUD,
                                asked -> answering.initiative().think(asked)),
                        bus.listen(MemoryApi.FORGETTING, asked -> forgets(asked.userId())),
                        bus.listen(StoreEvents.CHANGED_ELSEWHERE, changed -> forgetTheGone()),
                        bus.listen(InferenceApi.STATE, this::modelIs))))
                .onSuccess(ready -> {
                    answering.resumeFollowUps();
                    bus.ask(InferenceApi.NOW, new InferenceApi.HowIsIt())
                            .onSuccess(this::modelIs)
                            .onFailure(thrown -> LOG.warn("How the model is cannot be told: {}", thrown.getMessage()));
                });
    }

    private void modelIs(InferenceApi.State state) {
        answering.contextWindow(state.contextWindow());
        outage.modelIs(state.ready(), conversations.values());
        answering.modelIs(state);
    }

    /** Also between two tries at what took too long: nothing may push out what the server has read of it. */
    private boolean isAnswering() {
        return conversations.values().stream()
                .anyMatch(conversation ->
                        conversation.current() != null || (conversation.stalled() && conversation.timedOut()));
    }

    /** What the last process did not come to answer. */
    private void goOn(MessageStore.Turns turns) {
        turns.open().forEach(message -> of(message.userId()).enqueue(message));
        outage.goesOnFor(turns.held());
        if (!turns.open().isEmpty()) {
            LOG.info(
                    "{} messages from before are still to be answered",
                    turns.open().size());
        }
        Set<ConversationState> all = new HashSet<>(conversations.values());
        all.forEach(this::next);
    }

    private Future<Said> say(Say say) {
        Message.Speaker speaker = say.speaker();
        if (messages.attempt(speaker == null ? say.userId() : speaker.userId()) > 0) {
            return Future.succeededFuture(Said.TOO_MANY);
        }
        String id = UUID.randomUUID().toString();
        return bus.ask(
                        MessageStore.ADD_SAID,
                        new MessageStore.AddSaid(
                                id,
                                say.userId(),
                                say.content(),
                                say.clientId(),
                                say.at(),
                                say.speaker(),
                                say.pictures(),
                                say.refersTo()))
                .map(added -> said(added, say.clientId()));
    }

    private Said said(Added added, @Nullable String clientId) {
        Message message = added.message();
        if (!added.duplicate()) {
            tell(new ChatApi.Spoken(message.userId(), message, clientId));
            tell(new ChatApi.Delivered(message.userId(), message.messageId()));
            ConversationState conversation = of(message.userId());
            conversation.enqueue(message);
            if (conversation.stalled()) {
                outage.tellWaiting(conversation, message.messageId());
            }
            next(conversation);
            Turn current = conversation.current();
            if (current == null || !current.said().equals(message)) {
                hear(message);
            }
        }
        return new Said(message.messageId(), added.duplicate());
    }

    /** What has to wait for its answer moves her all the same, now. */
    private void hear(Message message) {
        bus.ask(EmotionApi.HEARD, GroupChat.heard(message))
                .onFailure(thrown -> LOG.warn("What was said did not reach her: {}", thrown.getMessage()));
    }

    private Future<Ack> stop(ChatApi.Stop stop) {
        ConversationState conversation = conversations.get(stop.userId());
        Turn turn = conversation == null ? null : conversation.current();
        Message waits = conversation == null ? null : conversation.waitsForModel();
        if (turn != null) {
            turn.stop();
        } else if (conversation != null && waits != null) {
            return abandon(conversation, waits);
        }
        return Future.succeededFuture(Ack.DONE);
    }

    /** Nobody wants the answer any more that could not be made so far. */
    private Future<Ack> abandon(ConversationState conversation, Message message) {
        MessageStore.TranscriptChange said = conversation.unanswered(message);
        return bus.ask(MessageStore.CLOSE_TURN, new MessageStore.CloseTurn(message.messageId(), message.userId(), said))
                .onSuccess(closed -> {
                    if (message.equals(conversation.waitsForModel())) {
                        conversation.abandoned();
                        tell(new ChatApi.Unanswered(message.userId(), message.messageId()));
                        next(conversation);
                    }
                });
    }

    /** Another process may have removed an account: what waited of it is gone, and must not reach the model. */
    private void forgetTheGone() {
        answering.dropRemovedAccounts();
        Set<String> waiting = new HashSet<>();
        conversations.values().forEach(conversation -> waiting.addAll(conversation.notBegun()));
        if (waiting.isEmpty()) {
            return;
        }
        bus.ask(MessageStore.OPEN_TURNS, MessageStore.OpenTurns.ALL)
                .onSuccess(turns -> {
                    turns.open().forEach(open -> waiting.remove(open.messageId()));
                    for (ConversationState conversation : List.copyOf(conversations.values())) {
                        conversation.forget(waiting);
                        next(conversation);
                    }
                })
                .onFailure(thrown -> LOG.warn("Open turns could not be read: {}", thrown.getMessage()));
    }

    private void forgets(String userId) {
        answering.learnNothingOf(userId);
        conversations.values().forEach(ConversationState::forgetPrompt);
    }

    private Underway standing(String userId) {
        ConversationState conversation = conversations.get(userId);
        Turn turn = conversation == null ? null : conversation.current();
        return turn == null ? Underway.NOTHING : turn.underway();
    }

    private Future<WasRead> read(ChatApi.Read read) {
        return bus.ask(MessageStore.MARK_READ, new MessageStore.MarkRead(read.userId(), read.messageId(), read.at()))
                .map(marked -> {
                    if (marked.found()) {
                        tell(new ChatApi.ReadReceipt(read.userId(), read.messageId()));
                    }
                    return new WasRead(marked.found());
                });
    }

    private void next(ConversationState conversation) {
        Message message = conversation.next();
        if (message != null) {
            Turn turn = new Turn(message);
            conversation.begin(turn);
            answering.answer(conversation, turn);
        } else if (conversation.idle()) {
            conversations.remove(conversation.userId());
        } else {
            fetch(conversation);
        }
    }

    /** Goes on with what is waiting in the store only. */
    private void fetch(ConversationState conversation) {
        int room = conversation.fetch();
        if (room == 0) {
            return;
        }
        bus.ask(MessageStore.OPEN_TURNS, new MessageStore.OpenTurns(conversation.userId(), room))
                .onSuccess(turns -> {
                    conversation.fetched(turns.open());
                    next(conversation);
                })
                .onFailure(thrown -> {
                    LOG.warn("Open turns could not be read: {}", thrown.getMessage());
                    conversation.notFetched();
                    Timers.after(vertx, FETCH_AGAIN_MS, timer -> next(conversation));
                });
    }

    private ConversationState of(String userId) {
        return conversations.computeIfAbsent(userId, first -> new ConversationState(first, settings.turnsPerPerson()));
    }

    private void tell(ChatApi.Event event) {
        bus.tell(ChatApi.EVENTS, event);
    }
}
