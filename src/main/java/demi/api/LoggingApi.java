package demi.api;

import demi.bus.RequestAddress;

/** How much is logged, which can be changed while Demi runs; a restart goes back to the settings. */
public final class LoggingApi {
    private LoggingApi() {}

    public enum Level {
        DEBUG,
        INFO,
        WARNING,
        ERROR,
        CRITICAL
    }

    public record GetLevel() {}

    public record CurrentLevel(Level level) {}

    public static final RequestAddress<GetLevel, CurrentLevel> STATUS =
            RequestAddress.of("logging.status", GetLevel.class, CurrentLevel.class);

    public record SetLevel(Level level) {}

    public static final RequestAddress<SetLevel, CurrentLevel> CHANGE =
            RequestAddress.of("logging.change", SetLevel.class, CurrentLevel.class);
}
