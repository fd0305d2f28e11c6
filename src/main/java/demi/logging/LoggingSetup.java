package demi.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import demi.util.OwnerOnlyFiles;
import demi.util.WallTime;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sets up logging: the console, and a file a day in {@code <data dir>/logs}; nothing secret in either. */
@WallTime("which days' logs are old")
public final class LoggingSetup {
    /** Line ends in a message are made visible, so that what somebody sends cannot look like a line of its own; the rest is done later. */
    private static final String PATTERN =
            "%d{yyyy-MM-dd HH:mm:ss.SSS} %-5level %logger{24} %replace(%msg){'[\\r\\n]+', ' | '}%n%ex";

    /** Logs whole events at ERROR where a field of them is missing: {@link WordlessAppender} takes all of its loggers. */
    private static final String JDA = "net.dv8tion";

    private static final List<String> NOISY = List.of(
            "io.netty",
            "org.flywaydb",
            "org.sqlite",
            "io.vertx.jdbcclient",
            "com.mchange",
            "io.vertx.ext.web.impl",
            JDA);

    /**
     * These loggers report every lost connection and odd response, which our own classes log already, and would write
     * people's words into the log: a server may send back what it was sent.
     */
    private static final List<String> LEAKY_LOGGERS = List.of(
            "net.dv8tion.jda.internal.requests.WebSocketClient",
            "net.dv8tion.jda.internal.requests.Requester",
            "io.vertx.core.net.impl.ConnectionBase",
            "io.vertx.core.http.impl.HttpClientRequestImpl",
            "io.vertx.core.http.impl.HttpClientResponseImpl",
            "io.vertx.core.http.impl.Http2UpgradeClientConnection");

    private static final String ROOT_PACKAGE = "demi";

    /** Its lines are there at every level. */
    private static final Logger CHANGES = LoggerFactory.getLogger(LoggingSetup.class);

    /**
     * Warn of what is as it should be: of every message that is under way to a stream that has just ended, and, with a stack trace, of
     * every connection that comes while its server is being closed.
     */
    static final List<String> FALSE_ALARM_LOGGERS =
            List.of("io.vertx.core.eventbus.impl.MessageConsumerImpl", "io.netty.bootstrap.ServerBootstrap");

    /** Warns of every node that comes or goes, in dozens of lines; who is there our own log says. */
    static final List<String> NODES_LOGGERS = List.of("com.hazelcast", "io.vertx.core.eventbus.impl.clustered");

    /** In bytes: whatever goes wrong a thousand times a second does not fill the disk. */
    private static final long LARGEST_DAY = 100L * 1024 * 1024;

    private LoggingSetup() {}

    /**
     * Replaces the logging there was.
     *
     * @param secrets that must not be logged, beside what looks like one
     * @throws IOException where the directory or today's file cannot be written
     */
    public static void start(LoggingSettings settings, Path dataDir, List<String> secrets) throws IOException {
        Path directory =
                OwnerOnlyFiles.directory(OwnerOnlyFiles.directory(dataDir).resolve("logs"));
        LoggerContext context = context();
        context.reset();
        attach(context, console(context, settings, secrets));
        Appender<ILoggingEvent> file = file(context, settings, directory, secrets);
        if (!file.isStarted()) {
            throw new IOException("cannot write the log file in " + directory);
        }
        attach(context, file);
        withoutWords(context, JDA);
        level(settings.level());
        if (settings.debug()) {
            context.getLogger(ROOT_PACKAGE).setLevel(Level.DEBUG);
        }
        removeOld(directory, LocalDate.now(ZoneId.systemDefault()).minusDays(settings.keepDays()));
    }

