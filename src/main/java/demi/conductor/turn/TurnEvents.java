package demi.conductor.turn;

import demi.api.ChatApi;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Bus;
import org.jspecify.annotations.Nullable;

/** Tells all of a person's devices how a turn comes along. */
public final class TurnEvents {

    private static final String FAILED = "inference_error";

    private final Bus bus;

    public TurnEvents(Bus bus) {
        this.bus = bus;
    }

    /** The person's message is kept. */
    public void delivered(Message message, @Nullable String clientId) {
        publish(new ChatApi.MessageAdded(message.userId(), message, clientId));
        publish(new ChatApi.Delivered(message.userId(), message.messageId()));
    }

    /** Nothing where the devices know that already, or the turn is quiet. */
    public void typing(Turn turn, boolean now, int place) {
        if (turn.typing(now, place)) {
            publish(new ChatApi.Typing(turn.userId(), now, place));
        }
    }

    /** The next piece of her reply. */
    void delta(Turn turn, String text) {
        publish(new ChatApi.Delta(turn.userId(), turn.replyId(), turn.append(text), text));
    }

    /** What she has said, which is kept. */
    public void messageAdded(Message message) {
        publish(new ChatApi.MessageAdded(message.userId(), message));
    }

    /** It has other words now. */
    public void edited(Message message) {
        publish(new ChatApi.MessageEdited(message.userId(), message));
    }

    public void removed(String userId, String messageId) {
        publish(new ChatApi.MessageRemoved(userId, messageId));
    }

    public void emotionsChanged(String userId, EmotionLevels feelings) {
        publish(new ChatApi.EmotionsChanged(userId, feelings));
    }

    /** The message gets no answer. */
    public void unanswered(Message said) {
        publish(new ChatApi.Unanswered(said.userId(), said.messageId()));
    }

    /** @param sentence for the person */
    public void failed(String userId, String sentence) {
        publish(new ChatApi.Failed(userId, FAILED, sentence));
    }

    public void read(String userId, String messageId) {
        publish(new ChatApi.ReadReceipt(userId, messageId));
    }

    private void publish(ChatApi.Event event) {
        bus.publish(ChatApi.EVENTS, event);
    }
}
