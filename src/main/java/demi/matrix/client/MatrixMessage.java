package demi.matrix.client;

import org.jspecify.annotations.Nullable;

/**
 * Something that somebody said in a room.
 *
 * @param roomName null where the room has none
 * @param direct whether nobody but she and the sender is in the room
 * @param senderName as the room calls them; what stands before the colon of their id where they have no name
 * @param text without the quotation that older clients put before a reply; of a picture or file its caption, or empty
 * @param words the text without her own mention at its beginning
 * @param mentioned whether it names her: by a mention, or by her name or id in the text
 * @param mentionsOthers whether it names somebody else, by a mention
 * @param replyTo the event it is a reply to
 * @param threadRoot the first event of the thread that it is in
 * @param sentAt milliseconds since the epoch, as the sender's server says
 */
public record MatrixMessage(
        String roomId,
        String eventId,
        @Nullable String roomName,
        boolean direct,
        String sender,
        String senderName,
        Kind kind,
        String text,
        String words,
        boolean mentioned,
        boolean mentionsOthers,
        @Nullable String replyTo,
        @Nullable String threadRoot,
        @Nullable Attachment attachment,
        long sentAt) {

    public enum Kind {
        TEXT,
        /** What somebody does, as in "/me waves". */
        EMOTE,
        /** Of a bot, by convention; never answered. */
        NOTICE,
        IMAGE,
        STICKER,
        FILE,
        AUDIO,
        VIDEO
    }

    /**
     * @param mxc where it is, for {@link MatrixClient#media}; null where it is encrypted, and so cannot be read
     * @param size in bytes, as the sender says; 0 where they do not
     */
    public record Attachment(@Nullable String mxc, String name, String type, long size) {}

    /**
     * A message that another one answers.
     *
     * @param name of its sender, or what stands before the colon of their id
     * @param isHidden whether it is encrypted
     */
    public record Quoted(String sender, String name, String text, boolean isHidden) {
        @Override
        public String toString() {
            return "Quoted[" + sender + ", " + text.length() + " characters]";
        }
    }

    /** Bots do not answer what a bot says. */
    public boolean isAnswerable() {
        return kind != Kind.NOTICE;
    }

    @Override
    public String toString() {
        return "MatrixMessage[" + eventId + ", " + text.length() + " characters]";
    }
}
