package demi;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/** Fails every test class in which an event loop was blocked, or an exception reached one. Found by JUnit itself. */
public final class EventLoopGuard implements BeforeAllCallback, AfterAllCallback {

    private static final Ear EAR = new Ear();

    @Override
    public void beforeAll(ExtensionContext context) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        if (!root.isAttached(EAR)) {
            EAR.setContext(root.getLoggerContext());
            EAR.start();
            root.addAppender(EAR);
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        List<String> heard = EAR.take();
        if (!heard.isEmpty()) {
            throw new AssertionError(String.join("\n", heard));
        }
    }

    private static final class Ear extends AppenderBase<ILoggingEvent> {

        private final List<String> heard = new ArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLoggerName().endsWith("BlockedThreadChecker")
                    || event.getFormattedMessage().startsWith("Unhandled exception")) {
                synchronized (heard) {
                    heard.add(event.toString());
                }
            }
        }

        List<String> take() {
            synchronized (heard) {
                List<String> taken = List.copyOf(heard);
                heard.clear();
                return taken;
            }
        }
    }
}
