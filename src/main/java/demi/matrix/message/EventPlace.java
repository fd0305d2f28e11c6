package demi.matrix.message;

import demi.network.message.ReplyTarget;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands in a room. Both ids have to be in the message's id on the network, since an answer in a thread has to name the
 * thread, also after a restart.
 *
 * @param threadRoot the first event of the thread that it is in; null: none
 */
record EventPlace(String event, @Nullable String threadRoot) {

    /** Of servers' ids none holds it; of one that does, the last counts. */
    private static final String SEPARATOR = "|";

    static EventPlace of(ReplyTarget target) {
        String id = target.message();
        int at = id.lastIndexOf(SEPARATOR);
        return at < 0
                ? new EventPlace(id, null)
                : new EventPlace(id.substring(0, at), at + 1 == id.length() ? null : id.substring(at + 1));
    }

    /** As the id of the message. */
    String id() {
        if (threadRoot != null && !threadRoot.contains(SEPARATOR)) {
            return event + SEPARATOR + threadRoot;
        }
        return event.contains(SEPARATOR) ? event + SEPARATOR : event;
    }
}
