package demi.telegram.chat;

import demi.network.message.ReplyTarget;
import demi.telegram.update.Message;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a message stands on Telegram. As a channel's id it is the chat's id, with that of the topic behind a slash; a message's id
 * has the time behind it, since chats count from one again with another bot.
 *
 * @param chat its id; of a private chat the person's
 * @param thread of a forum's topic; null otherwise
 * @param message its id in the chat; null for none
 */
record ChatPlace(long chat, @Nullable Long thread, @Nullable Long message) {

    private static final Pattern CHANNEL = Pattern.compile("(-?\\d{1,18})(?:/(\\d{1,18}))?");
    private static final Pattern MESSAGE = Pattern.compile("(\\d{1,18})[.]\\d{1,18}");

    static String channel(Message message) {
        return message.chat().id() + (message.threadId() == null ? "" : "/" + message.threadId());
    }

    static String id(Message message) {
        Instant at = message.date();
        return message.id() + "." + at.getEpochSecond();
    }

    /** Empty where there can be no such place. What is for one person goes to that person, whatever the channel says. */
    static Optional<ChatPlace> of(ReplyTarget target) {
        Matcher channel = CHANNEL.matcher(target.channel());
        Matcher message = MESSAGE.matcher(target.message());
        String chat = target.person() == null && channel.matches() ? channel.group(1) : target.person();
        if (chat == null || !CHANNEL.matcher(chat).matches() || chat.contains("/") || !channel.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ChatPlace(
                Long.parseLong(chat),
                channel.group(2) == null ? null : Long.valueOf(channel.group(2)),
                message.matches() ? Long.valueOf(message.group(1)) : null));
    }
}
