package demi.launch;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts the Java virtual machine anew, in the same process, with the options that she needs: whoever types {@code java -jar
 * demi.jar} gives none, and without any Java takes what the whole machine has to give. Who gives options has said what they
 * want, and nothing happens; nor where it cannot be done (anywhere but on Linux).
 */
public final class Relaunch {

    /** Writes the archive of classes, and ends. */
    public static final String ARCHIVE = "archive";

    private static final Path OWN_COMMAND = Path.of("/proc/self/cmdline");
    private static final String JAR = "-jar";

    /** By these Java takes options too. */
    private static final Set<String> VARIABLES = Set.of("JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS");

    /** Those that have a word behind them; others are of a command, or ask for help. */
    private static final Set<String> WITH_VALUE = Set.of("--conf", "--set");

    /** What lives for long enough to write an archive when it ends; the commands have people wait for them. */
    private static final Set<String> SERVERS = Set.of("run", "rehearse");

    private Relaunch() {}

    /** Returns where this process is to go on. */
    public static void withOptions() {
        try {
            List<byte[]> command = command(Files.readAllBytes(OWN_COMMAND), System.getenv());
            if (!command.isEmpty()) {
                ProgramImage.replace(command);
            }
        } catch (IOException | InvalidPathException cannotBe) {
            // Another system, or a name that this Java cannot say: as it is, then.
        }
    }

    /**
     * What to run.
     *
     * @param own the words of the command that was given, each with a zero behind it
     * @return nothing where it has options already, or no jar
     */
    static List<byte[]> command(byte[] own, Map<String, String> environment) {
        List<byte[]> words = words(own);
        if (words.size() < 3 || !is(words.get(1), JAR) || hasAny(environment, VARIABLES)) {
            return List.of();
        }
        // The archive holds for a path, which is to be the same wherever she is started from.
        Path jar = Path.of(new String(words.get(2), ProgramImage.NAMES)).toAbsolutePath();
        if (!Files.isRegularFile(jar)) {
            // It has a name that this Java cannot say.
            return List.of();
        }
        List<byte[]> arguments = words.subList(3, words.size());
        List<String> options = new ArrayList<>();
        options.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        options.addAll(JvmOptions.all());
        options.addAll(archive(new ClassArchive(jar), arguments));
        options.addAll(List.of(JAR, jar.toString()));
        List<byte[]> command = new ArrayList<>();
        for (String option : options) {
            command.add(ProgramImage.bytes(option));
        }
        command.addAll(arguments);
        return command;
    }

    private static boolean hasAny(Map<String, String> environment, Set<String> names) {
        for (String name : names) {
            if (environment.containsKey(name)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> archive(ClassArchive archive, List<byte[]> arguments) {
        String command = commandOf(arguments);
        return command.equals(ARCHIVE) ? archive.writing() : archive.options(SERVERS.contains(command));
    }

    /** The first word that belongs to no setting: without any she runs. */
    private static String commandOf(List<byte[]> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String word = new String(arguments.get(i), StandardCharsets.ISO_8859_1);
            if (WITH_VALUE.contains(word)) {
                i++;
            } else if (!hasItsValue(word)) {
                return word;
            }
        }
        return "run";
    }

    private static boolean hasItsValue(String word) {
        for (String option : WITH_VALUE) {
            if (word.startsWith(option + "=")) {
                return true;
            }
        }
        return false;
    }

    private static boolean is(byte[] word, String text) {
        return Arrays.equals(word, ProgramImage.bytes(text));
    }

    private static List<byte[]> words(byte[] own) {
        List<byte[]> words = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < own.length; i++) {
            if (own[i] == 0) {
                words.add(Arrays.copyOfRange(own, start, i));
                start = i + 1;
            }
        }
        return words;
    }
}
