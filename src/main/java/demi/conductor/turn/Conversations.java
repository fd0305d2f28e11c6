package demi.conductor.turn;

import demi.api.ChatApi.TurnStatus;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.Bus;
import demi.bus.Timers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All conversations in which a message waits for its answer: each person's messages are answered one after another. */
public final class Conversations {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final long FETCH_AGAIN_MS = 2_000;

    private final Vertx vertx;
    private final Bus bus;
    private final TurnEvents events;
    private final int room;
    private final Map<String, ConversationState> conversations = new HashMap<>();
    private @Nullable Answering answering;

    /** Makes one turn. */
    public interface Answering {
        /** Done when the conversation may go on; fails where the turn stays open because the room closes. */
        Future<Void> answer(ConversationState conversation, Turn turn);
    }

    /** @param room how many of one person's messages are kept in memory; the others wait in the store */
    public Conversations(Vertx vertx, Bus bus, TurnEvents events, int room) {
        this.vertx = vertx;
        this.bus = bus;
        this.events = events;
        this.room = room;
    }

    /**
     * Answers what the last process did not come to, and what comes from now on.
     *
     * @param open messages, each person's oldest first
     */
    public void start(Answering answers, List<Message> open) {
        answering = answers;
        open.forEach(message -> of(message.userId()).queue().add(message));
        if (!open.isEmpty()) {
            LOG.info("Resuming {} unanswered messages", open.size());
        }
        Set<ConversationState> all = new HashSet<>(conversations.values());
        all.forEach(this::next);
    }

    /** The person's next message; {@link #next} has to follow. */
    public ConversationState add(Message message) {
        ConversationState conversation = of(message.userId());
        conversation.queue().add(message);
        return conversation;
    }

    /** Goes on with what is the conversation's next turn, if it is time. */
    public void next(ConversationState conversation) {
        Message message = conversation.next();
        if (message != null && answering != null) {
            Turn turn = new Turn(message);
            conversation.begin(turn);
            answering.answer(conversation, turn).onComplete(turn::markOver).onSuccess(over -> next(conversation));
        } else if (conversation.idle()) {
            conversations.remove(conversation.userId());
        } else {
            fetch(conversation);
        }
    }

    /** Changes what was said in a conversation. */
    public interface Change<T> {
        /** @param discarded the turn that was being made and of which nothing is kept; null where there was none */
        Future<T> on(ConversationState conversation, @Nullable Turn discarded);
    }

    /**
     * Changes a conversation while no turn of it begins; one that is being made goes on beside it.
     *
     * @param discards whether nothing is to be kept of that turn: then it ends first
     */
    public <T> Future<T> change(String userId, Predicate<Turn> discards, Change<T> change) {
        ConversationState conversation = of(userId);
        Turn current = conversation.current();
        Turn discarded = current != null && discards.test(current) ? current : null;
        conversation.hold();
        if (discarded != null) {
            discarded.discard();
        }
        return (discarded == null ? Future.<Void>succeededFuture() : discarded.over())
                .compose(over -> change.on(conversation, discarded))
                .onComplete(done -> {
                    conversation.release();
                    next(conversation);
                });
    }

    /** Goes on with what is waiting in the store only. */
    private void fetch(ConversationState conversation) {
        int count = conversation.queue().fetch();
        if (count == 0) {
            return;
        }
        bus.request(MessageStore.OPEN_TURNS, new MessageStore.FindOpenTurns(conversation.userId(), count))
                .onSuccess(turns -> {
                    conversation.queue().fetched(turns.open());
                    next(conversation);
                })
                .onFailure(thrown -> {
                    LOG.warn("Could not load open turns: {}", thrown.getMessage());
                    conversation.queue().notFetched();
                    Timers.after(vertx, FETCH_AGAIN_MS, timer -> next(conversation));
                });
    }

    private ConversationState of(String userId) {
        return conversations.computeIfAbsent(userId, first -> new ConversationState(first, room));
    }

    public Collection<ConversationState> all() {
        return List.copyOf(conversations.values());
    }

    /** Who waits for an answer. */
    public Set<String> people() {
        return Set.copyOf(conversations.keySet());
    }

    /** Another node has these people now: what waits of them is there, and what is being made of it here is not kept. */
    public void lose(Predicate<String> whose) {
        for (ConversationState conversation : all()) {
            if (whose.test(conversation.userId())) {
                conversation.forget(conversation.queue().idsAfter(0));
                Turn turn = conversation.current();
                if (turn != null) {
                    turn.discard();
                } else {
                    conversations.remove(conversation.userId());
                }
            }
        }
    }

    /** Whether this person waits for an answer. */
    public boolean isWaiting(String userId) {
        return conversations.containsKey(userId);
    }

    /** Whether anybody is being answered; also between two tries at what took too long, lest the server forget it. */
    public boolean isAnswering() {
        return conversations.values().stream()
                .anyMatch(conversation -> conversation.current() != null
                        || (conversation.retries().isSuspended()
                                && conversation.retries().timedOut()));
    }

    /** What she is saying to this person now. */
    public TurnStatus status(String userId) {
        ConversationState conversation = conversations.get(userId);
        Turn turn = conversation == null ? null : conversation.current();
        return turn == null ? TurnStatus.NOTHING : turn.status();
    }

    /** Ends the turn that is being made, or that waits for the model; where there is none, nothing happens. */
    public Future<Ack> stop(String userId) {
        ConversationState conversation = conversations.get(userId);
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
        TranscriptChange said = conversation.unanswered(message);
        return bus.request(
                        MessageStore.CLOSE_TURN,
                        new MessageStore.CloseTurn(message.messageId(), message.userId(), said))
                .onSuccess(closed -> {
                    if (message.equals(conversation.waitsForModel())) {
                        conversation.abandoned();
                        events.unanswered(message);
                        next(conversation);
                    }
                });
    }

    /** Another process may have removed an account: what waited of it is gone, and must not reach the model. */
    public void dropRemovedAccounts() {
        Set<String> waiting = new HashSet<>();
        conversations.values().forEach(conversation -> waiting.addAll(conversation.queuedMessageIds()));
        if (waiting.isEmpty()) {
            return;
        }
        bus.request(MessageStore.OPEN_TURNS, MessageStore.FindOpenTurns.ALL)
                .onSuccess(turns -> {
                    turns.open().forEach(open -> waiting.remove(open.messageId()));
                    for (ConversationState conversation : all()) {
                        conversation.forget(waiting);
                        next(conversation);
                    }
                })
                .onFailure(thrown -> LOG.warn("Could not load open turns: {}", thrown.getMessage()));
    }

    /** What the model has read has changed in the store. */
    public void forgetPrompts() {
        conversations.values().forEach(ConversationState::forgetPrompt);
    }
}
