package demi.contract;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One message of a person's conversation with Demi, as stored.
 *
 * @param seq place in the order of all messages; grows with every message stored
 * @param emotions how Demi felt, null where that was not kept
 * @param holding whether this is the line that stands in for an answer while there is no model
 */
public record Message(
        String messageId,
        String userId,
        Sender sender,
        String content,
        Instant createdAt,
        Status status,
        @Nullable Feelings emotions,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        long seq,
        boolean holding) {

    /** Who said it. */
    public enum Sender {
        USER,
        DEMI
    }

    /** How far it has come; only ever moves forward. */
    public enum Status {
        SENT,
        DELIVERED,
        READ
    }

    @Override
    public String toString() {
        return "Message[" + messageId + " by " + sender + ", " + content.length() + " characters]";
    }
}
