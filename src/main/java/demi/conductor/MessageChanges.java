package demi.conductor;

import demi.api.ChatApi.AnswerAgain;
import demi.api.ChatApi.EditMessage;
import demi.api.ChatApi.MessageChange;
import demi.api.ChatApi.RemoveMessage;
import demi.api.store.MessageChangeStore;
import demi.api.store.MessageChangeStore.Changed;
import demi.api.store.MessageChangeStore.Outcome;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.Conversations;
import demi.conductor.turn.Turn;
import demi.conductor.turn.TurnEvents;
import demi.util.SlidingWindowLimiter;
import io.vertx.core.Future;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has a message answered anew, gives one other words, or removes one. A reply that is being made to it ends first, and nothing
 * of it is kept; meanwhile no turn of the conversation begins.
 */
final class MessageChanges {

    private static final Logger LOG = LoggerFactory.getLogger(MessageChanges.class);

    private final Bus bus;
    private final Conversations conversations;
    private final TurnEvents events;
    private final SlidingWindowLimiter limiter;
    private final Consumer<String> changed;

    /**
     * @param limiter of one person's messages, wherever they write
     * @param changed told whose talk is another one now
     */
    MessageChanges(
            Bus bus,
            Conversations conversations,
            TurnEvents events,
            SlidingWindowLimiter limiter,
            Consumer<String> changed) {
        this.bus = bus;
        this.conversations = conversations;
        this.events = events;
        this.limiter = limiter;
        this.changed = changed;
    }

    /** Of a reply that is being made, or waits for the model, the turn begins anew. */
    Future<MessageChange> answerAgain(AnswerAgain asked) {
        long wait = limiter.attempt(asked.userId());
        if (wait > 0) {
            return tooMany(wait);
        }
        return conversations.change(
                asked.userId(), turn -> turn.replyId().equals(asked.messageId()), (conversation, discarded) -> {
                    Message waits = conversation.queue().find(asked.messageId());
                    return waits != null
                            ? Future.succeededFuture(new MessageChange(waits, true, "", 0))
                            : bus.request(
                                            MessageChangeStore.TAKE_BACK,
                                            new MessageChangeStore.TakeBackReply(asked.userId(), asked.messageId()))
                                    .map(taken -> reopened(conversation, null, taken, false));
                });
    }

    Future<MessageChange> edit(EditMessage asked) {
        long wait = limiter.attempt(asked.userId());
        if (wait > 0) {
            return tooMany(wait);
        }
        return conversations.change(
                asked.userId(),
                turn -> turn.message().messageId().equals(asked.messageId()),
                (conversation, discarded) -> bus.request(
                                MessageChangeStore.EDIT,
                                new MessageChangeStore.EditMessage(asked.userId(), asked.messageId(), asked.content()))
                        .map(edited -> reopened(conversation, discarded, edited, true)));
    }

    Future<MessageChange> remove(RemoveMessage asked) {
        return conversations.change(
                asked.userId(),
                turn -> turn.message().messageId().equals(asked.messageId()),
                (conversation, discarded) -> bus.request(
                                MessageChangeStore.REMOVE,
                                new MessageChangeStore.RemoveMessage(asked.userId(), asked.messageId()))
                        .map(removed -> removed(conversation, discarded, removed)));
    }

    private static Future<MessageChange> tooMany(long seconds) {
        return Future.succeededFuture(new MessageChange(null, true, "", seconds));
    }

    private MessageChange reopened(
            ConversationState conversation, @Nullable Turn discarded, Changed change, boolean isEdit) {
        Message message = change.message();
        if (message == null) {
            return refused(change);
        }
        LOG.info("Answering a message anew: message={} edited={}", message.messageId(), isEdit);
        conversation.replace(message);
        tellRemoved(message.userId(), discarded, change);
        if (isEdit) {
            events.edited(message);
        }
        readAnew(conversation);
        return new MessageChange(message, true, "", 0);
    }

    private MessageChange removed(ConversationState conversation, @Nullable Turn discarded, Changed change) {
        Message message = change.message();
        if (message == null) {
            return refused(change);
        }
        LOG.info("Removed a message: message={}", message.messageId());
        boolean waited = conversation.queue().find(message.replyId()) != null;
        conversation.remove(message.messageId());
        tellRemoved(message.userId(), discarded, change);
        if (waited) {
            events.unanswered(message);
        }
        readAnew(conversation);
        String network = change.network();
        return new MessageChange(
                message, true, network.isEmpty() ? "" : "It is gone here; on " + name(network) + " it stays.", 0);
    }

    /** What is made now is made behind what the model has read before; nothing that it leads to may be asked there. */
    private void readAnew(ConversationState conversation) {
        String userId = conversation.userId();
        changed.accept(userId);
        Turn current = conversation.current();
        if (current != null) {
            current.over().onSuccess(over -> changed.accept(userId));
        }
    }

    private void tellRemoved(String userId, @Nullable Turn discarded, Changed change) {
        if (discarded != null && discarded.hasBegun() && !change.removed().contains(discarded.replyId())) {
            events.removed(userId, discarded.replyId());
        }
        change.removed().forEach(messageId -> events.removed(userId, messageId));
    }

    private static MessageChange refused(Changed change) {
        return new MessageChange(null, change.outcome() != Outcome.NOT_FOUND, sentence(change), 0);
    }

    private static String sentence(Changed change) {
        return switch (change.outcome()) {
            case DONE -> "";
            case NOT_FOUND -> "There is no such message.";
            case NOT_NEWEST -> "Something was said after it; only the last one can be changed or answered again.";
            case NO_REPLY -> "It is no reply to something that you said and that is still here.";
            case NOT_OWN -> "Only your own messages can be changed.";
            case ON_NETWORK ->
                "It was written on " + name(change.network()) + ", where it cannot be changed from here.";
        };
    }

    private static String name(String network) {
        return network.substring(0, 1).toUpperCase(Locale.ROOT) + network.substring(1);
    }
}
