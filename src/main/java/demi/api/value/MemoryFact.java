package demi.api.value;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something she knows of a person.
 *
 * @param content a sentence
 * @param messageId of the message it comes from, null when the person wrote it down or the message is gone
 * @param kind null when nobody has looked at what it is of yet
 * @param holds when it is true or takes place
 * @param pinned stays, used or not
 * @param confidential from a private talk: never to be brought up where others read
 * @param house whether everybody of the house may know it
 * @param createdAt when it was told
 * @param usedAt when it last came to her mind, null when it never did
 * @param endedAt since when it is no longer true, null while it is
 * @param place a later one is larger
 */
public record MemoryFact(
        String memoryId,
        String userId,
        String content,
        @Nullable String messageId,
        @Nullable MemoryKind kind,
        Holding holds,
        boolean pinned,
        boolean confidential,
        boolean house,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant usedAt,
        int uses,
        @Nullable Instant endedAt,
        long place) {
    @Override
    public String toString() {
        return "Memory[" + memoryId + "]";
    }
}
