package demi.api.store;

import demi.api.MemoryApi;
import demi.api.value.MemoryFact;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of memories. Nobody's memories come with another person's id. */
public final class MemoryStore {
    private MemoryStore() {}

    public record Found(List<MemoryFact> memories) {
        public Found {
            memories = List.copyOf(memories);
        }
    }

    /** Something new. */
    public record Fact(
            String memoryId, String content, @Nullable String messageId, boolean confidential) {
        @Override
        public String toString() {
            return "Fact[" + memoryId + "]";
        }
    }

    /**
     * What was learned, in one commit.
     *
     * @param add memories; one whose id is there already gets the new content and source instead; beside one that is pinned, or
     *     somebody else's, a new one is made
     * @param forget ids; pinned ones stay
     */
    public record SaveFacts(String userId, List<Fact> add, List<String> forget, Instant at) {
        public SaveFacts {
            add = List.copyOf(add);
            forget = List.copyOf(forget);
        }
    }

    public static final RequestAddress<SaveFacts, Ack> SAVE_FACTS =
            RequestAddress.of("store.memory.saveFacts", SaveFacts.class, Ack.class);

    /** Asks for this person's memories, newest first. */
    public record ListFacts(String userId, int limit, long before) {}

    public static final RequestAddress<ListFacts, Found> LIST =
            RequestAddress.of("store.memory.list", ListFacts.class, Found.class);

    /**
     * Asks for the memories that have these words in them, best first. Words that few of their memories have count
     * more; of those that very many have, only the newest are looked at.
     *
     * @param words letters and digits only
     * @param open only what is not confidential
     */
    public record FindMatching(String userId, List<String> words, boolean open, int limit) {
        public FindMatching {
            words = List.copyOf(words);
        }
    }

    public static final RequestAddress<FindMatching, Found> MATCHING =
            RequestAddress.of("store.memory.match", FindMatching.class, Found.class);

    /** Asks for the pinned ones, newest first. */
    public record FindPinned(String userId, boolean open, int limit) {}

    public static final RequestAddress<FindPinned, Found> PINNED =
            RequestAddress.of("store.memory.pinned", FindPinned.class, Found.class);

    /** Asks for what came from the last {@code messages} messages of this person before {@code messageId}. */
    public record FindLatest(String userId, String messageId, int messages) {}

    public static final RequestAddress<FindLatest, Found> LATEST =
            RequestAddress.of("store.memory.latest", FindLatest.class, Found.class);

    public static final RequestAddress<MemoryApi.Change, MemoryApi.Changed> CHANGE =
            RequestAddress.of("store.memory.change", MemoryApi.Change.class, MemoryApi.Changed.class);

    public static final RequestAddress<MemoryApi.Forget, MemoryApi.Forgotten> FORGET =
            RequestAddress.of("store.memory.forget", MemoryApi.Forget.class, MemoryApi.Forgotten.class);

    /** Lets go of all that is known of a person, but what is pinned. */
    public record Clear(String userId) {}

    public record Cleared(int memories) {}

    public static final RequestAddress<Clear, Cleared> CLEAR =
            RequestAddress.of("store.memory.clear", Clear.class, Cleared.class);

    /** These came to her mind. */
    public record MarkUsed(List<String> memoryIds, Instant at) {
        public MarkUsed {
            memoryIds = List.copyOf(memoryIds);
        }
    }

    public static final RequestAddress<MarkUsed, Ack> MARK_USED =
            RequestAddress.of("store.memory.markUsed", MarkUsed.class, Ack.class);

    /** Removes what was not used for {@code after}, times one and the number of uses up to nine, and is not pinned. */
    public record Fade(Instant at, Duration after) {}

    public record Faded(int memories) {}

    public static final RequestAddress<Fade, Faded> FADE =
            RequestAddress.of("store.memory.fade", Fade.class, Faded.class);
}
