package demi.logging;

/**
 * How much is logged, and how.
 *
 * @param debug Demi's own classes log at DEBUG, whatever the level
 * @param keepDays how many daily files are kept
 */
public record LoggingSettings(LogLevel level, boolean debug, Format format, int keepDays) {
    /** JSON: one object a line. */
    public enum Format {
        TEXT,
        JSON
    }
}
