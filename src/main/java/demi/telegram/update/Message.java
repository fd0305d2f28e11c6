package demi.telegram.update;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A message that somebody wrote, or that Telegram made of an event in a chat (which has neither text nor files).
 *
 * @param id unique within its chat only
 * @param from null in channels; in groups it may be a substitute for {@code senderChat}
 * @param senderChat where an anonymous administrator or a channel wrote it
 * @param date to the second, by Telegram's clock
 * @param threadId of the forum topic; null outside of forums and in their general topic, where none may be named in an answer either
 * @param text of the message, or the caption of its files; empty where there is none
 * @param entities of that text
 * @param photo its sizes; empty where there is no photo
 * @param mediaGroup the same for the messages that one album was taken apart into; only one of them has the caption
 * @param replyTo what it answers, in the same chat; that message's own {@code replyTo} is not told
 * @param quote which part of that message, or of one of another chat, it answers
 * @param migratedTo of the event that this group has become the supergroup with that id
 */
public record Message(
        long id,
        Chat chat,
        @Nullable User from,
        @Nullable Chat senderChat,
        Instant date,
        @Nullable Long threadId,
        String text,
        List<Entity> entities,
        List<PhotoSize> photo,
        @Nullable MediaFile file,
        @Nullable String mediaGroup,
        @Nullable Message replyTo,
        @Nullable String quote,
        @Nullable ForwardOrigin forwarded,
        @Nullable Long migratedTo) {

    public Message {
        entities = List.copyOf(entities);
        photo = List.copyOf(photo);
    }

    /** Whether there is nothing in it that is known here: an event, a poll, a place. */
    public boolean isEmpty() {
        return text.isBlank() && photo.isEmpty() && file == null;
    }

    /** The command that it begins with. */
    public Optional<Command> command() {
        return entities.stream()
                .filter(entity -> entity.type().equals(Entity.COMMAND) && entity.offset() == 0)
                .findFirst()
                .map(entity -> command(entity.of(text).substring(1), text.substring(entity.length())));
    }

    private static Command command(String written, String rest) {
        int at = written.indexOf('@');
        String name = at < 0 ? written : written.substring(0, at);
        String bot = at < 0 ? null : written.substring(at + 1);
        return new Command(name.toLowerCase(Locale.ROOT), bot, rest.strip());
    }

    /** Whether that user is mentioned, by username or by link. */
    public boolean mentions(User user) {
        return entities.stream().anyMatch(entity -> switch (entity.type()) {
            case Entity.MENTION -> entity.of(text).equalsIgnoreCase("@" + user.username());
            case Entity.TEXT_MENTION -> entity.user() != null && entity.user().id() == user.id();
            default -> false;
        });
    }
}
