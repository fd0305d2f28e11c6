package demi.conductor.turn;

import demi.api.value.Message;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person's messages that have no answer yet, oldest first: some are kept here, those behind them in the store only. */
public final class MessageQueue {

    private final ArrayDeque<Message> waiting = new ArrayDeque<>();
    private final int room;
    /** Whether messages wait in the store only, after those in {@link #waiting}. */
    private boolean more;

    private boolean fetching;

    /** @param room how many messages are kept here */
    MessageQueue(int room) {
        this.room = room;
    }

    /** Nothing where it is there already. */
    public void add(Message message) {
        if (waiting.stream().anyMatch(there -> there.messageId().equals(message.messageId()))) {
            return;
        }
        if (more || fetching || waiting.size() >= room) {
            more = true;
        } else {
            waiting.add(message);
        }
    }

    /** How many messages are to be fetched from the store now; {@link #fetched} has to follow. 0: none. */
    public int fetch() {
        if (!more || fetching || !waiting.isEmpty()) {
            return 0;
        }
        fetching = true;
        more = false;
        return room;
    }

    /** @param open the oldest of the person's messages whose turn is open */
    public void fetched(List<Message> open) {
        fetching = false;
        waiting.addAll(open);
        more |= open.size() >= room;
    }

    public void notFetched() {
        fetching = false;
        more = true;
    }

    /** Whether nothing waits, here or in the store. */
    boolean isEmpty() {
        return waiting.isEmpty() && !more && !fetching;
    }

    /** Null where none is kept here. */
    @Nullable
    Message oldest() {
        return waiting.peek();
    }

    /** The message to which a reply would have this id; null where none is kept here. */
    @Nullable
    public Message find(String replyId) {
        return waiting.stream()
                .filter(message -> message.replyId().equals(replyId))
                .findFirst()
                .orElse(null);
    }

    /** Takes the oldest out; null where none is kept here. */
    @Nullable
    Message poll() {
        return waiting.poll();
    }

    /** Ids of what is kept here, without the oldest {@code begun}. */
    List<String> idsAfter(int begun) {
        return waiting.stream().skip(begun).map(Message::messageId).toList();
    }

    /** Puts it in the place of the one with its id; at the end where that is not kept here. */
    void replace(Message message) {
        List<Message> now = waiting.stream()
                .map(there -> there.messageId().equals(message.messageId()) ? message : there)
                .toList();
        waiting.clear();
        waiting.addAll(now);
        add(message);
    }

    void remove(Collection<String> messageIds) {
        waiting.removeIf(message -> messageIds.contains(message.messageId()));
    }
}
