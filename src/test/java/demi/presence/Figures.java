package demi.presence;

import java.util.Locale;

/** The lines of the table. */
final class Figures {

    private Figures() {}

    static void line(String what, String format, Object... values) {
        System.out.printf("%-34s %s%n", what, String.format(Locale.ROOT, format, values));
    }
}
