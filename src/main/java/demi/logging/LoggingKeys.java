package demi.logging;

import demi.settings.Settings;
import demi.settings.SettingsGroup;
import demi.settings.ValueTypes;
import demi.settings.source.Key;
import demi.settings.source.ValueType;
import java.util.List;

/** The settings of the log, which is of no room. */
public final class LoggingKeys implements SettingsGroup {

    private static final Key<LogLevel> LEVEL = Key.of(
                    "logging.level",
                    new ValueType<>("one of DEBUG, INFO, WARNING, ERROR, CRITICAL", LogLevel::parse),
                    "INFO",
                    "How much is logged.")
            .variable("DEMI_LOG_LEVEL");
    private static final Key<Boolean> DEBUG = Key.of("logging.debug", ValueTypes.FLAG, "false", "Everything Demi does.")
            .variable("DEMI_DEBUG");
    private static final Key<LoggingSettings.Format> FORMAT = Key.of(
                    "logging.format",
                    ValueTypes.oneOf(LoggingSettings.Format.class, "text or json"),
                    "text",
                    "text or json.")
            .variable("DEMI_LOG_FORMAT");
    private static final Key<Integer> KEEP_DAYS =
            Key.of("logging.keep_days", ValueTypes.whole(1, 3650), "14", "Daily files that are kept.");

    @Override
    public List<Key<?>> keys() {
        return List.of(LEVEL, DEBUG, FORMAT, KEEP_DAYS);
    }

    @Override
    public LoggingSettings settings(Settings settings) {
        return new LoggingSettings(
                settings.get(LEVEL), settings.get(DEBUG), settings.get(FORMAT), settings.get(KEEP_DAYS));
    }
}
