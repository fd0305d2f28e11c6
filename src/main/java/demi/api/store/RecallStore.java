package demi.api.store;

import demi.api.value.MemoryFact;
import demi.api.value.Message.Sender;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store finds of facts and of what was said, for {@code demi.memory} to choose from. */
public final class RecallStore {
    private RecallStore() {}

    /** More words than that are not asked for. */
    public static final int MOST_WORDS = 24;

    /**
     * A word that is looked for.
     *
     * @param forms any of which counts: letters and digits; a {@code *} at the end stands for any ending, a {@code +} in
     *     front for the inside of words
     */
    public record Word(List<String> forms) {
        public Word {
            forms = List.copyOf(forms);
        }

        @Override
        public String toString() {
            return "Word[" + forms.size() + " forms]";
        }
    }

    /**
     * Asks for facts of a person and lines of a conversation that have some of these words.
     *
     * @param userId whose facts
     * @param conversationId whose messages: the person's own, or the group's in which they write
     * @param words at most {@link #MOST_WORDS}
     * @param open only facts that are not confidential
     * @param before only messages that are older than this one
     * @param window so many of the person's messages before that are left out, and all since the oldest of them
     * @param places of facts that are wanted in any case
     * @param seqs of messages that are wanted in any case
     */
    public record FindCandidates(
            String userId,
            String conversationId,
            List<Word> words,
            boolean open,
            String before,
            int window,
            List<Long> places,
            List<Long> seqs) {
        public FindCandidates {
            words = List.copyOf(words);
            places = List.copyOf(places);
            seqs = List.copyOf(seqs);
        }
    }

    /** @param words a bit for each word that it has, the first the lowest */
    public record FactHit(MemoryFact fact, long words) {}

    /**
     * A line of a conversation.
     *
     * @param speaker who said it, in a conversation that several share; null in one person's own
     * @param words a bit for each word that it has
     * @param previous the {@code seq} of the message before it in the conversation, 0 where that is not known
     * @param next of the one after it
     */
    public record Line(
            long seq,
            String messageId,
            Sender sender,
            @Nullable String speaker,
            String content,
            Instant at,
            long words,
            long previous,
            long next) {

        /** The same with the {@code seq} of those around it. */
        public Line between(long previous, long next) {
            return new Line(seq, messageId, sender, speaker, content, at, words, previous, next);
        }

        @Override
        public String toString() {
            return "Line[" + messageId + "]";
        }
    }

    /**
     * The best by the sum of what their words tell; lines with their neighbours.
     *
     * @param factWords how much each word tells among the facts, in the order asked: more where few have it
     * @param lineWords among the messages
     */
    public record Candidates(List<FactHit> facts, List<Line> lines, List<Double> factWords, List<Double> lineWords) {
        public static final Candidates NONE = new Candidates(List.of(), List.of(), List.of(), List.of());

        public Candidates {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
            factWords = List.copyOf(factWords);
            lineWords = List.copyOf(lineWords);
        }
    }

    public static final RequestAddress<FindCandidates, Candidates> CANDIDATES =
            RequestAddress.of("store.recall.find", FindCandidates.class, Candidates.class);

    /** Adds to the index what was written since, at most so many messages, and as many facts. */
    public record Index(int most) {}

    /** @param rows that were added; fewer than asked for: there are no more */
    public record Indexed(int rows) {}

    public static final RequestAddress<Index, Indexed> INDEX =
            RequestAddress.of("store.recall.index", Index.class, Indexed.class);

    /**
     * Lets messages of a conversation never be recalled again, and her answers to them. In one that several share, only what
     * this person said, whatever is named.
     *
     * @param userId whose words
     * @param messageIds of theirs, or of her answers to them; null: all of them up to now
     */
    public record Forget(
            String userId, String conversationId, @Nullable List<String> messageIds) {}

    public record Forgotten(int messages) {}

    public static final RequestAddress<Forget, Forgotten> FORGET =
            RequestAddress.of("store.recall.forget", Forget.class, Forgotten.class);

    /** Lets this person's newest message before this one, and her answer to it, never be recalled again. */
    public record ForgetLatest(String userId, String conversationId, String before) {}

    public static final RequestAddress<ForgetLatest, Forgotten> FORGET_LATEST =
            RequestAddress.of("store.recall.forgetLatest", ForgetLatest.class, Forgotten.class);

    /** Asks in which groups a person has spoken lately, the newest first. */
    public record FindGroups(String userId, int limit) {}

    public record Groups(List<String> conversationIds) {
        public Groups {
            conversationIds = List.copyOf(conversationIds);
        }
    }

    public static final RequestAddress<FindGroups, Groups> GROUPS =
            RequestAddress.of("store.recall.groups", FindGroups.class, Groups.class);
}
