package demi.emotion.sentiment;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads the word lists and weights in the jar, below {@code /sentiment}. */
final class Resources {
    private Resources() {}

    static byte[] bytes(String name) {
        try (InputStream resource = Resources.class.getResourceAsStream("/sentiment/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar has no /sentiment/" + name);
            }
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without blank lines and comments. */
    static List<String> lines(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList();
    }
}
