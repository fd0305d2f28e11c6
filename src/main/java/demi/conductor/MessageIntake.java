package demi.conductor;

import demi.api.ChatApi;
import demi.api.ChatApi.Marked;
import demi.api.ChatApi.Said;
import demi.api.ChatApi.Say;
import demi.api.EmotionApi;
import demi.api.store.MessageStore;
import demi.api.store.MessageStore.Added;
import demi.api.value.Message;
import demi.bus.Bus;
import demi.conductor.prompt.GroupChat;
import demi.conductor.turn.ConversationState;
import demi.conductor.turn.Conversations;
import demi.conductor.turn.HoldingLine;
import demi.conductor.turn.Turn;
import demi.conductor.turn.TurnEvents;
import demi.util.SlidingWindowLimiter;
import demi.util.TimeOrderedId;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps what people write, tells their devices, and queues it to be answered. */
final class MessageIntake {

    private static final Logger LOG = LoggerFactory.getLogger(MessageIntake.class);

    private final Bus bus;
    private final Conversations conversations;
    private final HoldingLine line;
    private final TurnEvents events;
    private final SlidingWindowLimiter limiter;

    /** @param limiter of one person's messages, wherever they write */
    MessageIntake(
            Bus bus, Conversations conversations, HoldingLine line, TurnEvents events, SlidingWindowLimiter limiter) {
        this.bus = bus;
        this.conversations = conversations;
        this.line = line;
        this.events = events;
        this.limiter = limiter;
    }

    /** Done when the message is kept; fails where it could not be. */
    Future<Said> say(Say say) {
        Message.Speaker speaker = say.speaker();
        if (limiter.attempt(speaker == null ? say.userId() : speaker.userId()) > 0) {
            return Future.succeededFuture(Said.TOO_MANY);
        }
        String id = TimeOrderedId.next();
        return bus.request(
                        MessageStore.ADD_MESSAGE,
                        new MessageStore.AddMessage(
                                id,
                                say.userId(),
                                say.content(),
                                say.clientId(),
                                say.at(),
                                say.speaker(),
                                say.pictures(),
                                say.refersTo()))
                .map(added -> afterAdd(added, say.clientId()));
    }

    private Said afterAdd(Added added, @Nullable String clientId) {
        Message message = added.message();
        if (!added.duplicate()) {
            events.delivered(message, clientId);
            ConversationState conversation = conversations.add(message);
            if (conversation.retries().isSuspended()) {
                line.tellWaiting(conversation, message.messageId());
            }
            conversations.next(conversation);
            Turn current = conversation.current();
            if (current == null || !current.message().equals(message)) {
                appraise(message);
            }
        }
        return new Said(message.messageId(), added.duplicate());
    }

    /** What has to wait for its answer moves her all the same, now. */
    private void appraise(Message message) {
        bus.request(EmotionApi.APPRAISE, GroupChat.appraiseRequest(message))
                .onFailure(thrown -> LOG.warn(
                        "Could not tell the emotion verticle of a message: message={}: {}",
                        message.messageId(),
                        thrown.getMessage()));
    }

    Future<Marked> read(ChatApi.MarkRead read) {
        return bus.request(
                        MessageStore.MARK_READ, new MessageStore.MarkRead(read.userId(), read.messageId(), read.at()))
                .map(marked -> {
                    if (marked.found()) {
                        events.read(read.userId(), read.messageId());
                    }
                    return new Marked(marked.found());
                });
    }
}
