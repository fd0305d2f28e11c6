package demi.api.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something she knows of a person.
 *
 * @param content a sentence
 * @param messageId of the message it comes from, null when the person wrote it down or the message is gone
 * @param pinned stays, used or not
 * @param confidential from a private talk: never to be brought up where others read
 * @param usedAt when it last came to her mind, null when it never did
 * @param place a later one is larger
 */
public record MemoryFact(
        String memoryId,
        String userId,
        String content,
        @Nullable String messageId,
        boolean pinned,
        boolean confidential,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant usedAt,
        int uses,
        long place) {
    @Override
    public String toString() {
        return "Memory[" + memoryId + "]";
    }
}
