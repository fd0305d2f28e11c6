package demi.store.sql;

import org.jspecify.annotations.Nullable;

/**
 * Texts for a database that cannot keep U+0000: a noncharacter, which Unicode leaves to programs for such uses and which no
 * text has that came from elsewhere, stands in for it. A text with that noncharacter itself gets the sign for what is lost.
 */
public final class NulText {

    private static final char NUL = '\0';
    private static final char STANDS_IN = '\uFDD0';
    private static final char LOST = '\uFFFD';

    private NulText() {}

    public static @Nullable Object kept(@Nullable Object value) {
        return value instanceof String text && (text.indexOf(NUL) >= 0 || text.indexOf(STANDS_IN) >= 0)
                ? text.replace(STANDS_IN, LOST).replace(NUL, STANDS_IN)
                : value;
    }

    public static @Nullable String read(@Nullable String text) {
        return text == null ? null : text.replace(STANDS_IN, NUL);
    }
}
