package demi.discord.standin;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.JDABuilder;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.events.interaction.command.SlashCommandInteractionEvent;
import net.dv8tion.jda.api.events.message.MessageReceivedEvent;
import net.dv8tion.jda.api.events.session.ShutdownEvent;
import net.dv8tion.jda.api.exceptions.InvalidTokenException;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.interactions.commands.build.Commands;
import net.dv8tion.jda.api.requests.CloseCode;
import net.dv8tion.jda.api.requests.GatewayIntent;
import net.dv8tion.jda.api.requests.RestConfig;
import net.dv8tion.jda.api.utils.Compression;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stand-in is real enough for JDA: it logs in, hears, writes, comes back, and finds nothing odd. */
public class DiscordStandInTest extends ListenerAdapter {

    private final Vertx vertx = Vertx.vertx();
    private final List<Message> heard = new CopyOnWriteArrayList<>();
    private final List<CloseCode> shut = new CopyOnWriteArrayList<>();
    private final JdaLog log = new JdaLog();

    @SuppressWarnings("NullAway.Init") // started before each test
    private DiscordStandIn discord;

    private @Nullable JDA jda;

    @BeforeEach
    void start() throws Exception {
        discord = DiscordStandIn.start(vertx, 0)
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
        log.attach();
    }

    @AfterEach
    void stop() throws Exception {
        if (jda != null) {
            jda.shutdown();
            assertTrue(jda.awaitShutdown(Duration.ofSeconds(5)));
        }
        log.detach();
        vertx.close().toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Override
    public void onMessageReceived(MessageReceivedEvent event) {
        if (!event.getAuthor().isBot()) {
            heard.add(event.getMessage());
        }
    }

    @Override
    public void onSlashCommandInteraction(SlashCommandInteractionEvent event) {
        event.reply("mood").setEphemeral(true).queue();
    }

    @Override
    public void onShutdown(ShutdownEvent event) {
        CloseCode code = event.getCloseCode();
        if (code != null) {
            shut.add(code);
        }
    }

    private JDA login(String token) {
        JDA built = JDABuilder.createLight(
                        token,
                        EnumSet.of(
                                GatewayIntent.GUILD_MESSAGES,
                                GatewayIntent.DIRECT_MESSAGES,
                                GatewayIntent.MESSAGE_CONTENT))
                .setRestConfig(new RestConfig().setBaseUrl(discord.apiBaseUrl()))
                .setSessionController(new ConcurrentSessionController() {
                    @Override
                    public String getGateway() {
                        return discord.apiBaseUrl().replace("http:", "ws:").replaceAll("/api/.*", "/");
                    }
                })
                .setCompression(Compression.NONE)
                .setEnableShutdownHook(false)
                .addEventListeners(this)
                .build();
        jda = built;
        return built;
    }

    private JDA ready() throws InterruptedException {
        return login(DiscordStandIn.TOKEN).awaitReady();
    }

    @Test
    void messagesReachABotAndItsOwnReachDiscord() throws Exception {
        String ann = discord.person("Ann");
        String thread = discord.thread("Hers", discord.bot());
        JDA bot = ready();
        String first = discord.say(discord.general(), ann, "<@" + discord.bot() + "> hello");
        discord.direct(ann, "only you");
        discord.say(discord.general(), ann, "a reply", first, new JsonArray());
        discord.say(thread, ann, "in a thread");
        await().until(() -> heard.size() == 4);
        assertTrue(heard.get(0).getMentions().isMentioned(bot.getSelfUser()));
        assertTrue(heard.get(1).getChannel().getType().name().equals("PRIVATE"));
        assertEquals(first, heard.get(2).getMessageReference().getMessageId());
        assertEquals(discord.bot(), heard.get(3).getChannel().asThreadChannel().getOwnerId());
        heard.get(1).reply("secret").complete();
        bot.getTextChannelById(discord.general()).sendTyping().complete();
        assertEquals("secret", discord.posted(discord.directOf(ann)).get(0).text());
        assertEquals(List.of(discord.general()), discord.typing());
        assertEquals(List.of(), log.warnings());
    }

    @Test
    void commandsAreRegisteredUsedAndAnswered() throws Exception {
        String ann = discord.person("Ann");
        ready().updateCommands()
                .addCommands(Commands.slash("mood", "How she is"))
                .complete();
        assertEquals(List.of("mood"), discord.commands());
        discord.command(discord.general(), ann, "mood", new JsonArray());
        discord.command(discord.directOf(ann), ann, "mood", new JsonArray());
        await().until(() -> discord.callbacks().size() == 2);
        assertEquals(64, discord.callbacks().get(0).body().getJsonObject("data").getInteger("flags"));
        assertEquals(List.of(), log.warnings());
    }

    @Test
    void aCutConnectionIsResumedAndWhatWasSaidMeanwhileComes() throws Exception {
        String ann = discord.person("Ann");
        ready();
        discord.cutGateway();
        discord.direct(ann, "did you hear that?");
        await().until(() -> discord.resumed() == 1 && heard.size() == 1);
        assertEquals(1, discord.identified());
    }

    @Test
    void tooManyMessagesGet429AndWaitForTheirBucket() throws Exception {
        discord.limit(2, 500);
        JDA bot = ready();
        // Discord tells a bot of its limit with the first answer, so the first two of these go out unasked.
        for (int i = 0; i < 6; i++) {
            bot.getTextChannelById(discord.general()).sendMessage("number " + i).queue();
        }
        await().until(() -> discord.posted().size() == 6);
        assertEquals("number 5", discord.posted().get(5).text());
    }

    @Test
    void heartbeatsAreAnswered() throws Exception {
        discord.heartbeatEvery(50);
        ready();
        await().until(() -> discord.heartbeats() > 3);
        assertEquals(List.of(), log.warnings());
    }

    @Test
    void aWrongTokenIsRefusedWith401() {
        assertThrows(InvalidTokenException.class, () -> login("wrong"));
    }

    @Test
    void anIntentThatIsNotGrantedCloses4014() {
        discord.grantContentIntent(false);
        login(DiscordStandIn.TOKEN);
        await().until(() -> shut.contains(CloseCode.DISALLOWED_INTENTS));
    }

    @Test
    void aTokenThatIsTakenBackCloses4004() throws Exception {
        ready();
        discord.closeGateway(4004);
        await().until(() -> shut.contains(CloseCode.AUTHENTICATION_FAILED));
    }

    /** What JDA, or another, complains about. */
    public static final class JdaLog
            extends ch.qos.logback.core.AppenderBase<ch.qos.logback.classic.spi.ILoggingEvent> {
        private final List<String> warnings = new CopyOnWriteArrayList<>();
        private final ch.qos.logback.classic.Logger logger;

        public JdaLog() {
            this("net.dv8tion.jda");
        }

        public JdaLog(String name) {
            logger = (ch.qos.logback.classic.Logger) org.slf4j.LoggerFactory.getLogger(name);
        }

        public void attach() {
            setContext(logger.getLoggerContext());
            start();
            logger.addAppender(this);
        }

        public void detach() {
            logger.detachAppender(this);
        }

        @Override
        protected void append(ch.qos.logback.classic.spi.ILoggingEvent event) {
            if (event.getLevel().isGreaterOrEqual(Level.WARN)) {
                warnings.add(event.getFormattedMessage());
            }
        }

        public List<String> warnings() {
            return List.copyOf(warnings);
        }
    }
}
