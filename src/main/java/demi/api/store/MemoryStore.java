package demi.api.store;

import demi.api.MemoryApi;
import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
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

    /**
     * Something that was told.
     *
     * @param kind null where nobody has looked at what it is of yet
     * @param toldAt null: when it is saved
     * @param replaces the id of what is no longer true since then; null: nothing
     */
    public record Fact(
            String memoryId,
            String content,
            @Nullable String messageId,
            boolean confidential,
            @Nullable MemoryKind kind,
            Holding holds,
            @Nullable Instant toldAt,
            @Nullable String replaces) {

        /** Of which no more is known than its words. */
        public Fact(String memoryId, String content, @Nullable String messageId, boolean confidential) {
            this(memoryId, content, messageId, confidential, null, Holding.UNDATED, null, null);
        }

        @Override
        public String toString() {
            return "Fact[" + memoryId + "]";
        }
    }

    /**
     * What was learned, in one commit.
     *
     * @param add memories; one whose id is there already was told again: it gets the new content and source, and keeps when it
     *     was told first; beside one that is pinned, or somebody else's, a new one is made. What they replace stays, and is over;
     *     what is pinned is never over by that
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
    public record ListFacts(
            String userId, int limit, long before, @Nullable MemoryKind kind) {

        /** Of all kinds. */
        public ListFacts(String userId, int limit, long before) {
            this(userId, limit, before, null);
        }
    }

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

    /**
     * Asks for what takes place within these days, or holds in some of them, and for all that comes every year. What has ended
     * does not.
     */
    public record FindDated(String userId, LocalDate from, LocalDate until) {}

    /** Earliest first, a few hundred at most. */
    public static final RequestAddress<FindDated, Found> DATED =
            RequestAddress.of("store.memory.dated", FindDated.class, Found.class);

    /** Asks for the pinned ones, newest first. */
    public record FindPinned(String userId, boolean open, int limit) {}

    public static final RequestAddress<FindPinned, Found> PINNED =
            RequestAddress.of("store.memory.pinned", FindPinned.class, Found.class);

    /** Asks for what came from the last {@code messages} messages of this person before {@code messageId}. */
    public record FindLatest(String userId, String messageId, int messages) {}

    public static final RequestAddress<FindLatest, Found> LATEST =
            RequestAddress.of("store.memory.latest", FindLatest.class, Found.class);

    /** Asks for some of this person's memories. */
    public record GetFacts(String userId, List<String> memoryIds) {
        public GetFacts {
            memoryIds = List.copyOf(memoryIds);
        }
    }

    public static final RequestAddress<GetFacts, Found> GET =
            RequestAddress.of("store.memory.get", GetFacts.class, Found.class);

    /** Asks for the memory that was told to be over last, if that was after {@code since}. */
    public record FindReplaced(String userId, Instant since) {}

    public static final RequestAddress<FindReplaced, Found> REPLACED =
            RequestAddress.of("store.memory.replaced", FindReplaced.class, Found.class);

    /**
     * Keeps this person's memories just as they are given, new or in the place of those with the same id, in one commit.
     *
     * @param remove ids of those that go
     */
    public record PutFacts(String userId, List<MemoryFact> memories, List<String> remove) {
        public PutFacts {
            memories = List.copyOf(memories);
            remove = List.copyOf(remove);
        }
    }

    public static final RequestAddress<PutFacts, Found> PUT =
            RequestAddress.of("store.memory.put", PutFacts.class, Found.class);

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

    /**
     * Removes what was not used for {@code after}, times one and the number of uses up to nine: tastes after twice that,
     * events that are over and never came up after half. Stays: what is pinned, of the house, of a kind that lasts, or comes
     * every year, what is still to come, and what nobody has looked at.
     */
    public record Fade(Instant at, Duration after) {}

    public record Faded(int memories) {}

    public static final RequestAddress<Fade, Faded> FADE =
            RequestAddress.of("store.memory.fade", Fade.class, Faded.class);

    /** Asks for memories, anybody's, of which nobody has looked at what they are of; the oldest first. */
    public record FindUnread(int limit) {}

    public static final RequestAddress<FindUnread, Found> UNREAD =
            RequestAddress.of("store.memory.unread", FindUnread.class, Found.class);

    /** What a memory is of, and when it holds. */
    public record Reading(String memoryId, MemoryKind kind, Holding holds) {}

    /** Saves what was found of memories; nothing of those that somebody has looked at meanwhile. */
    public record SaveReadings(List<Reading> readings) {
        public SaveReadings {
            readings = List.copyOf(readings);
        }
    }

    public static final RequestAddress<SaveReadings, Ack> SAVE_READINGS =
            RequestAddress.of("store.memory.saveReadings", SaveReadings.class, Ack.class);

    /** Somebody with an account that is active: only they are of the house, and nobody of a chat network. */
    public record Resident(String userId, String name) {
        @Override
        public String toString() {
            return "Resident[" + userId + "]";
        }
    }

    /**
     * Asks who is of the house, and what a person of it may know of others: what is meant for the house, and still true, the
     * newest 200. Of who is not of the house, and for them, there is nothing.
     */
    public record FindHouse(String userId) {}

    public record House(List<Resident> residents, List<MemoryFact> facts) {
        public House {
            residents = List.copyOf(residents);
            facts = List.copyOf(facts);
        }
    }

    public static final RequestAddress<FindHouse, House> HOUSE =
            RequestAddress.of("store.memory.house", FindHouse.class, House.class);

    /**
     * Keeps what a person said of the house for everybody of it.
     *
     * @param add new ones; what the person has already in these words stays as it is, also where they took it back
     * @param over contents of what everybody may no longer know
     */
    public record SaveHouseFacts(String userId, List<Fact> add, List<String> over, Instant at) {
        public SaveHouseFacts {
            add = List.copyOf(add);
            over = List.copyOf(over);
        }

        @Override
        public String toString() {
            return "SaveHouseFacts[" + userId + ", " + add.size() + " facts]";
        }
    }

    public static final RequestAddress<SaveHouseFacts, Ack> SAVE_HOUSE_FACTS =
            RequestAddress.of("store.memory.saveHouseFacts", SaveHouseFacts.class, Ack.class);
}
