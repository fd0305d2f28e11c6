package demi.api.store;

import demi.api.value.Message;
import demi.bus.RequestAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is taken back of a conversation. Each is one write, with all that goes along: replies, what the model has read of it, what
 * was learned from it. After a crash it is done or it is not.
 */
public final class MessageChangeStore {
    private MessageChangeStore() {}

    /** What came of it. */
    public enum Outcome {
        DONE,
        /** This person's conversation has no such message. */
        NOT_FOUND,
        /** Something came after it. */
        NOT_NEWEST,
        /** It is none of her replies, or what it replies to is gone. */
        NO_REPLY,
        /** It is hers. */
        NOT_OWN,
        /** It was written on a chat network, where it stays as it is. */
        ON_NETWORK
    }

    /**
     * @param message DONE: the message that is to be answered anew, or that is gone; else null
     * @param removed ids of the messages that are gone
     * @param network the chat network that has it as well; empty: none
     */
    public record Changed(Outcome outcome, @Nullable Message message, List<String> removed, String network) {
        public Changed {
            removed = List.copyOf(removed);
        }

        public static Changed refused(Outcome outcome, String network) {
            return new Changed(outcome, null, List.of(), network);
        }
    }

    /** Removes a reply of hers, the newest message of the conversation, and opens the turn of the message that it answers. */
    public record TakeBackReply(String userId, String messageId) {}

    public static final RequestAddress<TakeBackReply, Changed> TAKE_BACK =
            RequestAddress.of("store.reply.takeBack", TakeBackReply.class, Changed.class);

    /**
     * Gives the person's last message other words, opens its turn, and removes what she has said to it since, and what was
     * learned from it.
     */
    public record EditMessage(String userId, String messageId, String content) {
        @Override
        public String toString() {
            return "EditMessage[" + messageId + "]";
        }
    }

    public static final RequestAddress<EditMessage, Changed> EDIT =
            RequestAddress.of("store.message.edit", EditMessage.class, Changed.class);

    /** Removes a message, hers or the person's, and what was learned from it and is not pinned. */
    public record RemoveMessage(String userId, String messageId) {}

    public static final RequestAddress<RemoveMessage, Changed> REMOVE =
            RequestAddress.of("store.message.remove", RemoveMessage.class, Changed.class);
}
