package demi.bench;

import demi.api.store.AccountStore;
import demi.api.store.AccountStore.AddUser;
import demi.api.value.Secret;
import demi.bench.server.DemiProcess;
import demi.bench.server.People;
import demi.bus.Bus;
import demi.rehearse.FakeOllama;
import demi.store.Database;
import demi.store.StoreSettings;
import demi.store.StoreVerticle;
import demi.store.postgres.TestPostgres;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mindrot.jbcrypt.BCrypt;

/**
 * What a PostgreSQL server costs one house against a file, and what one, two and three nodes do, all on this machine: so that
 * more nodes have no more processors here, and the figures show what they cost and not what they bring.
 */
final class ClusterBench {

    private static final int PEOPLE = 20;
    private static final int TURNS = 30;
    private static final int WARM_UP = 10;
    private static final String HOUSE = """
            accounts: {bcrypt_cost: 4, logins_per_minute: 1000}
            tokens: {access_secret: %s, refresh_secret: %s}
            http: {messages_per_minute: 100000}
            ollama: {parallel: 64}
            """.formatted("a".repeat(40), "b".repeat(40));

    private final Vertx vertx = Vertx.vertx();
    private final Talks talks = new Talks(vertx);
    private final Path jar;
    private final Path directory;
    private final Table table;

    private ClusterBench(Path jar, Path directory, Table table) {
        this.jar = jar;
        this.directory = directory;
        this.table = table;
    }

    static void run(Path jar, Path directory, Table table) throws Exception {
        if (!TestPostgres.isAvailable()) {
            return;
        }
        ClusterBench bench = new ClusterBench(jar, directory, table);
        FakeOllama ollama = People.await(FakeOllama.start(bench.vertx, 0, Talks::reply));
        try (TestPostgres server = TestPostgres.start()) {
            double file = bench.measure("one process, SQLite", 1, null, ollama, 0);
            bench.measure("one process, PostgreSQL", 1, server, ollama, file);
            for (int nodes = 1; nodes <= 3; nodes++) {
                bench.measure(nodes + " of a cluster, PostgreSQL", nodes, server, ollama, file);
            }
        } finally {
            People.await(bench.vertx.close());
        }
    }

    /** Turns a second. */
    private double measure(String what, int nodes, @Nullable TestPostgres server, FakeOllama ollama, double file)
            throws Exception {
        Path own = Files.createDirectories(directory.resolve(what.replaceAll("\\W+", "-")));
        boolean cluster = what.contains("cluster");
        String database = server == null ? "" : server.newDatabase();
        if (server == null) {
            People.settle(DemiProcess.data(own.resolve("0")), PEOPLE);
        } else {
            settle(server, database);
        }
        List<Integer> members = IntStream.range(0, nodes)
                .map(node -> 21_700 + 10 * node)
                .boxed()
                .toList();
        List<DemiProcess> all = new ArrayList<>();
        try {
            for (int node = 0; node < nodes; node++) {
                String settings = HOUSE
                        + (server == null ? "" : "database: {url: \"" + server.url(database) + "\"}\n")
                        + (cluster ? members(members, node) : "");
                DemiProcess started = DemiProcess.start(
                        jar,
                        Files.createDirectories(own.resolve(Integer.toString(node))),
                        DemiProcess.freePort(),
                        List.of("-Xmx512m"),
                        ollama.baseUrl(),
                        settings);
                all.add(started);
                started.untilReady();
            }
            talks.hold(all, PEOPLE, WARM_UP);
            NodeCosts before = NodeCosts.of(all, server, database);
            long began = System.nanoTime();
            List<Long> turns = talks.hold(all, PEOPLE, TURNS);
            double seconds = (System.nanoTime() - began) / 1e9;
            double perSecond = turns.size() / seconds;
            NodeCosts costs = NodeCosts.of(all, server, database).since(before, turns.size());
            table.row(
                    "whole turns a second, " + what,
                    String.format(Locale.ROOT, "%.0f", perSecond),
                    "",
                    String.format(
                            Locale.ROOT,
                            "p50 %.0f ms, p99 %.0f ms, %s%s",
                            turns.get(turns.size() / 2) / 1e6,
                            turns.get(turns.size() * 99 / 100) / 1e6,
                            costs.told(),
                            file == 0 ? "" : String.format(Locale.ROOT, "; %.2f of SQLite's", perSecond / file)));
            return perSecond;
        } finally {
            all.forEach(DemiProcess::close);
        }
    }

    private static String members(List<Integer> ports, int self) {
        String list = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(", "));
        return "cluster: {members: [" + list + "], member: \"127.0.0.1:" + ports.get(self) + "\"}\n";
    }

    private static void settle(TestPostgres server, String database) throws Exception {
        Secret hash = new Secret(BCrypt.hashpw(People.PASSWORD, BCrypt.gensalt(4)));
        Vertx vertx = Vertx.vertx();
        Bus bus = new Bus(vertx);
        People.await(vertx.deployVerticle(new StoreVerticle(
                bus, InstantSource.system(), StoreSettings.defaults(new Database.Server(server.server(database))))));
        for (int i = 0; i < PEOPLE; i++) {
            People.await(bus.request(
                    AccountStore.ADD_USER,
                    new AddUser("id" + i, People.email(i), "Person", hash, Instant.now(), false)));
        }
        People.await(vertx.close());
    }
}
