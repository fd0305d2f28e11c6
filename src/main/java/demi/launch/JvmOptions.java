package demi.launch;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Those of conf/jvm.options, which travels in the jar. */
final class JvmOptions {

    private static final String FILE = "/conf/jvm.options";

    private JvmOptions() {}

    static List<String> all() {
        InputStream file = Objects.requireNonNull(JvmOptions.class.getResourceAsStream(FILE));
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            List<String> options = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String option = line.strip();
                if (!option.isEmpty() && !option.startsWith("#")) {
                    options.add(option);
                }
            }
            return options;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
