package demi.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Those of conf/jvm.options, which travels in the jar. */
final class JvmOptions {

    private static final String FILE = "/conf/jvm.options";

    private JvmOptions() {}

    static List<String> all() {
        try (InputStream file = Objects.requireNonNull(JvmOptions.class.getResourceAsStream(FILE))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
