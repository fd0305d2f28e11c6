package demi.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.rolling.RollingFileAppender;
import demi.util.OwnerOnlyFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The log file of a day: only its owner reads it, and it ends, with a line that says so, when it is too large. */
final class DailyLogAppender extends RollingFileAppender<ILoggingEvent> {

    private final long largest;
    private long bytes;

    /** @param largest in bytes; the line that is then the last comes on top */
    DailyLogAppender(long largest) {
        this.largest = largest;
    }

    @Override
    public void openFile(String name) throws IOException {
        Path file = Path.of(name);
        OwnerOnlyFiles.file(file);
        bytes = Files.size(file);
        super.openFile(name);
    }

    @Override
    protected void writeOut(ILoggingEvent event) throws IOException {
        if (bytes >= largest) {
            return;
        }
        super.writeOut(event);
        if (bytes >= largest) {
            super.writeOut(last());
        }
    }

    private ILoggingEvent last() {
        Logger logger = ((LoggerContext) getContext()).getLogger(DailyLogAppender.class);
        String words = "This day has filled its log file, which ends here; the console goes on";
        return new LoggingEvent(DailyLogAppender.class.getName(), logger, Level.WARN, words, null, null);
    }

    @Override
    protected void updateByteCount(byte[] written) {
        super.updateByteCount(written);
        bytes += written.length;
    }
}
