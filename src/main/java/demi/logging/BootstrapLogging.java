package demi.logging;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.slf4j.Logger;

/**
 * Until {@link LoggingSetup#start}, and for the commands that never call it: what went wrong, to standard error. In Java, since
 * reading XML would take a tenth of the time in which Demi starts.
 */
@ConfiguratorRank(ConfiguratorRank.NOMINAL)
public final class BootstrapLogging extends ContextAwareBase implements Configurator {

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder plain = new PatternLayoutEncoder();
        plain.setContext(context);
        plain.setCharset(UTF_8);
        plain.setPattern("%-5level %logger{24} %msg%n");
        plain.start();
        RedactingEncoder encoder = new RedactingEncoder(plain, false, List.of());
        encoder.setContext(context);
        encoder.start();
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setTarget("System.err");
        console.setEncoder(encoder);
        console.start();
        ch.qos.logback.classic.Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        LoggingSetup.FALSE_ALARM_LOGGERS.forEach(
                alarm -> context.getLogger(alarm).setLevel(Level.ERROR));
        LoggingSetup.NODES_LOGGERS.forEach(chatty -> context.getLogger(chatty).setLevel(Level.ERROR));
        root.addAppender(console);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
