package demi.telegram.bot;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import demi.telegram.FakeTelegram;
import demi.telegram.FakeTelegram.Fault;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The token is a part of every address; whatever goes wrong, it stays there. */
@Tag("slow")
class TokenSecrecyTest {

    /** Its second half: the first is the bot's public id. */
    private static final String SECRET = FakeTelegram.TOKEN.substring(FakeTelegram.TOKEN.indexOf(':') + 1);

    private static final String WORDS = "words of a person";

    private final List<String> logged = new CopyOnWriteArrayList<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger demi = (Logger) LoggerFactory.getLogger("demi");
    private final Logger vertx = (Logger) LoggerFactory.getLogger("io.vertx");
    private final AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            logged.add(event.getFormattedMessage()
                    + (event.getThrowableProxy() == null
                            ? ""
                            : ThrowableProxyUtil.asString(event.getThrowableProxy())));
        }
    };
    private final BotFixture fixture = new BotFixture();

    @BeforeEach
    void listen() {
        appender.setContext(root.getLoggerContext());
        appender.start();
        root.addAppender(appender);
        demi.setLevel(Level.TRACE);
        vertx.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        fixture.close();
        root.detachAppender(appender);
        demi.setLevel(null);
        vertx.setLevel(null);
    }

    @Test
    void noFaultTellsIt() {
        FakeTelegram telegram = fixture.telegram;
        for (Fault fault : Fault.values()) {
            telegram.fail("getMe", fault);
            telegram.fail("getUpdates", fault);
        }
        telegram.refuse("getUpdates", 400, "Bad Request: no /bot" + FakeTelegram.TOKEN + "/getUpdates");
        telegram.direct(telegram.person("Ann"), WORDS);
        TelegramBot bot = fixture.openHasty();
        await().until(() -> fixture.received.size() == 1 && telegram.unconfirmed() == 0);
        List<String> told = new CopyOnWriteArrayList<>();
        String file = telegram.file("a.jpg", Buffer.buffer("x"), 1);
        for (Fault fault : Fault.values()) {
            telegram.fail("sendMessage", fault);
            tell(told, fixture.failure(() -> bot.send(new OutgoingMessage(5, null, null, WORDS))));
        }
        for (Fault fault : List.of(Fault.CUT_MIDDLE, Fault.BAD_GATEWAY, Fault.ENDLESS, Fault.SILENCE)) {
            telegram.fail("download", fault);
            tell(told, fixture.failure(() -> bot.file(file, 100)));
        }
        BotFixture.get(telegram.close());
        await().until(() -> fixture.states().get(fixture.states().size() - 1) == BotStatus.State.RETRYING);
        tell(told, fixture.failure(() -> bot.file(file, 100)));
        fixture.statuses.forEach(status -> told.add(status.toString()));
        told.add(fixture.options().toString());
        assertFalse(logged.isEmpty());
        assertEquals(
                List.of(), told.stream().filter(line -> line.contains(SECRET)).toList());
        assertEquals(
                List.of(), logged.stream().filter(line -> line.contains(SECRET)).toList());
        assertEquals(
                List.of(), logged.stream().filter(line -> line.contains(WORDS)).toList());
    }

    private static void tell(List<String> told, BotApiException thrown) {
        told.add(ThrowableProxyUtil.asString(new ch.qos.logback.classic.spi.ThrowableProxy(thrown)));
    }

    @Test
    void aServerThatCannotBeFoundDoesNotTellIt() {
        TelegramBot bot =
                fixture.open(BotFixture.options(URI.create("https://nowhere.invalid/telegram/"), FakeTelegram.TOKEN));
        await().until(() -> !fixture.statuses.isEmpty());
        assertFalse(bot.status().sentence().contains(SECRET));
        assertEquals(
                List.of(), logged.stream().filter(line -> line.contains(SECRET)).toList());
    }
}
