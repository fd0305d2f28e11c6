package demi.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.launch.ClassArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever types {@code java -jar demi.jar}. */
class LaunchIT {

    @TempDir
    Path folder;

    private Path jar = Path.of("");
    private Path output = Path.of("");

    @BeforeEach
    void copyTheJar() throws IOException {
        jar = Files.copy(Path.of(System.getProperty("demi.jar")), folder.resolve("demi.jar"));
        output = folder.resolve("output.txt");
    }

    private Process java(List<String> words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(words)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        // Whoever runs the tests may have some.
        builder.environment().keySet().removeAll(List.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS"));
        builder.environment().put("DEMI_DATA_DIR", folder.resolve("data").toString());
        builder.environment().put("DEMI_MANAGEMENT_PORT", "0");
        return builder.start();
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** A start that comes to nothing has few classes to leave, and would be all that there is until the next jar. */
    @Test
    void aStartThatFailsLeavesNoArchiveToUse() throws Exception {
        Process process = java(List.of(java(), "-jar", "demi.jar", "rehearse", "--set", "http.port=99999"));
        assertEquals(2, process.waitFor(), text());
        assertEquals(List.of(), new ClassArchive(jar).options(false));
    }

    private Process rehearsal() throws IOException {
        // The jar by a name that is not the whole path.
        Process process = java(List.of(
                java(), "-jar", "demi.jar", "rehearse", "--set", "http.port=0", "--set", "http.host=127.0.0.1"));
        await().atMost(Duration.ofSeconds(60)).until(() -> printed("Ctrl-C stops her") || !process.isAlive());
        assertTrue(process.isAlive(), text());
        return process;
    }

    private boolean printed(String part) throws IOException {
        return text().contains(part);
    }

    private String text() throws IOException {
        return Files.exists(output) ? Files.readString(output) : "";
    }

    private static String commandOf(Process process) throws IOException {
        return new String(
                        Files.readAllBytes(Path.of("/proc", Long.toString(process.pid()), "cmdline")),
                        StandardCharsets.UTF_8)
                .replace('\0', ' ');
    }

    private void stop(Process process) throws Exception {
        process.destroy();
        assertEquals(0, process.waitFor(), text());
        assertTrue(printed("Demi has stopped"), text());
        assertFalse(printed("[warning]"), text());
    }

    @Test
    void theFirstStartLeavesAnArchiveForTheNext() throws Exception {
        assertEquals(List.of(), new ClassArchive(jar).options(false));
        Process first = rehearsal();
        assertTrue(commandOf(first).contains("-XX:+UseSerialGC"), commandOf(first));
        stop(first);

        List<String> reads = new ClassArchive(jar).options(false);
        assertFalse(reads.isEmpty(), "an archive");
        Process second = rehearsal();
        assertTrue(commandOf(second).contains(reads.get(0)), commandOf(second));
        stop(second);
    }

    @Test
    void anArchiveThatJavaCannotReadIsNotInTheWay() throws Exception {
        stop(rehearsal());
        Path archive = Path.of(new ClassArchive(jar).options(false).get(0).replaceFirst(".*=", ""));
        // It is only read for whom it was written.
        Files.delete(archive);
        Files.writeString(archive, "what nobody can read ".repeat(1_000));
        stop(rehearsal());
    }

    @Test
    void withOptionsOfOnesOwnNothingIsAdded() throws Exception {
        Process process = java(List.of(java(), "-Xmx200m", "-jar", "demi.jar", "settings", "--effective"));
        assertEquals(0, process.waitFor(), text());
        assertEquals(List.of(), new ClassArchive(jar).options(false));
    }
}
