package demi.telegram.update;

import org.jspecify.annotations.Nullable;

/**
 * A command at the beginning of a message, such as {@code /link@demi_bot 123456}.
 *
 * @param name in lower case, without the slash
 * @param bot username of the bot that is meant, without its at sign; null where none is named
 * @param arguments what is written after it, stripped
 */
public record Command(String name, @Nullable String bot, String arguments) {

    /** Whether it is meant for that bot: a command that names none is for every bot of a chat. */
    public boolean isFor(User me) {
        return bot == null || bot.equalsIgnoreCase(me.username());
    }
}
