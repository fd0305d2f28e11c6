package demi.conductor;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** A persona of the tests' own, without example exchanges: the built-in one may be put in other words. */
final class TestPersona {

    private TestPersona() {}

    /** Puts it where the conductor looks for the owner's; one that is there stays. */
    static Path in(Path folder) {
        Path file = folder.resolve("persona.md");
        if (Files.exists(file)) {
            return file;
        }
        try (InputStream persona = TestPersona.class.getResourceAsStream("/persona.md")) {
            Files.copy(Objects.requireNonNull(persona), file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
