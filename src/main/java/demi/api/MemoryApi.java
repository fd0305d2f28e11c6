package demi.api;

import demi.api.value.Holding;
import demi.api.value.MemoryFact;
import demi.api.value.MemoryKind;
import demi.api.value.Message.Sender;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What she knows of people: recalled for a message, learned after it, and theirs to read and change. */
public final class MemoryApi {
    private MemoryApi() {}

    /**
     * A message of a person, as far as memories come from it.
     *
     * @param at when it was said
     */
    public record Said(String messageId, String content, Instant at) {
        @Override
        public String toString() {
            return "Said[" + messageId + "]";
        }
    }

    /**
     * Asks for the facts that fit a message. A request to forget in the message is carried out first.
     *
     * @param conversationId where it was said: the person's own, or a group's; nothing that was said elsewhere comes
     * @param shared whether others read the answer: then nothing confidential comes
     * @param window how many of the person's messages before that the prompt holds already
     */
    public record Recall(String userId, String conversationId, Said said, boolean shared, int window)
            implements Repeatable {}

    /**
     * Something that was said in the conversation, word for word.
     *
     * @param speaker who, in a conversation that several share; null in one person's own
     */
    public record SaidBefore(Sender sender, @Nullable String speaker, String content, Instant at) {
        @Override
        public String toString() {
            return "SaidBefore[" + at + "]";
        }
    }

    /**
     * @param facts a few, best first
     * @param lines of earlier talks, in the order in which they were said
     * @param forgets whether the message asked her to forget something
     * @param house what others of the house have said for everybody of it; never where others read
     * @param asksOfOthers whether the message asks what others did, said or are
     */
    public record Recalled(
            List<MemoryFact> facts,
            List<SaidBefore> lines,
            boolean forgets,
            List<HouseFact> house,
            boolean asksOfOthers) {
        public static final Recalled NOTHING = new Recalled(List.of(), List.of(), false);

        public Recalled {
            facts = List.copyOf(facts);
            lines = List.copyOf(lines);
            house = List.copyOf(house);
        }

        /** Nothing of others. */
        public Recalled(List<MemoryFact> facts, List<SaidBefore> lines, boolean forgets) {
            this(facts, lines, forgets, List.of(), false);
        }
    }

    /**
     * Something that everybody of the house may know.
     *
     * @param content a sentence with the names of whom it is about
     * @param teller what the person is called whose words it is
     * @param reader what the person is called who reads it, where it names them; else empty
     */
    public record HouseFact(String content, String teller, String reader) {
        @Override
        public String toString() {
            return "HouseFact[" + content.length() + " characters]";
        }
    }

    public static final RequestAddress<Recall, Recalled> RECALL =
            RequestAddress.of("memory.recall", Recall.class, Recalled.class);

    /**
     * Asks what of a person is on her mind when nothing was said.
     *
     * @param most beside the pinned ones
     */
    public record RecallOpen(String userId, int most) implements Repeatable {}

    public static final RequestAddress<RecallOpen, Recalled> RECALL_OPEN =
            RequestAddress.of("memory.recallOpen", RecallOpen.class, Recalled.class);

    /**
     * Asks what is known already that may have to do with these messages, for the question that the model is asked of them.
     *
     * @param shared whether others were there: then nothing confidential is named, and nothing of it can be changed
     * @param brief whether few words have to do, since the model reads slowly
     */
    public record PrepareQuestion(String userId, List<Said> said, boolean shared, boolean brief) implements Repeatable {
        public PrepareQuestion {
            said = List.copyOf(said);
        }
    }

    /** Something that is known. */
    public record Known(String memoryId, String content) {
        @Override
        public String toString() {
            return "Known[" + memoryId + "]";
        }
    }

    /**
     * @param known in the order in which the question has to number it, from 1
     * @param forgets whether the messages may ask to forget some of it; if not, the model need not be asked
     */
    public record Question(List<Known> known, boolean forgets) {
        public static final Question NOTHING = new Question(List.of(), false);

        public Question {
            known = List.copyOf(known);
        }
    }

    public static final RequestAddress<PrepareQuestion, Question> WHAT_TO_ASK =
            RequestAddress.of("memory.question", PrepareQuestion.class, Question.class);

    /**
     * What the model takes for a fact.
     *
     * @param replaces the number of what is known and no longer true, 0 for nothing
     */
    public record Fact(String text, int replaces) {
        @Override
        public String toString() {
            return "Fact[" + text.length() + " characters]";
        }
    }

    /**
     * What the model finds in messages. It is believed as far as the person's own words bear it out.
     *
     * @param said the messages that the question was about
     * @param known what the question numbered from 1
     * @param forget numbers of those that are to be forgotten
     * @param name what others call the person where several speak; empty in a private talk
     * @param confidential whether the talk was a private one
     * @param zone the person's, by which "tomorrow" is a day
     */
    public record Learn(
            String userId,
            List<Said> said,
            List<Known> known,
            List<Fact> facts,
            List<Integer> forget,
            String name,
            boolean confidential,
            ZoneId zone) {
        public Learn {
            said = List.copyOf(said);
            known = List.copyOf(known);
            facts = List.copyOf(facts);
            forget = List.copyOf(forget);
        }

        @Override
        public String toString() {
            return "Learn[" + userId + ", " + facts.size() + " facts]";
        }
    }

    public static final RequestAddress<Learn, Ack> LEARN = RequestAddress.of("memory.learn", Learn.class, Ack.class);

