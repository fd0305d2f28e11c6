package demi.logging;

import java.util.Locale;

/** How much is logged. WARN is understood as WARNING. */
public enum LogLevel {
    DEBUG,
    INFO,
    WARNING,
    ERROR,
    CRITICAL;

    static LogLevel parse(String text) {
        String name = text.toUpperCase(Locale.ROOT);
        return valueOf(name.equals("WARN") ? "WARNING" : name);
    }
}
