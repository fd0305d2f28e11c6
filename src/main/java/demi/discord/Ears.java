package demi.discord;

import demi.discord.Incoming.Author;
import demi.discord.Incoming.Signs;
import java.util.List;
import net.dv8tion.jda.api.entities.ISnowflake;
import net.dv8tion.jda.api.entities.Member;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageType;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.entities.User;
import net.dv8tion.jda.api.entities.channel.concrete.ThreadChannel;
import net.dv8tion.jda.api.entities.channel.unions.MessageChannelUnion;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ReadyEvent;
import net.dv8tion.jda.api.events.session.SessionDisconnectEvent;
import net.dv8tion.jda.api.events.session.SessionRecreateEvent;
import net.dv8tion.jda.api.events.session.SessionResumeEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.CloseCode;

/** What JDA hears, on its own threads, in the room's words; {@link Handler} takes it over at once. */
final class Ears extends ListenerAdapter {

    /** Told on JDA's threads. */
    interface Handler {
        void heard(Incoming message);

        void command(SlashCommandInteractionEvent event);

        void connected();

        void disconnected();

        /** For good; the sentence says why. */
        void refused(String why);
    }

    static final String WRONG_TOKEN =
            "Discord refuses DISCORD_BOT_TOKEN. Copy the token again from https://discord.com/developers/applications.";
    static final String MISSING_INTENT = "Discord refuses the Message Content intent. Allow it at"
            + " https://discord.com/developers/applications, under Bot, and start Demi again.";

    private static final int LONGEST_NAME = 64;

    private final Handler handler;
    private final PictureRules rules;

    Ears(Handler handler, PictureRules rules) {
        this.handler = handler;
        this.rules = rules;
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        Message message = event.getMessage();
        SelfUser self = event.getJDA().getSelfUser();
        boolean typed = message.getType() == MessageType.DEFAULT || message.getType() == MessageType.INLINE_REPLY;
        if (typed && !event.getAuthor().equals(self)) {
            handler.heard(incoming(event, message, self));
        }
    }

    private Incoming incoming(MessageReceivedEvent event, Message message, SelfUser self) {
        MessageChannelUnion channel = event.getChannel();
        User user = event.getAuthor();
        boolean direct = !event.isFromGuild();
        ThreadChannel thread = channel.getType().isThread() ? channel.asThreadChannel() : null;
        Message answered = message.getReferencedMessage();
        Member member = message.getMember();
        List<String> roles = member == null
                ? List.of()
                : member.getRoles().stream().map(ISnowflake::getId).toList();
        return new Incoming(
                new Place(channel.getId(), direct ? user.getId() : null, message.getId()),
                thread == null ? null : thread.getParentChannel().getId(),
                direct ? "direct" : "#" + channel.getName(),
                new Author(
                        user.getId(),
                        name(member == null ? user.getEffectiveName() : member.getEffectiveName()),
                        user.isBot() || message.isWebhookMessage(),
                        roles),
                new Signs(
                        message.getMentions().getUsers().contains(self),
                        answered != null && answered.getAuthor().equals(self),
                        thread != null && thread.getOwnerIdLong() == self.getIdLong(),
                        (answered != null && !answered.getAuthor().equals(self))
                                || message.getMentions().getUsers().stream().anyMatch(other -> !other.equals(self))),
                message.getContentRaw(),
                attached(message),
                message.getTimeCreated().toInstant());
    }

    /** On one line, and without what ends a name in the lines that the model reads. */
    static String name(String given) {
        String name = given.replaceAll("[\\p{Cntrl}\\s:]+", " ").strip();
        return name.substring(
                0, name.offsetByCodePoints(0, Math.min(LONGEST_NAME, name.codePointCount(0, name.length()))));
    }

    private Attached attached(Message message) {
        List<String> pictures = message.getAttachments().stream()
                .filter(file -> rules.isPicture(file.getContentType(), file.getSize(), file.getUrl()))
                .map(Message.Attachment::getUrl)
                .limit(PictureRules.MOST)
                .toList();
        return new Attached(pictures, message.getAttachments().size() - pictures.size());
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        handler.command(event);
    }

    @Override
    public void onReady(ReadyEvent event) {
        handler.connected();
    }

    @Override
    public void onSessionResume(SessionResumeEvent event) {
        handler.connected();
    }

    @Override
    public void onSessionRecreate(SessionRecreateEvent event) {
        handler.connected();
    }

    @Override
    public void onSessionDisconnect(SessionDisconnectEvent event) {
        handler.disconnected();
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        CloseCode code = event.getCloseCode();
        if (code == CloseCode.AUTHENTICATION_FAILED) {
            handler.refused(WRONG_TOKEN);
        } else if (code == CloseCode.DISALLOWED_INTENTS || code == CloseCode.INVALID_INTENTS) {
            handler.refused(MISSING_INTENT);
        } else if (code != null && code != CloseCode.GRACEFUL_CLOSE) {
            handler.refused("Discord has closed the connection for good: " + code.getMeaning());
        }
    }
}