    /** What logback does by itself, it does for the last weeks only: after a long pause, or with fewer days to keep, files would stay. */
    private static void removeOld(Path directory, LocalDate oldest) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "demi_????-??-??.log")) {
            for (Path file : files) {
                // Days written so are in the order of their letters.
                if (file.getFileName().toString().compareTo("demi_" + oldest) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            CHANGES.warn("Old log files cannot be removed: {}", e.toString());
        }
    }

    /** Changes how much is logged from now on, whatever the settings said, with a line that is there at every level. */
    public static void change(LogLevel level) {
        context().getLogger(ROOT_PACKAGE).setLevel(null);
        level(level);
        CHANGES.warn("The owner has set the level of the log to {}", level);
    }

    private static void level(LogLevel level) {
        Level to = switch (level) {
            case DEBUG -> Level.DEBUG;
            case INFO -> Level.INFO;
            case WARNING -> Level.WARN;
            case ERROR, CRITICAL -> Level.ERROR;
        };
        context().getLogger(Logger.ROOT_LOGGER_NAME).setLevel(to);
        for (String noisy : NOISY) {
            context().getLogger(noisy).setLevel(to.isGreaterOrEqual(Level.WARN) ? to : Level.WARN);
        }
        context().getLogger(CHANGES.getName()).setLevel(Level.INFO);
        FALSE_ALARM_LOGGERS.forEach(alarm -> context().getLogger(alarm).setLevel(Level.ERROR));
        NODES_LOGGERS.forEach(chatty -> context().getLogger(chatty).setLevel(Level.ERROR));
        LEAKY_LOGGERS.forEach(telltale -> context().getLogger(telltale).setLevel(Level.OFF));
    }

    /** How much of Demi's own is logged now. Nothing is worse than an error, so CRITICAL is ERROR. */
    public static LogLevel level() {
        Level now = context().getLogger(ROOT_PACKAGE).getEffectiveLevel();
        return now == Level.DEBUG
                ? LogLevel.DEBUG
                : now == Level.WARN ? LogLevel.WARNING : now == Level.ERROR ? LogLevel.ERROR : LogLevel.INFO;
    }

    /** Writes out what is pending and closes the file. */
    public static void stop() {
        context().stop();
    }

    private static LoggerContext context() {
        return (LoggerContext) LoggerFactory.getILoggerFactory();
    }

    private static void attach(LoggerContext context, Appender<ILoggingEvent> appender) {
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private static void withoutWords(LoggerContext context, String library) {
        Appender<ILoggingEvent> wordless = new WordlessAppender();
        wordless.setContext(context);
        wordless.start();
        context.getLogger(library).setAdditive(false);
        context.getLogger(library).addAppender(wordless);
    }

    private static Appender<ILoggingEvent> console(
            LoggerContext context, LoggingSettings settings, List<String> secrets) {
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("console");
        console.setEncoder(encoder(context, settings, secrets));
        console.start();
        return console;
    }

    private static Appender<ILoggingEvent> file(
            LoggerContext context, LoggingSettings settings, Path directory, List<String> secrets) {
        RollingFileAppender<ILoggingEvent> file = new DailyLogAppender(LARGEST_DAY);
        file.setContext(context);
        file.setName("file");
        file.setEncoder(encoder(context, settings, secrets));
        TimeBasedRollingPolicy<ILoggingEvent> daily = new TimeBasedRollingPolicy<>();
        daily.setContext(context);
        daily.setParent(file);
        daily.setFileNamePattern(directory + "/demi_%d{yyyy-MM-dd}.log");
        daily.setMaxHistory(settings.keepDays());
        daily.setCleanHistoryOnStart(true);
        daily.start();
        file.setRollingPolicy(daily);
        file.start();
        return file;
    }

    private static Encoder<ILoggingEvent> encoder(
            LoggerContext context, LoggingSettings settings, List<String> secrets) {
        boolean isJson = settings.format() == LoggingSettings.Format.JSON;
        Encoder<ILoggingEvent> plain = isJson ? json() : text(context);
        plain.setContext(context);
        plain.start();
        RedactingEncoder encoder = new RedactingEncoder(plain, isJson, secrets);
        encoder.setContext(context);
        encoder.start();
        return encoder;
    }

    private static Encoder<ILoggingEvent> text(LoggerContext context) {
        PatternLayoutEncoder text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setCharset(UTF_8);
        text.setPattern(PATTERN);
        return text;
    }

    private static Encoder<ILoggingEvent> json() {
        JsonEncoder json = new JsonEncoder();
        // The raw message and its arguments apart would hide from the redaction that they are a token.
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithFormattedMessage(true);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.setWithContext(false);
        return json;
    }
}
