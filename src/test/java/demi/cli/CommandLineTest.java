package demi.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import demi.app.RunningApplication;
import demi.settings.InvalidSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ExitCode;

class CommandLineTest {

    @TempDir
    private Path folder;

    @Test
    void anArgumentThatBeginsWithAnAtIsNoFileOfArguments() throws IOException {
        Path file = Files.writeString(folder.resolve("arguments"), "--version");
        assertEquals(ExitCode.OK, DemiCommand.run("--version"));
        assertEquals(ExitCode.USAGE, DemiCommand.run("@" + file));
    }

    /** What a command that goes well prints. */
    private static String printed(String... arguments) {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertEquals(ExitCode.OK, DemiCommand.run(arguments));
        } finally {
            System.setOut(before);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** What a command that fails says. */
    private static String said(int exitCode, String... arguments) {
        PrintStream before = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            assertEquals(exitCode, DemiCommand.run(arguments));
        } finally {
            System.setErr(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    /** A plain start is not parsed; one with its file after a = is. */
    @Test
    void aStartThatIsNotParsedFailsAsOneThatIs() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "http: {prot: 1}");
        Path taken = folder.resolve("taken");
        Files.createDirectories(taken.resolve("demi.lock"));
        Path data = Files.writeString(folder.resolve("data.yaml"), "data_dir: " + taken);
        for (Path file : new Path[] {wrong, folder.resolve("nothing.yaml"), data}) {
            int exitCode = file.equals(data) ? ExitCode.SOFTWARE : ExitCode.USAGE;
            String parsed = said(exitCode, "--conf=" + file);
            assertFalse(parsed.isBlank());
            assertEquals(parsed, said(exitCode, "--conf", file.toString()));
            assertEquals(parsed, said(exitCode, "run", "--conf", file.toString()));
            assertEquals(parsed, said(exitCode, "--conf", file.toString(), "run"));
        }
        assertTrue(said(ExitCode.USAGE, "run", "run").contains("Unmatched argument"));
        assertTrue(said(ExitCode.USAGE, "--conf", "run").contains("--conf"));
    }

    @Test
    void whereThereIsNoAccountTheListSaysSo() {
        String list = printed("user", "list", "--set", "data_dir=" + folder.resolve("data"));
        assertTrue(list.contains("There is no account yet"), list);
    }

    @Test
    void whereNobodyCanBeAskedNothingIsRemovedWithoutYes() {
        String data = "data_dir=" + folder.resolve("data");
        String sentence = said(ExitCode.USAGE, "user", "remove", "me@example.org", "--set", data);
        assertTrue(sentence.contains("user remove me@example.org --yes"), sentence);
        assertFalse(Files.exists(folder.resolve("data")));
        assertEquals(
                ExitCode.SOFTWARE,
                DemiCommand.run("user", "remove", "me@example.org", "--yes", "--set", data),
                "there is no such account");
    }

    @Test
    void aFirstAccountThatCannotBeMadeIsAWrongSetting() throws IOException {
        Path yaml = Files.writeString(folder.resolve("demi.yaml"), """
                data_dir: %s
                http: {host: 127.0.0.1, port: 0}
                management: {port: 0}
                accounts: {admin_email: a@example.org, admin_password: password1}
                """.formatted(folder.resolve("data")));
        InvalidSettings wrong = assertThrows(InvalidSettings.class, () -> RunningApplication.open(yaml));
        String sentence = String.valueOf(wrong.getMessage());
        assertTrue(sentence.contains("DEMI_ADMIN_PASSWORD"), sentence);
        assertFalse(sentence.contains("password1"), sentence);
    }

    @Test
    void settingsAreTheAnnotatedFile() throws IOException {
        assertEquals(Files.readString(Path.of("conf/demi.yaml")), printed("settings"));
        assertEquals(
                ExitCode.OK, DemiCommand.run("settings", "--set", "no.such.key=1"), "what is wrong is not looked at");
    }

    @Test
    void whatCountsIsPrintedWithWhereItComesFromAndWithoutSecrets() throws IOException {
        Path yaml = Files.writeString(folder.resolve("demi.yaml"), """
                data_dir: %s
                ollama: {base_url: "http://bob:hunter2hunter2@127.0.0.1:9"}
                accounts: {admin_email: a@example.org, admin_password: SEKRET-password-1}
                push: {url: "http://127.0.0.1:9/push/SEKRET-token"}
                """.formatted(folder.resolve("data")));
        String table = printed("settings", "--effective", "--conf", yaml.toString(), "--set", "http.port=8123");
        assertTrue(table.lines().anyMatch(line -> line.matches("http\\.port +8123 +.*command line.*")), table);
        assertTrue(
                table.lines()
                        .anyMatch(line -> line.startsWith("accounts.admin_email ")
                                && line.contains("a@example.org")
                                && line.contains(yaml.toString())),
                table);
        assertTrue(table.lines().anyMatch(line -> line.matches("accounts\\.lock_after +\\S+ +default")), table);
        assertTrue(table.lines().anyMatch(line -> line.matches("accounts\\.admin_password +\\*\\*\\* .*")), table);
        assertFalse(table.contains("SEKRET") || table.contains("hunter2"), table);
        assertEquals(ExitCode.USAGE, DemiCommand.run("settings", "--effective", "--set", "no.such.key=1"));
        assertFalse(Files.exists(folder.resolve("data")), "nothing is made by looking");
    }
}
