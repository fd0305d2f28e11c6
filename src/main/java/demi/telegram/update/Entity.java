package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/**
 * A special part of a text, which lies within that text.
 *
 * @param type as Telegram names it: {@code mention} (an at sign and a username), {@code text_mention} (somebody without a username),
 *     {@code bot_command}, {@code url}, {@code bold} and so on
 * @param offset in UTF-16 code units, as {@code length}
 * @param user of a {@code text_mention}
 */
public record Entity(
        String type, int offset, int length, @Nullable User user) {

    public static final String MENTION = "mention";
    public static final String TEXT_MENTION = "text_mention";
    public static final String COMMAND = "bot_command";

    /** The part of the text that it is about. */
    public String of(String text) {
        return text.substring(offset, offset + length);
    }
}
