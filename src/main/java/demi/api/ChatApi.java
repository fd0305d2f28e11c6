package demi.api;

import demi.api.value.Emotion;
import demi.api.value.EmotionLevels;
import demi.api.value.Message;
import demi.bus.Ack;
import demi.bus.EventAddress;
import demi.bus.OfPerson;
import demi.bus.Repeatable;
import demi.bus.RequestAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Talking with Demi: what the conductor answers, and what it tells everyone who shows a conversation. */
public final class ChatApi {
    private ChatApi() {}

    /**
     * Something a person says; content of 1 to 4,000 characters, trimmed.
     *
     * @param userId whose conversation it is
     * @param speaker who says it, where several share the conversation; null: whose it is
     * @param pictures that come with it: texts of {@link demi.api.value.PictureAddress}
     * @param refersTo as in {@link Message}
     */
    public record Say(
            String userId,
            String content,
            @Nullable String clientId,
            Instant at,
            Message.@Nullable Speaker speaker,
            List<String> pictures,
            String refersTo)
            implements OfPerson, Repeatable {

        @Override
        public boolean mayBeRepeated() {
            return clientId != null;
        }

        public Say {
            pictures = List.copyOf(pictures);
        }

        public Say(
                String userId,
                String content,
                @Nullable String clientId,
                Instant at,
                Message.@Nullable Speaker speaker,
                List<String> pictures) {
            this(userId, content, clientId, at, speaker, pictures, "");
        }

        public Say(String userId, String content, @Nullable String clientId, Instant at) {
            this(userId, content, clientId, at, null, List.of());
        }

        @Override
        public String toString() {
            return "Say[" + userId + "]";
        }
    }

    /**
     * Answered when the message is durable. {@code duplicate}: the same client id was said before; no event is told
     * and no second reply made. {@code tooMany}: this person has said too much in a minute, and it was not kept.
     */
    public record Said(String messageId, boolean duplicate, boolean tooMany) {

        /** Nothing was kept. */
        public static final Said TOO_MANY = new Said("", false, true);

        public Said(String messageId, boolean duplicate) {
            this(messageId, duplicate, false);
        }
    }

    /** Fails UNAVAILABLE when the store cannot keep it. */
    public static final RequestAddress<Say, Said> SAY = RequestAddress.of("conductor.say", Say.class, Said.class);

    /** Ends the reply under way for this person; what was said so far is kept. Nothing under way: nothing happens. */
    public record Stop(String userId) implements OfPerson, Repeatable {}

    public static final RequestAddress<Stop, Ack> STOP = RequestAddress.of("conductor.stop", Stop.class, Ack.class);

    /** Asks where this person's turn stands, for a device that has just arrived. */
    public record GetTurnStatus(String userId) implements OfPerson, Repeatable {}

    /**
     * The turn under way.
     *
     * @param messageId of the reply being made, null when there is none
     * @param seq of the last delta that {@code text} includes, -1 before the first
     */
    public record TurnStatus(boolean typing, @Nullable String messageId, int seq, String text) {
        public static final TurnStatus NOTHING = new TurnStatus(false, null, -1, "");

        @Override
        public String toString() {
            return "TurnStatus[" + messageId + ", seq " + seq + "]";
        }
    }

    public static final RequestAddress<GetTurnStatus, TurnStatus> TURN_STATUS =
            RequestAddress.of("conductor.turnStatus", GetTurnStatus.class, TurnStatus.class);

    /** How she speaks first. */
    public enum Tone {
        PLAIN,
        /** They have not answered what she wrote first, for a day. */
        PASSIVE_AGGRESSIVE,
        /** Nor for two. */
        HURT
    }

    /** What of somebody's life is a reason to write to them. */
    public enum OccasionKind {
        /** It is tomorrow. */
        GOOD_LUCK,
        /** It has taken place. */
        HOW_DID_IT_GO,
        /** Theirs, today. */
        BIRTHDAY,
        /** A day that comes every year, of somebody of their family or their own, today. */
        FAMILY_DAY,
        /** They are back. */
        TRIP_OVER
    }

    /**
     * Something that she asks after.
     *
     * @param memoryId of what she knows of it
     * @param day when it takes place, or has; of a trip, its last day
     * @param at the time of that day, null when that is not known
     */
    public record Occasion(
            String memoryId,
            OccasionKind kind,
            LocalDate day,
            @Nullable LocalTime at) {}

    /**
     * She writes to a person who has not asked. The words come from the model, when nobody else needs it.
     *
     * @param messageId that the message will have
     * @param moved the emotion that moves her; null where {@code occasion} does
     * @param occasion what she asks after, null for nothing
     */
    public record WriteFirst(
            String userId,
            String messageId,
            Tone tone,
            @Nullable Emotion moved,
            @Nullable ZoneId zone,
            @Nullable Occasion occasion)
            implements OfPerson {

        public WriteFirst(String userId, String messageId, Tone tone, Emotion moved, @Nullable ZoneId zone) {
            this(userId, messageId, tone, moved, zone, null);
        }
    }

