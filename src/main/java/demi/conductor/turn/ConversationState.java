package demi.conductor.turn;

import demi.api.store.MessageStore.TranscriptChange;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.conductor.prompt.GroupChat;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the conductor has in mind of one person: the turns that wait, the one being made, what the model has read. */
public final class ConversationState {

    private final String userId;
    private final MessageQueue queue;
    private final Retries retries = new Retries();
    private final ModelTranscript transcript = new ModelTranscript();
    private @Nullable Turn current;
    private @Nullable PreparedTurn prepared;

    /** Messages of which the person was told that the answer has to wait. */
    private final Set<String> notifiedMessages = new HashSet<>();

    private @Nullable Instant lastMessageAt;
    private int holds;

    /** @param room how many messages are kept here; what waits behind them is in the store */
    public ConversationState(String userId, int room) {
        this.userId = userId;
        this.queue = new MessageQueue(room);
    }

    public String userId() {
        return userId;
    }

    /** The messages that wait; the oldest is the one that is being answered, if any is. */
    public MessageQueue queue() {
        return queue;
    }

    /** Of the oldest message. */
    public Retries retries() {
        return retries;
    }

    public ModelTranscript transcript() {
        return transcript;
    }

    /** The next message to answer, if it is time: nothing is being made, and the model is not away. */
    @Nullable
    public Message next() {
        return current == null && holds == 0 && !retries.isSuspended() ? queue.oldest() : null;
    }

    /** Whether nothing is to be done: all of it can be had again from the store. */
    public boolean idle() {
        return current == null && holds == 0 && queue.isEmpty();
    }

    /** No turn begins until {@link #release}. */
    void hold() {
        holds++;
    }

    void release() {
        holds--;
    }

    /** It has other words, or is to be answered anew. */
    public void replace(Message message) {
        startAnew(message.messageId());
        queue.replace(message);
        forgetPrompt();
    }

    /** It is gone, or something else is that the model has read. */
    public void remove(String messageId) {
        startAnew(messageId);
        forget(List.of(messageId));
        forgetPrompt();
    }

    /** What was tried so far with the oldest message counts no more, if that is it. */
    private void startAnew(String messageId) {
        Message oldest = queue.oldest();
        notifiedMessages.remove(messageId);
        if (oldest != null && oldest.messageId().equals(messageId)) {
            prepared = null;
            retries.reset();
        }
    }

    @Nullable
    public Turn current() {
        return current;
    }

    public void begin(Turn turn) {
        current = turn;
    }

    /** This try at the oldest message is over, which stays the next. */
    public void released() {
        current = null;
        forgetChanged();
    }

    private void forgetChanged() {
        if (transcript.isChanged()) {
            forgetPrompt();
        }
    }

    /** The oldest message has its answer, or will get none. */
    public void settled() {
        Message done = queue.poll();
        if (done != null) {
            notifiedMessages.remove(done.messageId());
            lastMessageAt = done.createdAt();
        }
        current = null;
        prepared = null;
        retries.reset();
        forgetChanged();
    }

    /** The oldest message is not to be tried again; its line is part of the transcript now. */
    void abandoned() {
        transcript.forget();
        settled();
    }

    /** The prompt of the oldest message, null until there is one. */
    @Nullable
    public PreparedTurn prepared() {
        return prepared;
    }

    public void prepare(PreparedTurn turn) {
        prepared = turn;
    }

    /**
     * The prompt may contain facts that must be forgotten: prompt and transcript are loaded again, while a turn is running
     * after it.
     */
    public void forgetPrompt() {
        if (current == null) {
            prepared = null;
            transcript.forget();
        } else {
            transcript.forgetLater();
        }
    }

    /** The oldest message, if it waits for another try. */
    @Nullable
    Message waitsForModel() {
        return retries.isSuspended() && current == null ? queue.oldest() : null;
    }

    /** What is to be kept of the oldest message when it gets no answer: as it was sent, if it was. */
    TranscriptChange unanswered(Message message) {
        if (prepared != null && prepared.messageId().equals(message.messageId())) {
            return transcript.change(prepared.prompt(), prepared.prompt().turn());
        }
        PromptMessage said =
                new PromptMessage(PromptMessage.Role.USER, GroupChat.words(message, GroupChat.names(List.of(message))));
        return new TranscriptChange(0, null, List.of(said));
    }

    /** What waits and is not being made. */
    List<String> queuedMessageIds() {
        return queue.idsAfter(current == null ? 0 : 1);
    }

    /** Messages that are gone: nobody waits for their answers. */
    void forget(Collection<String> messageIds) {
        queue.remove(messageIds);
        notifiedMessages.removeAll(messageIds);
    }

    /** Whether the person has yet to be told that this message's answer has to wait; it counts as told from now on. */
    boolean markNotified(String messageId) {
        return notifiedMessages.add(messageId);
    }

    /** Whether the person knows that this message's answer has to wait. */
    boolean isNotified(String messageId) {
        return notifiedMessages.contains(messageId);
    }

    /** The person wrote, then: the message that was answered last; null when there was none. */
    public void setLastMessageAt(@Nullable Instant at) {
        lastMessageAt = at;
    }

    @Nullable
    public Instant lastMessageAt() {
        return lastMessageAt;
    }
}
