package demi.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The jar, running. */
public final class DemiProcess extends ServerProcess {

    public static final String SETTINGS = """
            accounts: {bcrypt_cost: 4, logins_per_minute: 1000}
            http: {messages_per_minute: 100000, sockets_per_user: 10000}
            ollama: {parallel: 64}
            """;

    private DemiProcess(int port, Path directory, List<String> command, String ollama) throws IOException {
        super(
                port,
                "/health/ready",
                command,
                Map.of(
                        "DEMI_DATA_DIR",
                        data(directory).toString(),
                        "ANDROID_API_HOST",
                        "127.0.0.1",
                        "ANDROID_API_PORT",
                        Integer.toString(port),
                        "DEMI_MANAGEMENT_PORT",
                        "0",
                        "OLLAMA_BASE_URL",
                        ollama,
                        // Where it says something, the jar takes no options of its own.
                        "JDK_JAVA_OPTIONS",
                        ""),
                Path.of("").toAbsolutePath(),
                output(directory));
    }

    /** Starts it as whoever types {@code java -jar} does; its data and its output are in {@code directory}. */
    public static DemiProcess start(Path jar, Path directory, String ollama) throws IOException {
        return start(jar, directory, ollama, "");
    }

    /** @param more lines of settings */
    public static DemiProcess start(Path jar, Path directory, String ollama, String more) throws IOException {
        return start(jar, directory, freePort(), List.of(), ollama, SETTINGS + more);
    }

    /**
     * Starts it on a port that is known, with all of its settings.
     *
     * @param options of the JVM; without any the jar takes those of conf/jvm.options
     */
    public static DemiProcess start(
            Path jar, Path directory, int port, List<String> options, String ollama, String settings)
            throws IOException {
        Path file = Files.writeString(directory.resolve("demi.yaml"), settings);
        List<String> command = new ArrayList<>(options);
        command.add(0, java("java"));
        command.addAll(List.of("-jar", jar.toString(), "--conf", file.toString()));
        return new DemiProcess(port, directory, command, ollama);
    }

    /** Writes the archive of classes beside the jar, from which it starts then. */
    public static void archive(Path jar) throws IOException, InterruptedException {
        run(java("java"), "-jar", jar.toString(), "archive");
    }

    /** Runs a Java to its end. */
    public static void run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add(0, java("java"));
        run(command.toArray(String[]::new));
    }

    public static Path data(Path directory) {
        return directory.resolve("data");
    }

    /** Where its log and its last words are. */
    public static Path output(Path directory) {
        return directory.resolve("output.txt");
    }
}