    /**
     * What came of it.
     *
     * @param message null when she did not write; then nothing was kept and nobody was told
     * @param code of why, for programs; empty when she did
     * @param reason for a person; empty when she did
     */
    public record CheckIn(@Nullable Message message, String code, String reason) {}

    public static final RequestAddress<WriteFirst, CheckIn> WRITE_FIRST =
            new RequestAddress<>("conductor.writeFirst", WriteFirst.class, CheckIn.class, Duration.ofMinutes(25));

    /**
     * She thinks aloud where everybody reads: nothing that anybody told her comes into it.
     *
     * @param before her last thoughts, which it must not be like
     */
    public record WriteRamble(Emotion moved, List<String> before) {
        public WriteRamble {
            before = List.copyOf(before);
        }

        @Override
        public String toString() {
            return "WriteRamble[" + moved + "]";
        }
    }

    /** @param text empty when she has no words for it; {@code code} and {@code reason} then say why */
    public record Ramble(String text, String code, String reason) {
        @Override
        public String toString() {
            return "Ramble[" + code + "]";
        }
    }

    public static final RequestAddress<WriteRamble, Ramble> WRITE_RAMBLE =
            new RequestAddress<>("conductor.ramble", WriteRamble.class, Ramble.class, Duration.ofMinutes(25));

    /** Sets a message read; only the conversation's owner can. Told to all devices with every repetition. */
    public record MarkRead(String userId, String messageId, Instant at) implements OfPerson, Repeatable {}

    /** {@code found} is false when this person has no such message. */
    public record Marked(boolean found) {}

    public static final RequestAddress<MarkRead, Marked> MARK_READ =
            RequestAddress.of("conductor.markRead", MarkRead.class, Marked.class);

    /** Has a message answered anew: that which {@code messageId}, her newest reply, answers. That reply is gone. */
    public record AnswerAgain(String userId, String messageId) implements OfPerson {}

    /** Gives the person's last message other words, 1 to 4,000 characters, trimmed; it is answered anew. */
    public record EditMessage(String userId, String messageId, String content) implements OfPerson {
        @Override
        public String toString() {
            return "EditMessage[" + messageId + "]";
        }
    }

    /** Removes a message, hers or the person's, and all that is known from it. A reply to it that is being made ends. */
    public record RemoveMessage(String userId, String messageId) implements OfPerson {}

    /**
     * What came of it.
     *
     * @param message that is answered anew, or is gone; null where nothing was changed
     * @param found whether this person has such a message
     * @param sentence for the person: why nothing was changed, or what stays elsewhere; may be empty
     * @param waitSeconds where this person has asked for too much in a minute, else 0
     */
    public record MessageChange(@Nullable Message message, boolean found, String sentence, long waitSeconds) {}

    public static final RequestAddress<AnswerAgain, MessageChange> ANSWER_AGAIN =
            RequestAddress.of("conductor.answerAgain", AnswerAgain.class, MessageChange.class);

    public static final RequestAddress<EditMessage, MessageChange> EDIT_MESSAGE =
            RequestAddress.of("conductor.editMessage", EditMessage.class, MessageChange.class);

    public static final RequestAddress<RemoveMessage, MessageChange> REMOVE_MESSAGE =
            RequestAddress.of("conductor.removeMessage", RemoveMessage.class, MessageChange.class);

    /** What happens in a conversation, in the order in which every device has to see it. */
    public sealed interface Event {
        String userId();
    }

    /**
     * A message is there, the person's own or Demi's.
     *
     * @param clientId what the client that sent it calls it, if it does
     */
    public record MessageAdded(
            String userId, Message message, @Nullable String clientId) implements Event {
        public MessageAdded(String userId, Message message) {
            this(userId, message, null);
        }
    }

    /** The person's message is durable. */
    public record Delivered(String userId, String messageId) implements Event {}

    /** @param place in the queue before the model: 0 when it is her turn, else how many replies come first */
    public record Typing(String userId, boolean typing, int place) implements Event {}

    /** A piece of the reply {@code messageId}. {@code seq} counts from 0; a 0 again means that she starts anew. */
    public record Delta(String userId, String messageId, int seq, String text) implements Event {
        @Override
        public String toString() {
            return "Delta[" + messageId + ", seq " + seq + "]";
        }
    }

    /** A message has other words than those that were told. */
    public record MessageEdited(String userId, Message message) implements Event {}

    /** A message that was told, or begun, is gone. */
    public record MessageRemoved(String userId, String messageId) implements Event {}

    /** Somebody read a message. */
    public record ReadReceipt(String userId, String messageId) implements Event {}

    /** How she feels after the turn. */
    public record EmotionsChanged(String userId, EmotionLevels feelings) implements Event {}

    /** The turn failed. */
    public record Failed(String userId, String code, String sentence) implements Event {}

    /**
     * This message will get no answer: she was stopped before a word, or it was given up. Published for chat networks;
     * not sent to devices.
     */
    public record Unanswered(String userId, String messageId) implements Event {}

    public static final EventAddress<Event> EVENTS = new EventAddress<>("conductor.events", Event.class);
}
