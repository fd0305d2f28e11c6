package demi.api.value;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One message of a person's conversation with Demi, as stored.
 *
 * @param seq place in the order of all messages; grows with every message stored
 * @param emotions how Demi felt, null where that was not kept
 * @param holding whether this is the line that stands in for an answer while there is no model
 * @param speaker who said it, in a conversation that several share; null in one person's own
 * @param pictures addresses of what came with it, for {@link PictureAddress}
 * @param refersTo what it refers to, for the model: others' words, quoted, a line each; empty in a conversation that several
 *     share, where {@link Speaker#before} has it
 * @param marks what else is known of it
 */
public record Message(
        String messageId,
        String userId,
        Sender sender,
        String content,
        Instant createdAt,
        Status status,
        @Nullable EmotionLevels emotions,
        @Nullable Instant deliveredAt,
        @Nullable Instant readAt,
        long seq,
        boolean holding,
        @Nullable Speaker speaker,
        List<String> pictures,
        String refersTo,
        Marks marks) {

    public Message {
        pictures = List.copyOf(pictures);
    }

    /** Of which nothing else is known. */
    public Message(
            String messageId,
            String userId,
            Sender sender,
            String content,
            Instant createdAt,
            Status status,
            @Nullable EmotionLevels emotions,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            long seq,
            boolean holding,
            @Nullable Speaker speaker,
            List<String> pictures,
            String refersTo) {
        this(
                messageId,
                userId,
                sender,
                content,
                createdAt,
                status,
                emotions,
                deliveredAt,
                readAt,
                seq,
                holding,
                speaker,
                pictures,
                refersTo,
                Marks.NONE);
    }

    /** In a conversation of one person's own. */
    public Message(
            String messageId,
            String userId,
            Sender sender,
            String content,
            Instant createdAt,
            Status status,
            @Nullable EmotionLevels emotions,
            @Nullable Instant deliveredAt,
            @Nullable Instant readAt,
            long seq,
            boolean holding) {
        this(
                messageId,
                userId,
                sender,
                content,
                createdAt,
                status,
                emotions,
                deliveredAt,
                readAt,
                seq,
                holding,
                null,
                List.of(),
                "");
    }

    /**
     * One of those who share a conversation.
     *
     * @param userId theirs, not the conversation's
     * @param before what was said there since Demi last heard of it, and what the message refers to, a line each; may be empty
     */
    public record Speaker(String userId, String name, String before) {
        @Override
        public String toString() {
            return "Speaker[" + userId + "]";
        }
    }

    /**
     * What became of a message.
     *
     * @param stopped whether it is a reply that was cut off
     * @param edited whether the person has changed it since
     * @param first whether she wrote it unasked
     * @param removedReplies how many replies to it were taken back: it is answered anew after each
     */
    public record Marks(boolean stopped, boolean edited, boolean first, int removedReplies) {
        public static final Marks NONE = new Marks(false, false, false, 0);
        public static final Marks STOPPED = new Marks(true, false, false, 0);
        public static final Marks FIRST = new Marks(false, false, true, 0);
    }

    /** A message has one reply, whoever makes it and however often: its id follows from the message's. */
    public static String replyId(String messageId) {
        return id(messageId + "/reply");
    }

    /** The same; after a reply that was taken back it is another, since devices may know the id of that one. */
    public String replyId() {
        return marks.removedReplies() == 0 ? replyId(messageId) : id(messageId + "/reply/" + marks.removedReplies());
    }

    private static String id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

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
