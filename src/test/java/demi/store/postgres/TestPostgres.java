package demi.store.postgres;

import demi.api.value.Secret;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A real PostgreSQL server of the tests' own, on 127.0.0.1 and in a temporary folder. */
public final class TestPostgres implements AutoCloseable {

    public static final String USER = "postgres";

    private static final Optional<Path> BINARIES = binaries();
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static @Nullable TestPostgres shared;

    private final Path folder;
    private final int port;
    private final List<String> options;
    private @Nullable Process process;

    private TestPostgres(Path folder, int port, List<String> options) {
        this.folder = folder;
        this.port = port;
        this.options = List.copyOf(options);
    }

    /** Whether there is PostgreSQL on this machine; says so, loudly, where there is none. */
    public static boolean isAvailable() {
        return BINARIES.isPresent();
    }

    private static Optional<Path> binaries() {
        Path debian = Path.of("/usr/lib/postgresql");
        try (Stream<Path> versions = Files.isDirectory(debian) ? Files.list(debian) : Stream.empty()) {
            Stream<Path> onPath = Stream.of(
                            System.getenv().getOrDefault("PATH", "").split(":"))
                    .map(Path::of);
            Optional<Path> found = Stream.concat(
                            versions.map(version -> version.resolve("bin")).sorted(Comparator.reverseOrder()), onPath)
                    .filter(bin ->
                            Files.isExecutable(bin.resolve("initdb")) && Files.isExecutable(bin.resolve("postgres")))
                    .findFirst();
            if (found.isEmpty()) {
                System.err.println("\n*** SKIPPED: there is no PostgreSQL on this machine, so nothing of it is tested."
                        + " Install Debian's package postgresql. ***\n");
            }
            return found;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one that tests share which do nothing to it; loses what it has when the machine crashes. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            TestPostgres started = start("fsync=off", "synchronous_commit=off", "full_page_writes=off");
            Runtime.getRuntime().addShutdownHook(new Thread(started::close));
            shared = started;
        }
        return shared;
    }

    /** @param options as in postgresql.conf */
    public static TestPostgres start(String... options) {
        return start(folder -> List.of(options));
    }

    /** Prepares the folder before the server starts, and tells its options. */
    public interface Preparation {
        List<String> prepare(Path folder) throws IOException;
    }

    public static TestPostgres start(Preparation preparation) {
        try {
            Path folder = Files.createTempDirectory("demi-postgres-");
            run(
                    "initdb",
                    "-D",
                    folder.resolve("data").toString(),
                    "-A",
                    "trust",
                    "-U",
                    USER,
                    "-E",
                    "UTF8",
                    "--no-locale",
                    "-N",
                    folder);
            TestPostgres server = new TestPostgres(folder, freePort(), preparation.prepare(folder));
            server.startAgain();
            return server;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** The last argument is the folder, which has to be the server's user's. */
    private static void run(Object... command) throws IOException {
        Path folder = (Path) command[command.length - 1];
        own(folder);
        List<String> words = as(((String) command[0]));
        for (int i = 1; i < command.length - 1; i++) {
            words.add((String) command[i]);
        }
        execute(words);
    }

    /** The server does not run as root. */
    public static void own(Path folder) throws IOException {
        if (isRoot()) {
            execute(new ArrayList<>(List.of("chown", "-R", USER, folder.toString())));
        }
    }

    private static boolean isRoot() {
        return System.getProperty("user.name", "").equals("root");
    }

    private static List<String> as(String program) {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("runuser", "-u", USER, "--"));
        }
        words.add(BINARIES.orElseThrow().resolve(program).toString());
        return words;
    }

    public static void execute(List<String> words) throws IOException {
        Path said = Files.createTempFile("demi-said-", ".txt");
        try {
            Process process = new ProcessBuilder(words)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(words + " failed: " + Files.readString(said));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(said);
        }
    }

    /** Ends with this process, however that ends: its input is closed then. */
    public void startAgain() {
        List<String> words = as("postgres");
        words.addAll(List.of("-D", folder.resolve("data").toString(), "-p", Integer.toString(port)));
        List<String> all = new ArrayList<>(
                List.of("listen_addresses=127.0.0.1", "unix_socket_directories=", "max_connections=100"));
        all.addAll(options);
        all.forEach(option -> words.addAll(List.of("-c", option)));
        String quoted =
                String.join(" ", words.stream().map(word -> "'" + word + "'").toList());
        try {
            process = new ProcessBuilder(
                            "sh",
                            "-c",
                            quoted + " </dev/null & server=$!; (read -r line; kill -QUIT $server) & wait $server")
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        awaitReady();
    }

    private void awaitReady() {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (true) {
            try {
                connect("postgres").close();
                return;
            } catch (SQLException e) {
                if (System.nanoTime() > until) {
                    throw new IllegalStateException("PostgreSQL did not start: " + log(), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** As if the machine had lost its power. */
    public void crash() {
        stop("immediate");
    }

    /** @param mode smart, fast or immediate */
    public void stop(String mode) {
        try {
            List<String> words = as("pg_ctl");
            words.addAll(List.of("-D", folder.resolve("data").toString(), "-m", mode, "-w", "stop"));
            execute(words);
            Process running = process;
            if (running != null) {
                running.getOutputStream().close();
                running.waitFor(30, TimeUnit.SECONDS);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    public int port() {
        return port;
    }

    public Path data() {
        return folder.resolve("data");
    }

    /** A database that a store has been opened in before, so that it need not be made again and again. */
    public synchronized String newDatabase(String template) {
        String name = "demi_" + DATABASES.incrementAndGet();
        sql("postgres", "CREATE DATABASE " + name + " TEMPLATE " + template);
        return name;
    }

    /** An empty database. */
    public synchronized String newDatabase() {
        String name = "demi_" + DATABASES.incrementAndGet();
        sql("postgres", "CREATE DATABASE " + name);
        return name;
    }

    public PostgresServer server(String database) {
        return new PostgresServer(
                List.of(new PostgresServer.Host("127.0.0.1", port)),
                database,
                USER,
                new Secret("unused"),
                TlsMode.DISABLE,
                null,
                null);
    }

    public String url(String database) {
        return "postgresql://" + USER + "@127.0.0.1:" + port + "/" + database + "?sslmode=disable";
    }

    public Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable", USER, "");
    }

    public void sql(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public long number(String database, String sql) {
        try (Connection connection = connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        Process running = process;
        if (running != null && running.isAlive()) {
            stop("immediate");
        }
        try {
            execute(new ArrayList<>(List.of("rm", "-rf", folder.toString())));
        } catch (IOException e) {
            System.err.println("Could not remove " + folder);
        }
    }
}
