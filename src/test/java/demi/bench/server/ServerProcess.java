package demi.bench.server;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A server on 127.0.0.1, running. */
public class ServerProcess implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);
    private static final long CLOSE_SECONDS = 30;

    public final int port;
    private final String readyPath;
    private final Process process;
    private final long started;

    /**
     * Starts it.
     *
     * @param readyPath answers 200 as soon as it can be used
     * @param environment added to this process's; an empty value takes one away
     * @param output a file for its log
     */
    ServerProcess(
            int port,
            String readyPath,
            List<String> command,
            Map<String, String> environment,
            Path workingDirectory,
            Path output)
            throws IOException {
        this.port = port;
        this.readyPath = readyPath;
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingDirectory.toFile());
        environment.forEach((name, value) -> {
            if (value.isEmpty()) {
                builder.environment().remove(name);
            } else {
                builder.environment().put(name, value);
            }
        });
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        this.started = System.nanoTime();
        this.process = builder.start();
    }

    /** Nanoseconds from the start of the process until it can be used. */
    public long untilReady() throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + readyPath))
                .build();
        while (System.nanoTime() - started < PATIENCE_NANOS && process.isAlive()) {
            try {
                if (HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return System.nanoTime() - started;
                }
            } catch (IOException notYet) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
            }
        }
        throw new IllegalStateException("The server did not start: see its output.txt");
    }

    /** Gives so many people of {@link People} an account, where it can only be done now that it runs. */
    public void settle(int people) throws Exception {
        // Most have them already.
    }

    /** Access tokens of so many people. */
    public List<String> tokens(int people) throws Exception {
        return People.login(port, people);
    }

    /** Whether a turn is over, and the next thing can be said. */
    public boolean endsTurn(String frame) {
        return frame.startsWith("{\"event\":\"emotion_update\"");
    }

    /** Processor time used so far, in nanoseconds. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    /** Bytes of live objects on the heap of a Java, after a full collection. */
    public long liveHeap() throws IOException, InterruptedException {
        List<String> lines = run(java("jcmd"), Long.toString(process.pid()), "GC.class_histogram");
        return number(lines.get(lines.size() - 1), 2);
    }

    /** Bytes of memory that the machine gave the process. */
    public long residentBytes() throws IOException {
        return memory("VmRSS:");
    }

    /** Those of them that are of no file: what is of a file the machine can take back, and read again. */
    public long anonymousBytes() throws IOException {
        return memory("RssAnon:");
    }

    private long memory(String name) throws IOException {
        return statusOf(Path.of("/proc", Long.toString(process.pid())), name) * 1024;
    }

    /** How often its threads have gone to sleep so far, and so how often they woke up. */
    public long sleeps() throws IOException {
        long all = 0;
        Path threads = Path.of("/proc", Long.toString(process.pid()), "task");
        try (DirectoryStream<Path> each = Files.newDirectoryStream(threads)) {
            for (Path thread : each) {
                all += statusOf(thread, "voluntary_ctxt_switches:");
            }
        }
        return all;
    }

    private static long statusOf(Path directory, String name) throws IOException {
        return Files.readAllLines(directory.resolve("status")).stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> number(line, 1))
                .findFirst()
                .orElse(0);
    }

    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9} does; returns when it is gone. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** As {@code kill} does, and after a while as {@code kill -9}; returns when it is gone. */
    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .orTimeout(CLOSE_SECONDS, TimeUnit.SECONDS)
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

    /** Runs a command to its end, and returns what it says. */
    static List<String> run(String... command) throws IOException, InterruptedException {
        Process tool = new ProcessBuilder(command).redirectErrorStream(true).start();
        List<String> lines = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        tool.waitFor();
        return lines;
    }

    static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
