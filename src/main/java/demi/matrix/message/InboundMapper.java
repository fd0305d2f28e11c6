package demi.matrix.message;

import demi.matrix.client.MatrixFault;
import demi.matrix.client.MatrixMessage;
import demi.matrix.client.MatrixMessage.Attachment;
import demi.matrix.client.MatrixMessage.Kind;
import demi.matrix.client.MatrixMessage.Quoted;
import demi.network.message.AttachmentPolicy;
import demi.network.message.Attachments;
import demi.network.message.InboundMessage;
import demi.network.message.InboundMessage.Author;
import demi.network.message.InboundMessage.Signs;
import demi.network.message.Quote;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import demi.util.BoundedMap;
import demi.util.OneLine;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From what Matrix tells to what every network does. */
public final class InboundMapper {

    private static final int MOST_THREADS = 500;
    private static final int LONGEST_STICKER = 60;

    private final QuotedMessages quoted;
    private final AttachmentPolicy files;
    private final String self;
    /** Of which the first message was read. */
    private final Map<String, Boolean> threads = new BoundedMap<>(MOST_THREADS);

    /** @param self her id */
    public InboundMapper(QuotedMessages quoted, AttachmentPolicy files, String self) {
        this.quoted = quoted;
        this.files = files;
        this.self = self;
    }

    /** What is answered, where that can be had. */
    private record Answered(Optional<Quoted> message, boolean isGone) {
        static final Answered NOTHING = new Answered(Optional.empty(), false);

        boolean isOf(String user) {
            return message.map(found -> found.sender().equals(user)).orElse(false);
        }
    }

    /** Never fails, and asks the homeserver only for what it answers. */
    public Future<InboundMessage> map(MatrixMessage message) {
        quoted.add(message);
        Future<Answered> answered = find(message.roomId(), message.replyTo());
        Future<Answered> root = find(message.roomId(), message.threadRoot());
        return Future.all(answered, root).map(both -> read(message, answered.result(), root.result()));
    }

    private Future<Answered> find(String room, @Nullable String event) {
        return event == null
                ? Future.succeededFuture(Answered.NOTHING)
                : quoted.find(room, event)
                        .map(found -> new Answered(Optional.of(found), false))
                        .otherwise(thrown -> new Answered(
                                Optional.empty(),
                                thrown instanceof MatrixFault fault && fault.kind() == MatrixFault.Kind.NOT_FOUND));
    }

    private InboundMessage read(MatrixMessage message, Answered answered, Answered root) {
        boolean direct = message.direct();
        String roomName = message.roomName();
        boolean answersOther = answered.message().isPresent() && !answered.isOf(self);
        return new InboundMessage(
                new ReplyTarget(
                        message.roomId(),
                        direct ? message.sender() : null,
                        new EventPlace(message.eventId(), message.threadRoot()).id()),
                null,
                direct ? "direct" : roomName == null ? "a room" : OneLine.name(roomName),
                new Author(message.sender(), OneLine.name(message.senderName()), !message.isAnswerable(), List.of()),
                new Signs(
                        message.mentioned(),
                        answered.isOf(self),
                        root.isOf(self),
                        message.mentionsOthers() || answersOther),
                typed(message, message.text()),
                typed(message, message.words()).strip(),
                attached(message),
                references(message, answered, root),
                Instant.ofEpochMilli(message.sentAt()));
    }

    /** What is done is said between asterisks; what a sticker shows is its name. */
    private static String typed(MatrixMessage message, String text) {
        return switch (message.kind()) {
            case EMOTE -> "*" + text.strip() + "*";
            case STICKER -> "";
            default -> text;
        };
    }

    private Attachments attached(MatrixMessage message) {
        Attachment attachment = message.attachment();
        if (attachment == null) {
            return Attachments.NOTHING;
        } else if (message.kind() == Kind.STICKER) {
            return new Attachments(List.of(), 0, 0, List.of(sticker(message.text())), List.of());
        }
        String mxc = attachment.mxc();
        boolean isPicture = mxc != null && files.isPicture(attachment.type(), size(attachment), mxc);
        int texts = isText(attachment) ? 1 : 0;
        return isPicture
                ? new Attachments(List.of(mxc), 0)
                : new Attachments(List.of(), texts, 1 - texts, List.of(), List.of());
    }

    private static String sticker(String text) {
        String name = OneLine.of(text).replace('"', '\'');
        return name.substring(0, Math.min(LONGEST_STICKER, name.length()));
    }

    private boolean isText(Attachment attachment) {
        String mxc = attachment.mxc();
        return mxc != null && files.isText(attachment.type(), size(attachment), mxc);
    }

    /** Not every client says it; what is too large is found when it is fetched. */
    private static long size(Attachment attachment) {
        return Math.max(1, attachment.size());
    }

    private List<Reference> references(MatrixMessage message, Answered answered, Answered root) {
        List<Reference> all = new ArrayList<>();
        String threadRoot = message.threadRoot();
        if (threadRoot != null && threads.put(message.roomId() + " " + threadRoot, true) == null) {
            root.message()
                    .filter(found -> !found.isHidden() && !found.text().isBlank())
                    .ifPresent(found -> all.add(Quote.threadOf(writer(found), found.text())));
        }
        if (message.replyTo() != null) {
            all.add(answered.message().map(this::line).orElse(answered.isGone() ? Quote.GONE : Quote.NOT_READ));
        }
        Attachment attachment = message.attachment();
        if (attachment != null && attachment.mxc() != null && isText(attachment)) {
            all.add(new Reference.TextFile(attachment.name(), attachment.mxc()));
        }
        return all;
    }

    private Reference.Line line(Quoted found) {
        if (found.isHidden()) {
            return Quote.NOT_READ;
        }
        return found.text().isBlank() ? Quote.GONE : Quote.answered(writer(found), found.text());
    }

    private Quote.Writer writer(Quoted found) {
        Quote.Writer.Kind kind = found.sender().equals(self) ? Quote.Writer.Kind.SHE : Quote.Writer.Kind.PERSON;
        return new Quote.Writer(kind, found.name());
    }
}
