package demi.telegram.chat;

import demi.network.message.Attachments;
import demi.network.message.Quote;
import demi.network.message.Quote.Writer;
import demi.network.message.Reference;
import demi.telegram.update.Chat;
import demi.telegram.update.MediaFile;
import demi.telegram.update.Message;
import demi.telegram.update.User;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** What of a Telegram message is quoted: its text, a sticker, and that there are files. */
final class MessageQuote {

    private MessageQuote() {}

    /** What a message answers, where it answers something. */
    static Optional<Reference> answered(Message message, User me) {
        Message answered = message.replyTo();
        String quote = message.quote();
        if (answered != null) {
            return Optional.of(Quote.answered(writer(answered, me), quote == null ? text(answered) : quote));
        }
        // It stands in another chat; who wrote it is not told.
        return Optional.ofNullable(quote).map(text -> Quote.answered(new Writer(Writer.Kind.PERSON, ""), text));
    }

    /** Somebody else's words, as a line. */
    static String forwarded(Message message) {
        return Quote.forwarded(text(message));
    }

    /** Of the sticker that a message is. */
    static String sticker(MediaFile sticker) {
        return Objects.requireNonNullElse(sticker.emoji(), "without a name");
    }

    private static Writer writer(Message message, User me) {
        User from = message.from();
        Chat chat = message.senderChat();
        if (chat != null || from == null) {
            String title = chat == null ? message.chat().title() : chat.title();
            return new Writer(Writer.Kind.PERSON, Objects.requireNonNullElse(title, ""));
        }
        Writer.Kind kind = from.id() == me.id() ? Writer.Kind.SHE : from.isBot() ? Writer.Kind.BOT : Writer.Kind.PERSON;
        return new Writer(kind, from.fullName());
    }

    private static String text(Message message) {
        MediaFile file = message.file();
        boolean isSticker = file != null && file.kind() == MediaFile.Kind.STICKER;
        int files = (message.photo().isEmpty() ? 0 : 1) + (file == null || isSticker ? 0 : 1);
        String sticker = isSticker && file != null ? "(the sticker " + sticker(file) + ")" : "";
        return message.text() + sticker + new Attachments(List.of(), files).words(false);
    }
}
