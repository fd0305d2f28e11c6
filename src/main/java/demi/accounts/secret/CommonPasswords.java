package demi.accounts.secret;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Collectors;

/** The 3,000 most common passwords that are long enough to be set; the list says where it comes from. */
final class CommonPasswords {

    private static final String RESOURCE = "/passwords/common.txt";
    private static final Set<String> ALL = read();

    private CommonPasswords() {}

    /** @param plain in lower case */
    static boolean contains(String plain) {
        return ALL.contains(plain);
    }

    private static Set<String> read() {
        try (InputStream resource = CommonPasswords.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException("the jar has no " + RESOURCE);
            }
            return new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#") && !line.isBlank())
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
