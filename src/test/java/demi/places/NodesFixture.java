package demi.places;

import demi.api.InferenceApi;
import demi.api.InferenceApi.Generate;
import demi.api.InferenceApi.Priority;
import demi.api.value.PromptMessage;
import demi.app.AllSettings;
import demi.bus.Bus;
import demi.bus.Membership;
import demi.bus.NodeLinks;
import demi.bus.Scope;
import demi.bus.Shares;
import demi.bus.StreamReader;
import demi.cluster.ClusterRoom;
import demi.model.ModelVerticle;
import demi.model.TestSettings;
import demi.model.config.ServerSettings;
import demi.settings.Sources;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Three nodes in one process, over real sockets, each with a model room; where the house is, the test says. */
final class NodesFixture {

    static final int NODES = 3;

    final List<Node> nodes = new ArrayList<>();

    /** A completion as somebody who asked for it sees it. */
    static final class Asked {
        final List<Integer> places = new CopyOnWriteArrayList<>();
        final Promise<Void> end = Promise.promise();

        boolean isOver() {
            return end.future().isComplete();
        }
    }

    static final class Node {
        private final Membership membership;
        private final Vertx vertx;
        private final NodeLinks links;
        private final Bus bus;
        private final Context asking;
        private String model = "";
        private String places = "";

        Node(Membership membership, Vertx vertx) {
            this.membership = membership;
            this.vertx = vertx;
            this.links = new NodeLinks(vertx, membership.name(), membership, Map.of("places", Scope.HOUSE));
            this.bus = new Bus(vertx, links);
            this.asking = vertx.getOrCreateContext();
        }

        Asked ask(String who) {
            return ask(who, Priority.PERSON);
        }

        Asked ask(String who, Priority priority) {
            Asked asked = new Asked();
            Generate question = new Generate(
                    who, priority, List.of(new PromptMessage(PromptMessage.Role.USER, "From " + who)), 64, null);
            asking.runOnContext(go -> {
                StreamReader<InferenceApi.Step> reader = bus.open(InferenceApi.GENERATE, question)
                        .onItem(step -> {
                            if (step.text().isEmpty() && step.finish() == null) {
                                asked.places.add(step.place());
                            }
                        });
                reader.end().onComplete(asked.end);
            });
            return asked;
        }

        void closeModel() {
            get(vertx.undeploy(model));
            model = "";
        }
    }

    NodesFixture(Path home) throws IOException {
        List<String> members = new ArrayList<>();
        while (members.size() < NODES) {
            members.add("127.0.0.1:" + twoFreePorts());
        }
        List<Membership> memberships = new ArrayList<>();
        for (String member : members) {
            memberships.add(membership(home, String.join(",", members), member));
        }
        List<Future<Vertx>> joining = memberships.stream()
                .map(each -> each.join(Vertx.builder(), new VertxOptions()))
                .toList();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node(memberships.get(i), get(joining.get(i))));
        }
        for (Node node : nodes) {
            get(node.links.open());
        }
    }

    private static Membership membership(Path home, String members, String member) {
        Map<String, String> environment = Map.of(
                "CLUSTER_MEMBERS",
                members,
                "CLUSTER_MEMBER",
                member,
                "DATABASE_URL",
                "postgresql://demi@localhost/demi",
                "JWT_SECRET_KEY",
                "a secret that is long enough for it",
                "JWT_REFRESH_SECRET_KEY",
                "another secret that is long enough",
                "DEMI_DATA_DIR",
                home.toString());
        return new ClusterRoom()
                .membership(AllSettings.load(
                                new Sources(Map.of(), null, new HashMap<>(environment), null, home, ZoneId.of("UTC")))
                        .settings())
                .orElseThrow();
    }

    /** The first of two that follow each other. */
    private static int twoFreePorts() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        while (true) {
            try (ServerSocket first = new ServerSocket(0, 1, loopback);
                    ServerSocket second = new ServerSocket(first.getLocalPort() + 1, 1, loopback)) {
                return second.getLocalPort() - 1;
            } catch (IOException | IllegalArgumentException taken) {
                // Another pair.
            }
        }
    }

    static <T> T get(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    void openModels(String ollama, int parallel) {
        for (Node node : nodes) {
            node.model = get(node.vertx.deployVerticle(new ModelVerticle(
                    node.bus, TestSettings.with(2_048, List.of(ServerSettings.ollama(URI.create(ollama), parallel))))));
            get(node.bus.request(InferenceApi.STATUS, new InferenceApi.GetState()));
        }
    }

    /** The house is nowhere. */
    void closeHouse() {
        see(Map.of(), nodes);
        for (Node node : nodes) {
            if (!node.places.isEmpty()) {
                get(node.vertx.undeploy(node.places));
                node.places = "";
            }
        }
    }

    /** The house is on that node from now on. */
    void openHouse(Node on) {
        openHouse(on, nodes);
    }

    /** The same, and only these nodes see each other. */
    void openHouse(Node on, List<Node> alive) {
        see(Map.of(Shares.HOUSE, on.links.self()), alive);
        on.places = get(on.vertx.deployVerticle(new PlacesVerticle(on.bus, on.links)));
    }

    /** These see each other and nobody else, and the house stays where it is. */
    void see(Node house, List<Node> alive) {
        see(Map.of(Shares.HOUSE, house.links.self()), alive);
    }

    private static void see(Map<String, String> shares, List<Node> alive) {
        for (Node node : alive) {
            node.links.update(new NodeLinks.Nodes(
                    shares,
                    alive.stream()
                            .filter(other -> other != node)
                            .map(other -> other.membership.name())
                            .collect(Collectors.toList())));
        }
    }

    /** All rooms; the nodes stay joined. */
    void closeRooms() {
        closeHouse();
        for (Node node : nodes) {
            if (!node.model.isEmpty()) {
                node.closeModel();
            }
        }
    }

    void close() {
        for (Node node : nodes) {
            get(node.vertx.close());
        }
    }
}
