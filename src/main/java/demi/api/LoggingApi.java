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

    public record HowMuch() {}

    public record Now(Level level) {}

    public static final RequestAddress<HowMuch, Now> NOW = RequestAddress.of("logging.now", HowMuch.class, Now.class);

    public record Change(Level level) {}

    public static final RequestAddress<Change, Now> CHANGE =
            RequestAddress.of("logging.change", Change.class, Now.class);
}
