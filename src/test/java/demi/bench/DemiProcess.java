package demi.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The jar, running. */
public final class DemiProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
    static final String SETTINGS = """
            accounts: {bcrypt_cost: 4, logins_per_minute: 1000}
            http: {messages_per_minute: 100000, sockets_per_user: 10000}
            ollama: {parallel: 64}
            """;

    public final int port;
    private final Process process;
    private final long started = System.nanoTime();

    private DemiProcess(int port, Process process) {
        this.port = port;
        this.process = process;
    }

    /** Starts it; its data and its output are in {@code directory}. */
    static DemiProcess start(Path jar, Path directory, String ollama) throws IOException {
        return start(jar, directory, ollama, "");
    }

    /** @param more lines of settings */
    static DemiProcess start(Path jar, Path directory, String ollama, String more) throws IOException {
        return start(jar, directory, freePort(), List.of("-Xmx512m"), ollama, SETTINGS + more);
    }

    /**
     * Starts it on a port that is known, with all of its settings.
     *
     * @param options of the JVM
     */
    public static DemiProcess start(
            Path jar, Path directory, int port, List<String> options, String ollama, String settings)
            throws IOException {
        Path file = Files.writeString(directory.resolve("demi.yaml"), settings);
        List<String> command = new ArrayList<>(options);
        command.add(0, java("java"));
        command.addAll(List.of("-jar", jar.toString(), "--conf", file.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(Map.of(
                        "DEMI_DATA_DIR",
                        data(directory).toString(),
                        "ANDROID_API_HOST",
                        "127.0.0.1",
                        "ANDROID_API_PORT",
                        Integer.toString(port),
                        "DEMI_MANAGEMENT_PORT",
                        "0",
                        "OLLAMA_BASE_URL",
                        ollama));
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(output(directory).toFile()))
                .start();
        return new DemiProcess(port, process);
    }

    public static Path data(Path directory) {
        return directory.resolve("data");
    }

    /** Where its log and its last words are. */
    public static Path output(Path directory) {
        return directory.resolve("output.txt");
    }

    /** Nanoseconds from the start of the process until it can take and keep a message. */
    public long untilReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
                .build();
        while (System.nanoTime() - started < PATIENCE_NANOS && process.isAlive()) {
            try {
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return System.nanoTime() - started;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        throw new IllegalStateException("Demi did not start: see output.txt");
    }

    /** Processor time used so far, in nanoseconds. */
    long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Bytes of live objects on the heap, after a full collection. */
    public long liveHeap() throws IOException, InterruptedException {
        List<String> lines = run(java("jcmd"), Long.toString(process.pid()), "GC.class_histogram");
        return number(lines.get(lines.size() - 1), 2);
    }

    /** Bytes of memory that the machine gave the process. */
    public long residentBytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> number(line, 1) * 1024)
                .findFirst()
                .orElse(0);
    }

    long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }

    /** The number that is the word at {@code index} of a line. */
    private static long number(String line, int index) {
        StringTokenizer words = new StringTokenizer(line);
        for (int i = 0; i < index; i++) {
            words.nextToken();
        }
        return Long.parseLong(words.nextToken());
    }

    /** Runs a Java to its end. */
    static void run(List<String> options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(options);
        command.add(0, java("java"));
        run(command.toArray(String[]::new));
    }

    private static List<String> run(String... command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        tool.waitFor();
        return lines;
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
