package demi.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
        assertEquals(ExitCode.OK, Commands.run("--version"));
        assertEquals(ExitCode.USAGE, Commands.run("@" + file));
    }

    @Test
    void whereThereIsNoAccountTheListSaysSo() {
        PrintStream before = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            assertEquals(ExitCode.OK, Commands.run("user", "list", "--set", "data_dir=" + folder.resolve("data")));
        } finally {
            System.setOut(before);
        }
        assertTrue(printed.toString(StandardCharsets.UTF_8).contains("There is no account yet"), printed::toString);
    }
}
