package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/**
 * A file of a message that is no photo.
 *
 * @param bytes {@link PhotoSize#UNKNOWN} where it is not said
 * @param mimeType as the sender's program says; not checked by Telegram
 * @param name as the sender's program says; null where there is none, as of voice messages
 * @param emoji of a sticker
 */
public record MediaFile(
        Kind kind,
        String fileId,
        long bytes,
        @Nullable String mimeType,
        @Nullable String name,
        @Nullable String emoji) {

    public enum Kind {
        /** Before {@link #DOCUMENT}: an animation is told as a document too. */
        ANIMATION("animation"),
        DOCUMENT("document"),
        STICKER("sticker"),
        VOICE("voice"),
        AUDIO("audio"),
        VIDEO("video"),
        VIDEO_NOTE("video_note");

        private final String field;

        Kind(String field) {
            this.field = field;
        }

        /** Its field in a message. */
        String field() {
            return field;
        }
    }
}
