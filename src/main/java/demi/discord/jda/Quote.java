package demi.discord.jda;

import demi.discord.message.Attachments;
import demi.discord.message.Reference;
import demi.util.OneLine;
import demi.util.TextShortener;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageEmbed;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.messages.MessageSnapshot;
import net.dv8tion.jda.api.entities.sticker.Sticker;
import net.dv8tion.jda.api.entities.sticker.StickerItem;

/**
 * Others' words as the model reads them in a person's message: one line, shortened, in quotation marks that nothing in them can
 * close, and said to be what they are.
 */
public final class Quote {

    private static final int LONGEST = 500;
    private static final int LONGEST_UNREAD = 200;
    private static final int LONGEST_FILE = 2_500;
    private static final int LONGEST_FILE_NAME = 60;
    private static final int MOST_EMBEDS = 3;
    private static final int MOST_STICKERS = 3;
    /** Of every script, single ones as well, lest two of them pass for one. */
    private static final Pattern QUOTES =
            Pattern.compile("[\"\u201C-\u201F\u00AB\u00BB\u2033\u2036\u275D\u275E\u300C-\u300F\u301D-\u301F\uFF02`]");

    private Quote() {}

    /** @param herId of her own account */
    static Reference.Line answered(Message message, String herId) {
        return new Reference.Line("(An answer to " + whose(message, herId) + quoted(text(message), LONGEST) + ")");
    }

    public static final Reference.Line GONE = new Reference.Line("(An answer to a message that is gone.)");

    public static final Reference.Line NOT_READ = new Reference.Line("(An answer to a message that you cannot read.)");

    /** The person's own earlier words, of which there is no more to be said than that. */
    public static Reference.Line unread(String words) {
        return new Reference.Line("(They wrote this while you were away: " + quoted(words, LONGEST_UNREAD) + ")");
    }

    static Reference.Line threadOf(Message message, String herId) {
        return new Reference.Line(
                "(This thread was made from " + whose(message, herId) + quoted(text(message), LONGEST) + ")");
    }

    static String forwarded(MessageSnapshot snapshot) {
        String text = text(snapshot.getContentRaw(), snapshot.getEmbeds(), snapshot.getStickers());
        return "(Forwarded, somebody else's words: "
                + quoted(text + files(snapshot.getAttachments().size()), LONGEST) + ")";
    }

    /** @param whole whether that is all of it */
    public static Reference.Line file(String name, String text, boolean whole) {
        boolean fits = whole && OneLine.of(text).length() <= LONGEST_FILE;
        return new Reference.Line("(The text file " + quoted(name, LONGEST_FILE_NAME) + " that came with it "
                + (fits ? "says: " : "begins: ") + quoted(text, LONGEST_FILE) + ")");
    }

    public static Reference.Line noFile(String name) {
        return new Reference.Line(
                "(The text file " + quoted(name, LONGEST_FILE_NAME) + " that came with it could not be read.)");
    }

    static List<String> stickers(List<StickerItem> stickers) {
        return stickers.stream()
                .limit(MOST_STICKERS)
                .map(Sticker::getName)
                .map(OneLine::name)
                .toList();
    }

    private static String whose(Message message, String herId) {
        User author = message.getAuthor();
        if (author.getId().equals(herId)) {
            return "what you wrote: ";
        }
        String name = OneLine.name(MessageReader.nameOf(message));
        return author.isBot() || message.isWebhookMessage()
                ? "what the bot " + name + " wrote: "
                : "what " + name + " wrote: ";
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

    static String quoted(String words, int longest) {
        // Not more of it than can be needed is looked at.
        String line = OneLine.of(words.substring(0, Math.min(words.length(), longest * 4)));
        String plain = QUOTES.matcher(line).replaceAll("'");
        return '"' + TextShortener.to(plain, longest) + '"';
    }
}
