package demi.discord.jda;

import com.neovisionaries.ws.client.WebSocketFrame;
import demi.network.message.InboundMessage;
import java.util.EnumSet;
import java.util.Set;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.SelfUser;
import net.dv8tion.jda.api.events.StatusChangeEvent;
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
public final class JdaEventListener extends ListenerAdapter {

    /** Told on JDA's threads. */
    public interface Handler {
        void onMessage(InboundMessage message);

        void onCommand(SlashCommandInteractionEvent event);

        /** @param isNew not one that was resumed */
        void connected(boolean isNew);

        /** @param close code and words with which the gateway closed the connection; empty where it only broke off */
        void disconnected(String close);

        /** JDA could not connect to the gateway, does not say why, and goes on trying. */
        void notConnected();

        /** Discord does not take the token. */
        void wrongToken();

        /** For good; the sentence says why. */
        void refused(String why);
    }

    public static final String MISSING_INTENT = "Discord refuses the Message Content intent. Allow it at"
            + " https://discord.com/developers/applications, under Bot, and start Demi again.";

    private static final Set<JDA.Status> CONNECTING =
            EnumSet.of(JDA.Status.CONNECTING_TO_WEBSOCKET, JDA.Status.ATTEMPTING_TO_RECONNECT);
    /** What follows where a connection did not come about: a pause, or the next try. */
    private static final Set<JDA.Status> NOT_CONNECTED = EnumSet.of(
            JDA.Status.WAITING_TO_RECONNECT,
            JDA.Status.RECONNECT_QUEUED,
            JDA.Status.CONNECTING_TO_WEBSOCKET,
            JDA.Status.ATTEMPTING_TO_RECONNECT);

    private final Handler handler;
    private final MessageReader reader;

    public JdaEventListener(Handler handler, MessageReader reader) {
        this.handler = handler;
        this.reader = reader;
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        Message message = event.getMessage();
        SelfUser self = event.getJDA().getSelfUser();
        if (MessageReader.isTyped(message) && !event.getAuthor().equals(self)) {
            handler.onMessage(reader.read(message, self));
        }
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        handler.onCommand(event);
    }

    @Override
    public void onReady(ReadyEvent event) {
        handler.connected(true);
    }

    @Override
    public void onSessionResume(SessionResumeEvent event) {
        handler.connected(false);
    }

    @Override
    public void onSessionRecreate(SessionRecreateEvent event) {
        handler.connected(true);
    }

    @Override
    public void onSessionDisconnect(SessionDisconnectEvent event) {
        WebSocketFrame frame = event.getServiceCloseFrame();
        String reason = frame == null || frame.getCloseReason() == null ? "" : frame.getCloseReason();
        handler.disconnected(
                frame == null || !event.isClosedByServer()
                        ? ""
                        : (frame.getCloseCode() + " " + Refusal.shortened(reason)).strip());
    }

    @Override
    public void onStatusChange(StatusChangeEvent event) {
        if (CONNECTING.contains(event.getOldStatus()) && NOT_CONNECTED.contains(event.getNewStatus())) {
            handler.notConnected();
        }
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        CloseCode code = event.getCloseCode();
        if (code == CloseCode.AUTHENTICATION_FAILED) {
            handler.wrongToken();
        } else if (code == CloseCode.DISALLOWED_INTENTS || code == CloseCode.INVALID_INTENTS) {
            handler.refused(MISSING_INTENT);
        } else if (code != null && code != CloseCode.GRACEFUL_CLOSE) {
            handler.refused("Discord has closed the connection for good: " + code.getCode() + " " + code.getMeaning());
        }
    }
}
