package demi.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the lines of a library that puts what it was sent into its log: what is logged instead is where it complained, and
 * the classes of what was thrown. Neither its message nor an exception's gets through.
 */
final class WordlessAppender extends AppenderBase<ILoggingEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(WordlessAppender.class);
    private static final int MOST_CAUSES = 5;

    @Override
    protected void append(ILoggingEvent event) {
        String logger = event.getLoggerName();
        String name = logger.substring(logger.lastIndexOf('.') + 1);
        boolean error = event.getLevel().isGreaterOrEqual(Level.ERROR);
        LOG.atLevel(error ? org.slf4j.event.Level.ERROR : org.slf4j.event.Level.WARN)
                .log("A library reports a problem: logger={} thrown={}", name, thrown(event));
    }

    private static String thrown(ILoggingEvent event) {
        IThrowableProxy thrown = event.getThrowableProxy();
        StringBuilder classes = new StringBuilder();
        for (int i = 0; thrown != null && i < MOST_CAUSES; i++) {
            classes.append(i == 0 ? "" : ", by ").append(thrown.getClassName());
            thrown = thrown.getCause();
        }
        return classes.length() == 0 ? "none" : classes.toString();
    }
}
