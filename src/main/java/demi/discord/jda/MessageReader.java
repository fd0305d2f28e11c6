package demi.discord.jda;

import demi.network.message.AttachmentPolicy;
import demi.network.message.Attachments;
import demi.network.message.InboundMessage;
import demi.network.message.InboundMessage.Author;
import demi.network.message.InboundMessage.Signs;
import demi.network.message.Reference;
import demi.network.message.ReplyTarget;
import java.util.ArrayList;
import java.util.List;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageReference;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.unions.MessageChannelUnion;

/** Makes of JDA's messages what the room knows of them. For any thread. */
public final class MessageReader {

    private static final int LONGEST_NAME = 64;
    private static final int MOST_TEXTS = 2;

    private final AttachmentPolicy rules;

    public MessageReader(AttachmentPolicy rules) {
        this.rules = rules;
    }

    /** Whether somebody wrote it, rather than joined, pinned or boosted something. */
    static boolean isTyped(Message message) {
        return message.getType() == MessageType.DEFAULT || message.getType() == MessageType.INLINE_REPLY;
    }

    InboundMessage read(Message message, SelfUser self) {
        MessageChannelUnion channel = message.getChannel();
        User user = message.getAuthor();
        boolean direct = !channel.getType().isGuild();
        ThreadChannel thread = channel.getType().isThread() ? channel.asThreadChannel() : null;
        Message answered = message.getReferencedMessage();
        Member member = message.getMember();
        List<String> roles = member == null
                ? List.of()
                : member.getRoles().stream().map(ISnowflake::getId).toList();
        return new InboundMessage(
                new ReplyTarget(channel.getId(), direct ? user.getId() : null, message.getId()),
                thread == null ? null : thread.getParentChannel().getId(),
                direct ? "direct" : "#" + channel.getName(),
                new Author(user.getId(), nameOf(message), user.isBot() || message.isWebhookMessage(), roles),
                new Signs(
                        message.getMentions().getUsers().contains(self),
                        answered != null && answered.getAuthor().equals(self),
                        thread != null && thread.getOwnerIdLong() == self.getIdLong(),
                        (answered != null && !answered.getAuthor().equals(self))
                                || message.getMentions().getUsers().stream().anyMatch(other -> !other.equals(self))),
                message.getContentRaw(),
                withoutMention(message.getContentRaw(), self.getId()),
                attached(message),
                references(message, self),
                message.getTimeCreated().toInstant());
    }

    /** Without her own mention, and the space before it; everything else stays. */
    public static String withoutMention(String content, String herId) {
        return content.replaceAll(" ?<@!?" + herId + ">", "").strip();
    }

    static String nameOf(Message message) {
        Member member = message.getMember();
        return name(member == null ? message.getAuthor().getEffectiveName() : member.getEffectiveName());
    }

    /** On one line, and without what ends a name in the lines that the model reads. */
    public static String name(String given) {
        String name = given.replaceAll("[\\p{Cntrl}\\s:]+", " ").strip();
        return name.substring(
                0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
    }

    Attachments attached(Message message) {
        List<String> pictures = message.getAttachments().stream()
                .filter(file -> rules.isPicture(file.getContentType(), file.getSize(), file.getUrl()))
                .map(Message.Attachment::getUrl)
                .limit(AttachmentPolicy.MOST)
                .toList();
        int texts = textFiles(message).size();
        return new Attachments(
                pictures,
                texts,
                message.getAttachments().size() - pictures.size() - texts,
                MessageQuote.stickers(message.getStickers()),
                message.getMessageSnapshots().stream()
                        .map(MessageQuote::forwarded)
                        .toList());
    }

    private List<Reference.TextFile> textFiles(Message message) {
        return message.getAttachments().stream()
                .filter(file -> rules.isText(file.getContentType(), file.getSize(), file.getUrl()))
                .map(file -> new Reference.TextFile(file.getFileName(), file.getUrl()))
                .limit(MOST_TEXTS)
                .toList();
    }

    private List<Reference> references(Message message, SelfUser self) {
        List<Reference> all = new ArrayList<>();
        MessageReference reference = message.getMessageReference();
        Message answered = message.getReferencedMessage();
        if (answered != null) {
            all.add(MessageQuote.answered(answered, self.getId()));
            // Servers that know no forwards leave the type out.
        } else if (reference != null && reference.getType() != MessageReference.MessageReferenceType.FORWARD) {
            all.add(new Reference.Unsent(reference.getChannelId(), reference.getMessageId()));
        }
        message.getMessageSnapshots().forEach(each -> all.add(new Reference.Line(MessageQuote.forwarded(each))));
        all.addAll(textFiles(message));
        return all;
    }
}
