package demi.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RelaunchTest {

    private static final String ARCHIVE = Runtime.version().feature() < 25 ? "-XX:SharedArchiveFile=" : "-XX:AOTCache=";
    private static final String WRITE =
            Runtime.version().feature() < 25 ? "-XX:ArchiveClassesAtExit=" : "-XX:AOTCacheOutput=";

    @TempDir
    Path folder;

    private String jar = "";

    @BeforeEach
    void putAJar() throws IOException {
        jar = Files.writeString(folder.resolve("demi.jar"), "a jar").toString();
    }

    private static byte[] words(String... words) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String word : words) {
            all.writeBytes(word.getBytes(StandardCharsets.UTF_8));
            all.write(0);
        }
        return all.toByteArray();
    }

    private static List<String> command(String... own) {
        return command(Map.of(), own);
    }

    private static List<String> command(Map<String, String> environment, String... own) {
        return Relaunch.command(words(own), environment).stream()
                .map(word -> new String(word, StandardCharsets.UTF_8))
                .toList();
    }

    @Test
    void whoGivesNoOptionsHasThoseOfTheFile() {
        List<String> all = command("java", "-jar", jar, "check", "--conf", "my file.yaml", "");
        assertTrue(all.get(0).endsWith("/bin/java"), all::toString);
        assertTrue(all.containsAll(JvmOptions.all()), all::toString);
        assertEquals(
                List.of("-jar", jar, "check", "--conf", "my file.yaml", ""), all.subList(all.size() - 6, all.size()));
    }

    @Test
    void whoGivesOptionsHasSaidEverything() {
        assertEquals(List.of(), command("java", "-Xmx1g", "-jar", jar));
        assertEquals(List.of(), command("java", "@conf/jvm.options", "-jar", jar));
        assertEquals(List.of(), command("java", "-cp", jar, "demi.Main"));
        assertEquals(List.of(), command(Map.of("JDK_JAVA_OPTIONS", "-Xmx1g"), "java", "-jar", jar));
        assertEquals(List.of(), command(Map.of("JAVA_TOOL_OPTIONS", ""), "java", "-jar", jar));
        // What it makes of a command it leaves alone the next time.
        assertEquals(List.of(), command(command("java", "-jar", jar).toArray(String[]::new)));
    }

    @Test
    void whatIsNoJarIsLeftToJava() {
        assertEquals(List.of(), command("java", "-jar"));
        assertEquals(List.of(), command("java"));
        assertEquals(List.of(), command());
        assertEquals(
                List.of(), command("java", "-jar", folder.resolve("other.jar").toString()));
        assertEquals(List.of(), command("java", "-jar", folder.toString()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "rehearse",
                "--conf demi.yaml",
                "--conf=demi.yaml",
                "--set http.port=1 --conf demi.yaml run",
                "run --set http.port=1",
                "archive"
            })
    void whatLivesForLongWritesTheArchive(String arguments) {
        assertTrue(has(WRITE, with(arguments)), arguments);
        assertTrue(has(WRITE, command("java", "-jar", jar)));
    }

    private List<String> with(String arguments) {
        return command(Stream.concat(Stream.of("java", "-jar", jar), Stream.of(arguments.split(" ", -1)))
                .toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check",
                "user",
                "backup",
                "-h",
                "--help",
                "--version",
                "",
                "nonsense",
                "--conf demi.yaml check",
                "--set run=run check",
                "--conf run check"
            })
    void whatPeopleWaitForDoesNot(String arguments) {
        List<String> all = with(arguments);
        assertFalse(has(WRITE, all), all::toString);
    }

    private static boolean has(String option, List<String> command) {
        return command.stream().anyMatch(word -> word.startsWith(option));
    }

    private Path write(byte... content) throws IOException {
        String option = command("java", "-jar", jar, "archive").stream()
                .filter(word -> word.startsWith(WRITE))
                .findFirst()
                .orElseThrow();
        Path file = Path.of(option.substring(WRITE.length()));
        Files.createFile(Path.of(file + ".complete"));
        return Files.write(file, content);
    }

    @Test
    void anArchiveOfThisJarIsReadByAll() throws Exception {
        Path archive = write((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        assertEquals(folder, archive.getParent());
        assertTrue(command("java", "-jar", jar, "check").contains(ARCHIVE + archive));
        assertTrue(command("java", "-jar", jar).contains(ARCHIVE + archive));
        assertFalse(has(WRITE, command("java", "-jar", jar)));
    }

    @Test
    void oneOfAJarBeforeIsWrittenAnew() throws Exception {
        Path archive = write((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        Files.setLastModifiedTime(archive, FileTime.from(Instant.now().minusSeconds(60)));
        assertFalse(has(ARCHIVE, command("java", "-jar", jar, "check")));
        assertTrue(has(WRITE, command("java", "-jar", jar)));
    }

    @Test
    void oneThatWasNotWrittenToItsEndIsWrittenAnew() throws Exception {
        for (byte[] broken : List.of(new byte[0], new byte[3], new byte[4096])) {
            write(broken);
            List<String> all = command("java", "-jar", jar);
            assertFalse(has(ARCHIVE, all), all::toString);
            assertTrue(has(WRITE, all), all::toString);
        }
    }

    /** It was written all the same: when Java ends it does not know why. */
    @Test
    void oneOfAProcessThatNeverServedAnybodyIsWrittenAnew() throws Exception {
        Path archive = write((byte) 1, (byte) 2, (byte) 3, (byte) 4);
        Files.delete(Path.of(archive + ".complete"));
        assertFalse(has(ARCHIVE, command("java", "-jar", jar, "check")));
        assertTrue(has(WRITE, command("java", "-jar", jar)));
    }

    @Test
    void onlyOneIsKept() throws Exception {
        Path old = Files.writeString(folder.resolve("demi-17.0.1+1.jsa"), "of another Java");
        Path other = Files.writeString(folder.resolve("demi-backup.sqlite"), "not ours");
        write((byte) 1);
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(other));
    }

    @Test
    void theOptionsAreAsJavaReadsThemFromAFile() throws Exception {
        String program = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(program, "@conf/jvm.options", "-XshowSettings:vm", "-version")
                .redirectErrorStream(true)
                .start();
        String says = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), says);
        assertFalse(says.toLowerCase(Locale.ROOT).contains("warning"), says);
    }
}
