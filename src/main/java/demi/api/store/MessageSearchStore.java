package demi.api.store;

import demi.api.store.MessageStore.Page;
import demi.api.store.RecallStore.Word;
import demi.api.value.Message;
import demi.bus.RequestAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where something is in a conversation: a message by its id, what came after, and what has some words. */
public final class MessageSearchStore {
    private MessageSearchStore() {}

    public record GetMessage(String userId, String messageId) {}

    /** @param message null where this person's conversation has no such message */
    public record FoundMessage(@Nullable Message message) {}

    public static final RequestAddress<GetMessage, FoundMessage> GET =
            RequestAddress.of("store.message.get", GetMessage.class, FoundMessage.class);

    /**
     * Asks for what came after a place in a conversation.
     *
     * @param after only messages whose seq is greater
     */
    public record GetNewer(String userId, long after, int limit) {}

    /** The oldest {@code limit} that match, oldest first; {@code more} tells whether newer ones match too. */
    public static final RequestAddress<GetNewer, Page> NEWER =
            RequestAddress.of("store.history.newer", GetNewer.class, Page.class);

    /**
     * Asks for messages that have all of these words, as far as they can be recalled: neither lines that stand in for an answer
     * nor what somebody asked to forget, and nothing that {@link RecallStore#INDEX} has not come to.
     *
     * @param words none: nothing is found
     * @param before only messages whose seq is smaller; 0 for no such bound
     */
    public record FindMessages(String userId, List<Word> words, int limit, long before) {
        public FindMessages {
            words = List.copyOf(words);
        }
    }

    /** As of {@link MessageStore#HISTORY}. */
    public static final RequestAddress<FindMessages, Page> FIND =
            RequestAddress.of("store.message.find", FindMessages.class, Page.class);
}
