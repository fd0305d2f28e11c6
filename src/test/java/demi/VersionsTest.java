package demi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What others made, as it is used here: none with a known fault that is mended in a newer one, and all of it named. */
class VersionsTest {

    /** A local repository's layout: artifact, version, and a file that says both again. */
    private static final Pattern JAR = Pattern.compile(".*/([^/]+)/([^/]+)/\\1-\\2\\.jar");

    /** By artifact; of what the tests alone need as well. */
    private static Map<String, String> used() {
        Map<String, String> used = new TreeMap<>();
        for (String property : List.of("java.class.path", "surefire.test.class.path")) {
            Arrays.stream(System.getProperty(property, "").split(File.pathSeparator, -1))
                    .map(path -> JAR.matcher(path.replace(File.separatorChar, '/')))
                    .filter(Matcher::matches)
                    .forEach(jar -> used.put(jar.group(1), jar.group(2)));
        }
        return used;
    }

    /** Whether {@code version} is no older than {@code least}, number by number; words such as Final do not count. */
    static boolean isAtLeast(String version, String least) {
        int[] one = numbers(version);
        int[] other = numbers(least);
        for (int i = 0; i < Math.max(one.length, other.length); i++) {
            int difference = (i < one.length ? one[i] : 0) - (i < other.length ? other[i] : 0);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("[.-]", -1))
                .takeWhile(part -> part.matches("[0-9]+"))
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private static List<String[]> advisories() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/advisories.txt")).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split(" ", -1))
                .toList();
    }

    @Test
    void noneIsOlderThanWhatMendedAnAdvisory() throws Exception {
        Map<String, String> used = used();
        List<String[]> advisories = advisories();
        assertTrue(advisories.size() > 20, "advisories: " + advisories.size());
        for (String[] advisory : advisories) {
            assertEquals(3, advisory.length, String.join(" ", advisory));
            String version = used.get(advisory[0].split(":", 2)[1]);
            assertNotNull(version, () -> "not used any more, to be taken off the list: " + advisory[0]);
            assertTrue(isAtLeast(version, advisory[1]), () -> advisory[0] + " " + version + ": " + advisory[2]);
        }
    }

    @Test
    void versionsAreComparedNumberByNumber() {
        assertTrue(isAtLeast("4.2.20.Final", "4.2.5.Final"));
        assertTrue(isAtLeast("2.18.10", "2.18.10"));
        assertTrue(isAtLeast("1.0.1", "1.0"));
        assertTrue(!isAtLeast("4.2.4.Final", "4.2.5.Final"));
        assertTrue(!isAtLeast("2.9.9", "2.10"));
        assertTrue(!isAtLeast("3.41", "3.41.2.2"));
    }

    /** Both travel in the jar. */
    @Test
    void theNoticeNamesWhatIsInTheJar() throws Exception {
        String notice = Files.readString(Path.of("NOTICE"));
        assertNotNull(VersionsTest.class.getResource("/META-INF/NOTICE"));
        assertNotNull(VersionsTest.class.getResource("/META-INF/LICENSE"));
        Map<String, String> used = used();
        List.of(
                        "junit",
                        "opentest4j",
                        "apiguardian",
                        "awaitility",
                        "hamcrest",
                        "archunit",
                        "vertx-openapi",
                        "vertx-json-schema",
                        // The browser tests, and what they bring.
                        "selenium",
                        "dequeutilites",
                        "auto-service",
                        "guava",
                        "failureaccess",
                        "listenablefuture",
                        "opentelemetry",
                        "byte-buddy",
                        "checker-qual",
                        "error_prone_annotations",
                        "commons-exec",
                        "commons-io",
                        "j2objc-annotations",
                        "jsr305",
                        "commons-lang3")
                .forEach(test -> used.keySet().removeIf(artifact -> artifact.startsWith(test)));
        for (String artifact : used.keySet()) {
            assertTrue(
                    Pattern.compile("(?m)(^|[ ,])" + Pattern.quote(artifact) + "([ ,]|$)")
                            .matcher(notice)
                            .find(),
                    () -> "not in NOTICE: " + artifact);
        }
    }
}
