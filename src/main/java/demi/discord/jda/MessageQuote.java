package demi.discord.jda;

import demi.network.message.Attachments;
import demi.network.message.Quote;
import demi.network.message.Reference;
import demi.util.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import net.dv8tion.jda.api.entities.sticker.Sticker;
import net.dv8tion.jda.api.entities.sticker.StickerItem;

/** What of a Discord message is quoted: its text, embeds, stickers, what it forwards, and that there are files. */
final class MessageQuote {

    private static final int MOST_EMBEDS = 3;
    private static final int MOST_STICKERS = 3;

    private MessageQuote() {}

    /** @param herId of her own account */
    static Reference.Line answered(Message message, String herId) {
        return Quote.answered(writer(message, herId), text(message));
    }

    static Reference.Line threadOf(Message message, String herId) {
        return Quote.threadOf(writer(message, herId), text(message));
    }

    static String forwarded(MessageSnapshot snapshot) {
        String text = text(snapshot.getContentRaw(), snapshot.getEmbeds(), snapshot.getStickers());
        return Quote.forwarded(text + files(snapshot.getAttachments().size()));
    }

    static List<String> stickers(List<StickerItem> stickers) {
        return stickers.stream()
                .limit(MOST_STICKERS)
                .map(Sticker::getName)
                .map(OneLine::name)
                .toList();
    }

    private static Quote.Writer writer(Message message, String herId) {
        User author = message.getAuthor();
        Quote.Writer.Kind kind = author.getId().equals(herId)
                ? Quote.Writer.Kind.SHE
                : author.isBot() || message.isWebhookMessage() ? Quote.Writer.Kind.BOT : Quote.Writer.Kind.PERSON;
        return new Quote.Writer(kind, MessageReader.nameOf(message));
    }

    private static String text(Message message) {
        Stream<String> forwards = message.getMessageSnapshots().stream()
                .map(each -> text(each.getContentRaw(), each.getEmbeds(), each.getStickers()));
        String own = text(message.getContentRaw(), message.getEmbeds(), message.getStickers());
        return Stream.concat(Stream.of(own), forwards)
                        .filter(each -> !each.isBlank())
                        .collect(Collectors.joining(" "))
                + files(message.getAttachments().size());
    }

    private static String text(String content, List<MessageEmbed> embeds, List<StickerItem> stickers) {
        List<String> parts = new ArrayList<>(List.of(content));
        embeds.stream().limit(MOST_EMBEDS).forEach(embed -> {
            parts.add(embed.getTitle() == null ? "" : embed.getTitle() + ":");
            parts.add(embed.getDescription() == null ? "" : embed.getDescription());
        });
        stickers(stickers).forEach(name -> parts.add("(the sticker " + name + ")"));
        return parts.stream().filter(part -> !part.isBlank()).collect(Collectors.joining(" "));
    }

    private static String files(int many) {
        return new Attachments(List.of(), many).words(false);
    }
}