    /**
     * Asks for a page of all she knows of a person.
     *
     * @param before only those whose place is smaller; 0 for no such bound
     * @param words what they have to do with, best first and in one page; null: all, newest first
     * @param kind of which; null: of all
     */
    public record ListMemories(
            String userId,
            int limit,
            long before,
            @Nullable String words,
            @Nullable MemoryKind kind) implements Repeatable {

        public ListMemories(String userId, int limit, long before) {
            this(userId, limit, before, null, null);
        }

        @Override
        public String toString() {
            return "ListMemories[" + userId + "]";
        }
    }

    /** Newest first; {@code more} tells whether older ones follow. */
    public record MemoryPage(List<MemoryFact> memories, boolean more) {
        public MemoryPage {
            memories = List.copyOf(memories);
        }
    }

    public static final RequestAddress<ListMemories, MemoryPage> LIST =
            RequestAddress.of("memory.list", ListMemories.class, MemoryPage.class);

    /**
     * Changes the parts that are not null.
     *
     * @param ended whether it is no longer true
     */
    public record Change(
            String userId,
            String memoryId,
            @Nullable String content,
            @Nullable Boolean pinned,
            @Nullable Boolean confidential,
            @Nullable MemoryKind kind,
            @Nullable Holding holds,
            @Nullable Boolean house,
            @Nullable Boolean ended,
            Instant at) {

        public Change(
                String userId,
                String memoryId,
                @Nullable String content,
                @Nullable Boolean pinned,
                @Nullable Boolean confidential,
                Instant at) {
            this(userId, memoryId, content, pinned, confidential, null, null, null, null, at);
        }

        @Override
        public String toString() {
            return "Change[" + memoryId + "]";
        }
    }

    /** @param memory null when this person has no such memory */
    public record Changed(@Nullable MemoryFact memory) {}

    /** Fails INVALID when the content is none. */
    public static final RequestAddress<Change, Changed> CHANGE =
            RequestAddress.of("memory.change", Change.class, Changed.class);

    public record Forget(String userId, String memoryId) {}

    public record Forgotten(boolean found) {}

    public static final RequestAddress<Forget, Forgotten> FORGET =
            RequestAddress.of("memory.forget", Forget.class, Forgotten.class);

    /**
     * Something that a person writes down themselves.
     *
     * @param kind null: as its words say
     * @param holds null: as its words say
     * @param toldAt null: now
     */
    public record NewMemory(
            String content,
            @Nullable MemoryKind kind,
            @Nullable Holding holds,
            boolean pinned,
            boolean confidential,
            boolean house,
            @Nullable Instant toldAt,
            @Nullable Instant endedAt) {
        @Override
        public String toString() {
            return "NewMemory[" + content.length() + " characters]";
        }
    }

    /** Adds what is not known yet, word for word; one change, that can be undone. */
    public record AddMemories(String userId, List<NewMemory> memories, Instant at) {
        public AddMemories {
            memories = List.copyOf(memories);
        }
    }

    /**
     * @param memories as they are kept
     * @param known how many were known already
     */
    public record MemoriesAdded(List<MemoryFact> memories, int known) {
        public MemoriesAdded {
            memories = List.copyOf(memories);
        }
    }

    /** Fails INVALID when the content of one is none. */
    public static final RequestAddress<AddMemories, MemoriesAdded> ADD =
            RequestAddress.of("memory.add", AddMemories.class, MemoriesAdded.class);

    /**
     * Adds what is in a file of memories: an export of hers, a JSON list, or text with a line each.
     *
     * @param confidential whether what does not say so itself is
     */
    public record ImportMemories(String userId, String file, boolean confidential, Instant at) {
        @Override
        public String toString() {
            return "ImportMemories[" + userId + "]";
        }
    }

    /** @param unusable lines that are no memory */
    public record MemoriesImported(int added, int known, int unusable) {}

    /** Fails INVALID where there is nothing in it, or too much. */
    public static final RequestAddress<ImportMemories, MemoriesImported> IMPORT =
            RequestAddress.of("memory.import", ImportMemories.class, MemoriesImported.class);

    /** Takes back the last change of this person's memories that can be: theirs, or what was told ended. */
    public record Undo(String userId, Instant at) {}

    /**
     * @param what change, add, delete or replace; null when there is nothing to undo
     * @param memories how many it was of
     */
    public record Undone(@Nullable String what, int memories) {}

    public static final RequestAddress<Undo, Undone> UNDO = RequestAddress.of("memory.undo", Undo.class, Undone.class);

    /** Tells that a person has changed what she knows: what the model has read of it may be another text now. */
    public record MemoriesCorrected(String userId) {}

    public static final EventAddress<MemoriesCorrected> CORRECTED =
            new EventAddress<>("memory.corrected", MemoriesCorrected.class);

    /**
     * Asks to forget what a person wants her to.
     *
     * @param what about what, in their words; null: everything that is not pinned
     */
    public record ForgetAbout(String userId, @Nullable String what) {
        @Override
        public String toString() {
            return "ForgetAbout[" + userId + "]";
        }
    }

    /** @param any false: she knows nothing of that */
    public record ForgotAbout(boolean any) {}

    public static final RequestAddress<ForgetAbout, ForgotAbout> FORGET_ABOUT =
            RequestAddress.of("memory.forgetAbout", ForgetAbout.class, ForgotAbout.class);

    /** Tells that somebody asks her to forget: from what they have said so far nothing is to be learned any more. */
    public record ForgettingStarted(String userId) {}

    public static final EventAddress<ForgettingStarted> FORGETTING =
            new EventAddress<>("memory.forgettingStarted", ForgettingStarted.class);
}
