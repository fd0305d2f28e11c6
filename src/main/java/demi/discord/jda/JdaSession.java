package demi.discord.jda;

import demi.api.value.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import net.dv8tion.jda.api.utils.data.DataObject;
import net.dv8tion.jda.api.utils.messages.MessageRequest;
import org.jspecify.annotations.Nullable;

/** JDA's start and end. Both block. */
public final class JdaSession {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 10_000;
    /** Of the four seconds that a stop may take; {@code InboundHandler} and the listeners of HTTP have theirs, too. */
    private static final Duration STOP = Duration.ofSeconds(1);

    private JdaSession() {}

    /** Logs in; the gateway connects after that, and the listener is told. Throws what JDA throws. */
    public static Opened open(Secret token, @Nullable URI apiBaseUrl, ListenerAdapter ears)
            throws IOException, InterruptedException {
        // For all there is to say: nothing of it rings anybody's phone.
        MessageRequest.setDefaultMentions(EnumSet.noneOf(Message.MentionType.class));
        MessageRequest.setDefaultMentionRepliedUser(false);
        JDABuilder builder = JDABuilder.createLight(
                        token.value(),
                        EnumSet.of(
                                GatewayIntent.GUILD_MESSAGES,
                                GatewayIntent.DIRECT_MESSAGES,
                                GatewayIntent.MESSAGE_CONTENT))
                .setEnableShutdownHook(false)
                .setMaxReconnectDelay(60)
                .addEventListeners(ears);
        String gateway = new ConcurrentSessionController().getGateway();
        if (apiBaseUrl != null) {
            String base = apiBaseUrl + "/";
            String other = gateway(base, token);
            gateway = other;
            builder.setRestConfig(new RestConfig().setBaseUrl(base))
                    .setCompression(Compression.NONE)
                    .setSessionController(new ConcurrentSessionController() {
                        @Override
                        public String getGateway() {
                            return other;
                        }
                    });
        }
        return new Opened(builder.build(), gateway);
    }

    /** @param gateway the address to which it connects anew */
    public record Opened(JDA jda, String gateway) {}

    /** JDA knows Discord's own gateway only; another server says itself where its is. */
    private static String gateway(String base, Secret token) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + "gateway/bot"))
                .header("Authorization", "Bot " + token.value())
                .timeout(PATIENCE)
                .build();
        HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() == 401) {
            throw new net.dv8tion.jda.api.exceptions.InvalidTokenException();
        }
        if (response.statusCode() != 200 || response.body().length() > LONGEST_ANSWER) {
            throw new Refused("The server refuses gateway/bot: HTTP " + response.statusCode() + ".");
        }
        String url = DataObject.fromJson(response.body()).getString("url");
        String ended = url.endsWith("/") ? url : url + "/";
        GatewayProbe.upgrade(ended);
        return ended;
    }

    /** A server that takes Discord's place and refuses to be connected to; the message says how. */
    public static final class Refused extends IOException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message);
        }
    }

    /** Lets what is being sent get out, but not for long. */
    public static void close(JDA jda) throws InterruptedException {
        jda.shutdown();
        if (!jda.awaitShutdown(STOP)) {
            jda.shutdownNow();
        }
    }
}
