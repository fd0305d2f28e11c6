package demi.telegram.chat;

import demi.network.message.AttachmentPolicy;
import demi.network.message.Attachments;
import demi.network.message.InboundMessage;
import demi.network.message.InboundMessage.Author;
import demi.network.message.InboundMessage.Signs;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import demi.telegram.update.Chat;
import demi.telegram.update.Command;
import demi.telegram.update.Entity;
import demi.telegram.update.ForwardOrigin;
import demi.telegram.update.MediaFile;
import demi.telegram.update.Message;
import demi.telegram.update.PhotoSize;
import demi.telegram.update.User;
import demi.util.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes of Telegram's messages what all networks have in common. */
public final class InboundReader {

    private static final AttachmentPolicy POLICY = new AttachmentPolicy(TelegramFiles::isFileId);

    private final User me;

    public InboundReader(User me) {
        this.me = me;
    }

    /** Empty where nobody wrote it, or there is nothing in it that is known here. */
    public Optional<InboundMessage> read(Message message) {
        Chat chat = message.chat();
        Optional<Author> author = author(message);
        return message.isEmpty() || chat.type() == Chat.Type.CHANNEL
                ? Optional.empty()
                : author.map(writer -> read(message, chat, writer));
    }

    private InboundMessage read(Message message, Chat chat, Author author) {
        boolean direct = !chat.isShared();
        boolean forwarded = isForeign(message.forwarded(), author);
        List<Reference> references = new ArrayList<>();
        MessageQuote.answered(message, me).ifPresent(references::add);
        if (forwarded) {
            references.add(new Reference.Line(MessageQuote.forwarded(message)));
        }
        MediaFile file = message.file();
        if (file != null && isText(file)) {
            references.add(new Reference.TextFile(Objects.requireNonNullElse(file.name(), "file"), file.fileId()));
        }
        return new InboundMessage(
                new ReplyTarget(ChatPlace.channel(message), direct ? author.id() : null, ChatPlace.id(message)),
                message.threadId() == null ? null : Long.toString(chat.id()),
                direct ? "direct" : OneLine.name(Objects.requireNonNullElse(chat.title(), "")),
                author,
                forwarded ? new Signs(false, answersHer(message), false, answersOther(message)) : signs(message),
                forwarded ? "" : message.text(),
                forwarded ? "" : withoutHerName(message),
                attached(message, forwarded),
                references,
                message.date());
    }

    /** An anonymous administrator writes as the group, others as channels of theirs; {@code from} is a substitute then. */
    private static Optional<Author> author(Message message) {
        Chat chat = message.senderChat();
        if (chat != null) {
            String title = Objects.requireNonNullElse(chat.title(), "");
            return Optional.of(new Author(Long.toString(chat.id()), OneLine.name(title), false, List.of()));
        }
        return Optional.ofNullable(message.from())
                .map(from ->
                        new Author(Long.toString(from.id()), OneLine.name(from.fullName()), from.isBot(), List.of()));
    }

    private static boolean isForeign(@Nullable ForwardOrigin origin, Author author) {
        return origin != null
                && (origin.user() == null || !Long.toString(origin.user().id()).equals(author.id()));
    }

    private Signs signs(Message message) {
        Optional<Command> command = message.command().filter(given -> given.bot() != null);
        boolean hers = command.filter(given -> given.isFor(me)).isPresent();
        boolean mentionsOthers = message.entities().stream().anyMatch(entity -> switch (entity.type()) {
            case Entity.MENTION -> !isHerName(entity, message.text());
            case Entity.TEXT_MENTION -> entity.user() != null && entity.user().id() != me.id();
            default -> false;
        });
        return new Signs(
                hers || message.mentions(me),
                answersHer(message),
                false,
                mentionsOthers || answersOther(message) || (command.isPresent() && !hers));
    }

    private boolean answersHer(Message message) {
        Message answered = message.replyTo();
        User from = answered == null ? null : answered.from();
        return from != null && from.id() == me.id();
    }

    private boolean answersOther(Message message) {
        return message.replyTo() != null && !answersHer(message);
    }

    private boolean isHerName(Entity entity, String text) {
        return entity.of(text).equalsIgnoreCase("@" + me.username());
    }

    /** Without mentions of her, and the space before each; everything else stays. */
    private String withoutHerName(Message message) {
        StringBuilder words = new StringBuilder(message.text());
        List<Entity> entities = new ArrayList<>(message.entities());
        entities.sort((one, other) -> Integer.compare(other.offset(), one.offset()));
        for (Entity entity : entities) {
            if (entity.type().equals(Entity.MENTION) && isHerName(entity, message.text())) {
                int from = entity.offset();
                boolean afterSpace = from > 0 && words.charAt(from - 1) == ' ';
                words.delete(afterSpace ? from - 1 : from, from + entity.length());
            }
        }
        return words.toString().strip();
    }

    private static Attachments attached(Message message, boolean forwarded) {
        List<String> pictures = new ArrayList<>();
        List<String> stickers = new ArrayList<>();
        int texts = 0;
        int files = 0;
        if (!message.photo().isEmpty()) {
            Optional<PhotoSize> size = PhotoSize.largestWithin(message.photo(), AttachmentPolicy.LARGEST)
                    .filter(photo -> TelegramFiles.isFileId(photo.fileId()));
            size.ifPresent(photo -> pictures.add(photo.fileId()));
            files += size.isPresent() ? 0 : 1;
        }
        MediaFile file = message.file();
        if (file != null) {
            if (file.kind() == MediaFile.Kind.STICKER) {
                stickers.add(OneLine.name(MessageQuote.sticker(file)));
            } else if (POLICY.isPicture(file.mimeType(), file.bytes(), file.fileId())) {
                pictures.add(file.fileId());
            } else if (isText(file)) {
                texts++;
            } else {
                files++;
            }
        }
        List<String> forwards = forwarded ? List.of(MessageQuote.forwarded(message)) : List.of();
        return new Attachments(pictures, texts, files, stickers, forwards);
    }

    private static boolean isText(MediaFile file) {
        return POLICY.isText(file.mimeType(), file.bytes(), file.fileId());
    }
}
