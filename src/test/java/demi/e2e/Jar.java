package demi.e2e;

import static org.awaitility.Awaitility.await;

import demi.launch.ClassArchive;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A process of {@code demi.jar} and what it prints. */
public final class Jar implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LISTENING = Pattern.compile("Listening on .*:(\\d+)");
    private static final Pattern METRICS = Pattern.compile("Metrics at .*:(\\d+)/metrics");
    private static final Pattern SETUP = Pattern.compile("/setup\\?code=(\\S+)");

    private final Process process;
    private final List<String> output = new ArrayList<>();
    private final Thread reader;
    private boolean errorsWanted;
    private boolean hasStoodStill;

    private Jar(Path directory, Map<String, String> environment, String... arguments) {
        this(directory, environment, java("-jar", System.getProperty("demi.jar")), arguments);
    }

    private static List<String> java(String... options) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                // They live for seconds: most of that would be compiling.
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
        command.addAll(new ClassArchive(Path.of(System.getProperty("demi.jar"))).options(false));
        command.addAll(List.of(options));
        return command;
    }

    private Jar(Path directory, Map<String, String> environment, List<String> command, String... arguments) {
        command.addAll(List.of(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).directory(directory.toFile());
        builder.environment().put("ANDROID_API_HOST", "127.0.0.1");
        builder.environment().put("ANDROID_API_PORT", "0");
        builder.environment().put("DEMI_MANAGEMENT_PORT", "0");
        builder.environment().put("DEMI_DATA_DIR", directory.resolve("data").toString());
        // The machine that runs the tests may be as full as it likes.
        builder.environment().put("DEMI_RAM_THRESHOLD", "100");
        builder.environment().putAll(environment);
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        reader = new Thread(this::read, "jar-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts a server in {@code directory} and waits until people can come in. */
    public static Jar serve(Path directory, Map<String, String> environment, String... arguments) {
        return awaited(new Jar(directory, environment, arguments));
    }

    /** The same with the jar and a main class of the tests. */
    public static Jar serveWith(Path directory, Map<String, String> environment, String main, String... arguments) {
        String path = System.getProperty("demi.jar") + ":"
                + Path.of("target", "test-classes").toAbsolutePath();
        Jar jar = awaited(new Jar(directory, environment, java("-cp", path, main), arguments));
        jar.errorsAreWanted();
        return jar;
    }

    /** The test makes something fail, which the log may say. */
    public void errorsAreWanted() {
        errorsWanted = true;
    }

    private static Jar awaited(Jar jar) {
        await().atMost(PATIENCE).until(() -> jar.printed("Ctrl-C stops her") || !jar.process.isAlive());
        if (!jar.process.isAlive()) {
            throw new AssertionError("it did not start: " + jar.text());
        }
        return jar;
    }

    /** Runs a command to its end. */
    public static Jar run(Path directory, Map<String, String> environment, String input, String... arguments)
            throws IOException, InterruptedException {
        Jar jar = new Jar(directory, environment, arguments);
        jar.process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        jar.process.getOutputStream().close();
        jar.exitCode();
        return jar;
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                synchronized (output) {
                    output.add(line);
                }
            }
        } catch (IOException killed) {
            // What a killed process did not print, it did not print.
        }
    }

    public String text() {
        synchronized (output) {
            return String.join("\n", output);
        }
    }

    public boolean printed(String part) {
        return text().contains(part);
    }

    public int port() {
        return Integer.parseInt(find(LISTENING));
    }

    public int managementPort() {
        return Integer.parseInt(find(METRICS));
    }

    public String setupCode() {
        return find(SETUP);
    }

    private String find(Pattern pattern) {
        Matcher matcher = pattern.matcher(text());
        if (!matcher.find()) {
            throw new AssertionError("not printed: " + pattern + " in " + text());
        }
        return matcher.group(1);
    }

    /** As the kernel does it, without a warning. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        checkLog();
    }

    /** Stops it where it stands, or lets it go on: STOP and CONT. */
    public void signal(String name) throws IOException, InterruptedException {
        if (name.equals("STOP")) {
            checkLog();
            hasStoodStill = true;
        }
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As a service manager does it. */
    public void terminate() {
        process.destroy();
    }

    public boolean endsWithin(Duration time) throws InterruptedException {
        return process.waitFor(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    public int exitCode() throws InterruptedException {
        if (!endsWithin(PATIENCE)) {
            throw new AssertionError("it did not end: " + text());
        }
        reader.join(PATIENCE.toMillis());
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!endsWithin(PATIENCE)) {
                process.destroyForcibly();
            }
            reader.join(PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        checkLog();
    }

    private void checkLog() {
        // Where everything stood still an event loop may have done so in the middle of something.
        if ((!hasStoodStill && printed("has been blocked")) || (!errorsWanted && printed(" ERROR "))) {
            throw new AssertionError("an event loop was blocked, or something failed: " + text());
        }
    }

    /** All that was logged to files below {@code directory}. */
    public static String logs(Path directory) throws IOException {
        StringBuilder text = new StringBuilder();
        try (var files = Files.list(directory.resolve("data").resolve("logs"))) {
            for (Path file : files.toList()) {
                text.append(Files.readString(file));
            }
        }
        return text.toString();
    }
}
