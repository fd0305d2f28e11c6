package demi.api.store;

import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.api.value.PromptMessage;
import demi.bus.Ack;
import demi.bus.RequestAddress;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the store keeps of conversations. Every reply to a write comes after the commit. */
public final class MessageStore {
    private MessageStore() {}

    /** How a line of a transcript begins that stands for the time before it, in the model's own words. */
    public static final String SUMMARY_HEAD = "What you remember of the time before, from your own notes: ";

    /**
     * Keeps what a person said, as delivered, with its turn still open.
     *
     * @param clientId the client's own id of the message; the same one again of the same person changes nothing
     */
    public record AddMessage(
            String messageId,
            String userId,
            String content,
            @Nullable String clientId,
            Instant at,
            Message.@Nullable Speaker speaker,
            List<String> pictures,
            String refersTo) {

        public AddMessage {
            pictures = List.copyOf(pictures);
        }

        public AddMessage(String messageId, String userId, String content, @Nullable String clientId, Instant at) {
            this(messageId, userId, content, clientId, at, null, List.of(), "");
        }

        @Override
        public String toString() {
            return "AddMessage[" + messageId + "]";
        }
    }

    /** @param duplicate whether {@code message} was there before, under the same client id */
    public record Added(Message message, boolean duplicate) {}

    public static final RequestAddress<AddMessage, Added> ADD_MESSAGE =
            RequestAddress.of("store.message.add", AddMessage.class, Added.class);

    /**
     * How what the model has read of a person changes.
     *
     * @param drop how many of the oldest lines are let go first
     * @param head a new first line in their place, null for none
     * @param add lines at the end
     * @param ofTurn how many of the last of these are of the turn that is kept with it; those before are of earlier ones
     */
    public record TranscriptChange(int drop, @Nullable PromptMessage head, List<PromptMessage> add, int ofTurn) {
        public static final TranscriptChange NONE = new TranscriptChange(0, null, List.of());

        public TranscriptChange {
            add = List.copyOf(add);
        }

        /** All of the turn. */
        public TranscriptChange(int drop, @Nullable PromptMessage head, List<PromptMessage> add) {
            this(drop, head, add, add.size());
        }
    }

    /** What is still to be made of a message that has its answer: to judge what it was, to learn from it. */
    public record FollowUpKinds(boolean appraise, boolean learn) {
        public static final FollowUpKinds NONE = new FollowUpKinds(false, false);
    }

    /**
     * Keeps what Demi said.
     *
     * @param answers the message whose turn this ends, null for holding lines and for what she says unasked
     * @param followUps what is still to be made of that message
     * @param transcript what the model has read and written with this turn
     * @param marks whether it was cut off, or is what she says first
     */
    public record AddReply(
            String messageId,
            String userId,
            String content,
            EmotionLevels emotions,
            boolean holding,
            @Nullable String answers,
            FollowUpKinds followUps,
            TranscriptChange transcript,
            Instant at,
            Message.Marks marks) {

        public AddReply(
                String messageId,
                String userId,
                String content,
                EmotionLevels emotions,
                boolean holding,
                @Nullable String answers,
                FollowUpKinds followUps,
                TranscriptChange transcript,
                Instant at) {
            this(messageId, userId, content, emotions, holding, answers, followUps, transcript, at, Message.Marks.NONE);
        }

        @Override
        public String toString() {
            return "AddReply[" + messageId + "]";
        }
    }

    /** A message id that is there already is no error: {@link Added#duplicate} is true and nothing changes. */
    public static final RequestAddress<AddReply, Added> ADD_REPLY =
            RequestAddress.of("store.reply.add", AddReply.class, Added.class);

    /**
     * Ends the turn of a message that will get no reply.
     *
     * @param transcript what the model is to know of it all the same
     */
    public record CloseTurn(String messageId, String userId, TranscriptChange transcript) {}

    public static final RequestAddress<CloseTurn, Ack> CLOSE_TURN =
            RequestAddress.of("store.turn.close", CloseTurn.class, Ack.class);

