package demi.e2e.cluster;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import demi.bus.Shares;
import demi.e2e.Jar;
import demi.e2e.TestClient;
import demi.e2e.WithOllama;
import demi.rehearse.Script;
import demi.rehearse.ScriptStep;
import demi.store.postgres.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Three nodes, their database and their Ollama. */
abstract class ClusterTest extends WithOllama {

    static final int NODES = 3;
    /** At the Ollama, for all nodes together: fewer than there are people in the test of many kills. */
    static final int PLACES = 3;

    private static final List<String> WORDS = List.of(("river apple stone cloud horse music winter garden letter window"
                    + " candle forest bridge island market pencil silver table violin yellow anchor basket copper dragon"
                    + " engine feather guitar hammer jacket kettle ladder mirror needle orange pepper rabbit saddle tunnel")
            .split(" ", -1));

    static final Duration PATIENCE = Duration.ofSeconds(60);

    @SuppressWarnings("NullAway.Init") // started before each test
    TestPostgres server;

    String database = "";
    final List<Jar> nodes = new CopyOnWriteArrayList<>();
    private final List<Integer> ports = new ArrayList<>();

    @BeforeEach
    void startDatabase() throws IOException {
        assumeTrue(TestPostgres.isAvailable());
        Path settings = directory.resolve("demi.yaml");
        Files.writeString(settings, Files.readString(settings).replace("ollama:", "ollama:\n  parallel: " + PLACES));
        server = TestPostgres.start();
        database = server.newDatabase();
        for (int node = 0; node < NODES; node++) {
            ports.add(twoFreePorts());
        }
    }

    /** The first of two that follow each other. */
    private static int twoFreePorts() throws IOException {
        while (true) {
            InetAddress loopback = InetAddress.getLoopbackAddress();
            try (ServerSocket first = new ServerSocket(0, 1, loopback);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1, 1, loopback)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                // Another pair.
            }
        }
    }

    @AfterEach
    void stopAll() {
        nodes.forEach(Jar::close);
        if (server != null) {
            server.close();
        }
    }

    private Map<String, String> environment(int node) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("DATABASE_URL", server.url(database));
        environment.put("JWT_SECRET_KEY", "one secret that all of the nodes know");
        environment.put("JWT_REFRESH_SECRET_KEY", "another secret that all of the nodes know");
        environment.put(
                "CLUSTER_MEMBERS",
                String.join(",", ports.stream().map(port -> "127.0.0.1:" + port).toList()));
        environment.put("CLUSTER_MEMBER", "127.0.0.1:" + ports.get(node));
        return environment;
    }

    Jar start(int node) throws IOException {
        Path own = Files.createDirectories(directory.resolve("node-" + node));
        Files.copy(
                directory.resolve("demi.yaml"),
                own.resolve("demi.yaml"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Jar jar = Jar.serve(own, environment(node), "--conf", "demi.yaml");
        // What is asked while nodes die may be logged as what could not be done.
        jar.errorsAreWanted();
        return jar;
    }

    /** Says something else to everything: what she has just said she does not say again. */
    static List<ScriptStep> reply(Script.Request request) {
        if (request.body().containsKey("format")) {
            return List.of(ScriptStep.say("{}"));
        }
        Random random = new Random(request.lastFromUser().hashCode());
        // As slow as a model: there is always one in the middle of it, and something left of the processors.
        return random.ints(5, 0, WORDS.size())
                .mapToObj(word -> Stream.of(ScriptStep.delay(50), ScriptStep.say(WORDS.get(word) + " ")))
                .flatMap(each -> each)
                .toList();
    }

    /** All nodes, once each has its part. */
    void startAll() throws IOException {
        ollama.play(ClusterTest::reply);
        for (int node = 0; node < NODES; node++) {
            nodes.add(start(node));
        }
        await().atMost(PATIENCE).until(() -> nodes.stream().allMatch(jar -> "UP".equals(status(jar))));
    }

    static JsonObject cluster(Jar jar) {
        try {
            return new JsonObject(TestClient.get(jar.managementPort(), "/health", null)
                            .body())
                    .getJsonObject("checks")
                    .getJsonObject("cluster");
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static String status(Jar jar) {
        return cluster(jar).getString("status");
    }

    static String name(Jar jar) {
        return cluster(jar).getString("node");
    }

    /** The node that has this share; it has to be one of those that live. */
    Jar holder(String share) {
        String name = text("SELECT holder FROM leases WHERE name = '" + share + "'");
        return nodes.stream()
                .filter(Jar::isAlive)
                .filter(jar -> name(jar).equals(name))
                .findFirst()
                .orElseThrow();
    }

    Jar holderOf(TestClient person) {
        return holder(Shares.of(text("SELECT user_id FROM users")));
    }

    Jar other(Jar than) {
        return nodes.stream()
                .filter(Jar::isAlive)
                .filter(jar -> jar != than)
                .findFirst()
                .orElseThrow();
    }

    String text(String sql) {
        try (Connection connection = server.connect(database);
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long number(String sql) {
        return server.number(database, sql);
    }

    /** Everything that was acknowledged is there, and has been answered once. */
    void assertNothingIsLostOrDoubled(long acknowledged) {
        await().atMost(PATIENCE).until(() -> number("SELECT count(*) FROM android_messages WHERE turn = 'open'") == 0);
        assertEquals(acknowledged, number("SELECT count(*) FROM android_messages WHERE client_id IS NOT NULL"));
        assertEquals(
                acknowledged,
                number("SELECT count(*) FROM android_messages said WHERE client_id IS NOT NULL AND 1 ="
                        + " (SELECT count(*) FROM android_messages reply WHERE reply.answers = said.message_id"
                        + " AND reply.holding = 0)"),
                "answers of each message");
    }
}
