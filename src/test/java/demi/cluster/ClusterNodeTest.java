package demi.cluster;

import static demi.cluster.TestNodes.await;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes in one process, whose Hazelcasts are on the loopback and have only the tunnels between them. */
@Timeout(180)
class ClusterNodeTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    @Test
    void nodesThatStartTogetherSeeEachOtherByTls() throws IOException {
        TestNodes nodes = TestNodes.make(folder);
        ClusterNode a = new ClusterNode(nodes.a());
        ClusterNode b = new ClusterNode(nodes.b());
        Future<Vertx> one = join(a);
        Future<Vertx> other = join(b);
        try {
            await(Future.join(one, other));
            await().atMost(LONG).untilAsserted(() -> {
                assertEquals(Set.of(b.name()), a.others());
                assertEquals(Set.of(a.name()), b.others());
            });
            Vertx asking = one.result();
            other.result().eventBus().consumer("asked", message -> message.reply(message.body() + ", answered"));
            await().atMost(LONG)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertEquals(
                            "asked, answered",
                            await(asking.eventBus().<String>request("asked", "asked"))
                                    .body()));
            await(other.result().close());
            await().atMost(LONG).untilAsserted(() -> assertEquals(Set.of(), a.others()));
            assertThrows(
                    ConnectException.class,
                    () -> new Socket(nodes.b().self().host(), nodes.b().self().port()).close());
        } finally {
            for (Future<Vertx> joined : List.of(one, other)) {
                if (joined.succeeded()) {
                    await(joined.result().close());
                }
            }
        }
    }

    @Test
    void aNodeWhosePortIsTakenDoesNotJoin() throws IOException {
        TestNodes nodes = TestNodes.make(folder);
        try (ServerSocket taken = new ServerSocket(nodes.a().self().port(), 1, InetAddress.getLoopbackAddress())) {
            Future<Vertx> joining = join(new ClusterNode(nodes.a()));
            assertThrows(CompletionException.class, () -> await(joining));
            assertTrue(joining.cause() instanceof BindException, joining.cause().toString());
            assertTrue(taken.isBound());
        }
    }

    /** A port for all that Hazelcast speaks would wait for what this one, of its clients, has to say. */
    @Test
    void whatNodesListenAtIsForNodesAlone() throws IOException {
        TestNodes nodes = TestNodes.make(folder);
        Vertx joined = await(join(new ClusterNode(nodes.a())));
        try (Socket client =
                new Socket(nodes.a().hazelcast().host(), nodes.a().hazelcast().port())) {
            client.setSoTimeout((int) LONG.toMillis());
            client.getOutputStream().write("CB2".getBytes(StandardCharsets.US_ASCII));
            awaitClosed(client);
        } finally {
            await(joined.close());
        }
    }

    /** Fails where it stays open. */
    private static void awaitClosed(Socket client) throws IOException {
        try {
            client.getInputStream().readAllBytes();
        } catch (SocketException reset) {
            assertEquals("Connection reset", reset.getMessage());
        }
    }

    private static Future<Vertx> join(ClusterNode node) {
        return node.join(Vertx.builder(), new VertxOptions());
    }
}
