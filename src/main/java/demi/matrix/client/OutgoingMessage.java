package demi.matrix.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What she says in a room.
 *
 * @param text with the simple Markdown that a model writes
 * @param transaction the same again is not posted twice
 * @param replyTo an event
 * @param threadRoot the first event of the thread it belongs to
 * @param mentions ids of those who are to be notified
 */
public record OutgoingMessage(
        String roomId,
        String text,
        String transaction,
        @Nullable String replyTo,
        @Nullable String threadRoot,
        List<String> mentions) {

    public OutgoingMessage {
        mentions = List.copyOf(mentions);
    }
}
