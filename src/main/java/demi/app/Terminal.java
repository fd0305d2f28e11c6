package demi.app;

import java.io.Console;
import org.jspecify.annotations.Nullable;

/** The terminal at which somebody sits. */
public final class Terminal {

    private Terminal() {}

    /** Null where nobody can be asked. From Java 22 on there may be a console that is no terminal. */
    @SuppressWarnings("SystemConsoleNull")
    public static @Nullable Console isInteractive() {
        Console console = System.console();
        try {
            return console != null
                            && Boolean.FALSE.equals(
                                    Console.class.getMethod("isTerminal").invoke(console))
                    ? null
                    : console;
        } catch (ReflectiveOperationException e) {
            return console;
        }
    }
}
