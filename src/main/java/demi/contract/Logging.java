package demi.contract;

/** How much is logged, which can be changed while Demi runs; a restart goes back to the settings. */
public final class Logging {
    private Logging() {}

    public enum Level {
        DEBUG,
        INFO,
        WARNING,
        ERROR,
        CRITICAL
    }

    public record HowMuch() {}

    public record Now(Level level) {}

    public static final Ask<HowMuch, Now> NOW = Ask.of("logging.now", HowMuch.class, Now.class);

    public record Change(Level level) {}

    public static final Ask<Change, Now> CHANGE = Ask.of("logging.change", Change.class, Now.class);
}
