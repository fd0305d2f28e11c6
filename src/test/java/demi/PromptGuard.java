package demi;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

/**
 * Fails every test in which a stand-in refused a prompt that some model's template would spoil, whoever sent it. Found by
 * JUnit itself. What is refused after the end of a test fails the next one, or the class.
 */
public final class PromptGuard implements BeforeAllCallback, AfterEachCallback, AfterAllCallback {

    private static final Ear EAR = new Ear();

    /** What was refused since the test began; a test that wants it refused takes it. */
    public static List<String> take() {
        return EAR.take();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        Logger standIn = (Logger) LoggerFactory.getLogger("demi.rehearse.TextHandler");
        if (!standIn.isAttached(EAR)) {
            EAR.setContext(standIn.getLoggerContext());
            EAR.start();
            standIn.addAppender(EAR);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        failIfRefused();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        failIfRefused();
    }

    private static void failIfRefused() {
        List<String> refused = EAR.take();
        if (!refused.isEmpty()) {
            throw new AssertionError(String.join("\n", refused));
        }
    }

    private static final class Ear extends AppenderBase<ILoggingEvent> {

        private final List<String> refused = new ArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            if (event.getLevel().equals(Level.ERROR)) {
                synchronized (refused) {
                    refused.add(event.getFormattedMessage());
                }
            }
        }

        List<String> take() {
            synchronized (refused) {
                List<String> taken = List.copyOf(refused);
                refused.clear();
                return taken;
            }
        }
    }
}