    /**
     * Asks for the messages whose turn is open, oldest first.
     *
     * @param userId null: everybody's
     */
    public record FindOpenTurns(@Nullable String userId, int limit) {
        public static final FindOpenTurns ALL = new FindOpenTurns(null, Integer.MAX_VALUE);
    }

    /** @param usersWithHoldingLine ids of the people among them who got a holding line after the message */
    public record OpenTurns(List<Message> open, List<String> usersWithHoldingLine) {
        public OpenTurns {
            open = List.copyOf(open);
            usersWithHoldingLine = List.copyOf(usersWithHoldingLine);
        }
    }

    public static final RequestAddress<FindOpenTurns, OpenTurns> OPEN_TURNS =
            RequestAddress.of("store.turns.open", FindOpenTurns.class, OpenTurns.class);

    /** A message of which something is still to be made. */
    public record PendingFollowUp(Message message, FollowUpKinds kinds) {}

    /** Asks for such messages, anybody's. */
    public record FindPendingFollowUps() {}

    /** Oldest first. */
    public record PendingFollowUps(List<PendingFollowUp> messages) {
        public PendingFollowUps {
            messages = List.copyOf(messages);
        }
    }

    public static final RequestAddress<FindPendingFollowUps, PendingFollowUps> PENDING_FOLLOW_UPS =
            RequestAddress.of("store.followups.pending", FindPendingFollowUps.class, PendingFollowUps.class);

    /**
     * Something was made of these messages, or nothing ever will be.
     *
     * @param messageIds empty: all of this person's
     * @param done what is not to be made of them any more
     */
    public record CompleteFollowUp(String userId, List<String> messageIds, FollowUpKinds done) {
        public CompleteFollowUp {
            messageIds = List.copyOf(messageIds);
        }
    }

    public static final RequestAddress<CompleteFollowUp, Ack> COMPLETE_FOLLOW_UP =
            RequestAddress.of("store.followups.complete", CompleteFollowUp.class, Ack.class);

    /** Keeps the model's notes on a conversation, until the transcript next loses its oldest lines. */
    public record SaveNotes(String userId, String notes) {
        @Override
        public String toString() {
            return "SaveNotes[" + userId + "]";
        }
    }

    public static final RequestAddress<SaveNotes, Ack> SAVE_NOTES =
            RequestAddress.of("store.notes.save", SaveNotes.class, Ack.class);

    /**
     * Asks for everything that the model has read of this person, oldest first.
     *
     * @param before the seq of the message that is to be answered
     */
    public record GetTranscript(String userId, long before) {}

    /**
     * @param lines empty for a person the model has never read
     * @param spokeBefore when the person wrote the message before that one, null when it is their first
     * @param notes the model's own on it, null when there are none
     */
    public record Transcript(
            List<PromptMessage> lines,
            @Nullable Instant spokeBefore,
            @Nullable String notes) {
        public Transcript {
            lines = List.copyOf(lines);
        }
    }

    public static final RequestAddress<GetTranscript, Transcript> TRANSCRIPT =
            RequestAddress.of("store.transcript", GetTranscript.class, Transcript.class);

    /**
     * Asks for a page of a conversation.
     *
     * @param before only messages whose seq is smaller; 0 for no such bound
     * @param since only messages created then or later, null for no such bound
     */
    public record GetHistory(
            String userId, int limit, long before, @Nullable Instant since) {}

    /** The newest {@code limit} that match, oldest first; {@code more} tells whether older ones match too. */
    public record Page(List<Message> messages, boolean more) {
        public Page {
            messages = List.copyOf(messages);
        }
    }

    public static final RequestAddress<GetHistory, Page> HISTORY =
            RequestAddress.of("store.history", GetHistory.class, Page.class);

    /** Sets a message of this person's conversation read. */
    public record MarkRead(String userId, String messageId, Instant at) {}

    /**
     * @param found whether this person has such a message
     * @param changed whether it was unread until now
     */
    public record Marked(boolean found, boolean changed) {}

    public static final RequestAddress<MarkRead, Marked> MARK_READ =
            RequestAddress.of("store.message.markRead", MarkRead.class, Marked.class);
}
