package demi.cluster;

import static demi.cluster.TestNodes.await;
import static demi.cluster.TestNodes.tunnel;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import demi.cluster.ClusterSettings.Member;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From A to B, with a plain socket in the place of each Hazelcast. */
@Timeout(120)
class MemberTunnelTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int LONG_MS = 60_000;
    private static final byte[] HELLO = "HZC hello".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    static Path folder;

    private static @Nullable TestNodes made;

    private final Vertx vertx = Vertx.vertx();
    private final List<MemberTunnel> opened = new ArrayList<>();
    private TestNodes nodes = nodes();
    private ServerSocket hazelcastOfB = listen();

    @BeforeAll
    static void make() throws IOException {
        nodes();
    }

    private static TestNodes nodes() {
        try {
            if (made == null) {
                made = TestNodes.make(folder);
            }
            return made;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private ServerSocket listen() {
        try {
            ServerSocket socket = new ServerSocket(nodes.b().hazelcast().port(), 50, InetAddress.getLoopbackAddress());
            socket.setSoTimeout(LONG_MS);
            return socket;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterEach
    void close() throws IOException {
        opened.forEach(tunnel -> await(tunnel.close()));
        hazelcastOfB.close();
        await(vertx.close());
    }

    private MemberTunnel open(NodeAddress address) {
        MemberTunnel tunnel = tunnel(address);
        opened.add(tunnel);
        await(tunnel.open());
        return tunnel;
    }

    /** What Hazelcast of A does to reach that of B. */
    private Socket dial() throws IOException {
        Member seen = nodes.a().seen(nodes.b().self());
        Socket socket = new Socket(seen.host(), seen.port());
        socket.setSoTimeout(LONG_MS);
        return socket;
    }

    private void awaitDialled() {
        await().atMost(LONG).ignoreExceptions().until(() -> {
            dial().close();
            return true;
        });
    }

    private void awaitRefused() {
        await().atMost(LONG).untilAsserted(() -> assertThrows(ConnectException.class, () -> dial().close()));
    }

    private Socket accept() throws IOException {
        Socket socket = hazelcastOfB.accept();
        socket.setSoTimeout(LONG_MS);
        return socket;
    }

    @Test
    void bytesArriveBothWays() throws IOException {
        open(nodes.b());
        open(nodes.a());
        byte[] there = new byte[5_000_000];
        byte[] back = new byte[3_000_000];
        new Random(1).nextBytes(there);
        new Random(2).nextBytes(back);
        try (Socket a = dial()) {
            CompletableFuture<Void> written = write(a, there);
            try (Socket b = accept()) {
                CompletableFuture<Void> answered = write(b, back);
                assertArrayEquals(back, a.getInputStream().readNBytes(back.length));
                assertArrayEquals(there, b.getInputStream().readNBytes(there.length));
                written.join();
                answered.join();
            }
        }
    }

    private static CompletableFuture<Void> write(Socket socket, byte[] bytes) {
        return CompletableFuture.runAsync(() -> {
            try {
                socket.getOutputStream().write(bytes);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void theEndOfEitherSideEndsTheOther() throws IOException {
        open(nodes.b());
        open(nodes.a());
        try (Socket a = dial()) {
            a.getOutputStream().write(HELLO);
            try (Socket b = accept()) {
                b.getOutputStream().write(HELLO);
            }
            assertArrayEquals(HELLO, a.getInputStream().readAllBytes());
        }
        Socket a = dial();
        a.getOutputStream().write(HELLO);
        try (Socket b = accept()) {
            a.close();
            assertArrayEquals(HELLO, b.getInputStream().readAllBytes());
        }
    }

    @Test
    void aMemberThatIsNotThereRefuses() throws IOException {
        open(nodes.a());
        assertThrows(ConnectException.class, this::dial);
        MemberTunnel b = open(nodes.b());
        awaitDialled();
        await(b.close());
        awaitRefused();
        open(nodes.b());
        awaitDialled();
    }

    @Test
    void aMemberWhoseHazelcastIsNotThereEndsWhatReachesIt() throws IOException {
        hazelcastOfB.close();
        open(nodes.b());
        open(nodes.a());
        try (Socket a = dial()) {
            a.getOutputStream().write(HELLO);
            assertEquals(-1, a.getInputStream().read());
        }
    }

    @Test
    void nothingOfStrangersGetsThrough() throws IOException {
        open(nodes.b());
        Member b = nodes.b().self();
        // Trusts anybody, so that it is B that refuses.
        NetClientOptions tls =
                new NetClientOptions().setSsl(true).setTrustAll(true).setHostnameVerificationAlgorithm("");
        assertEquals("", answerTo(tls, b));
        assertEquals("", answerTo(new NetClientOptions(tls).setKeyCertOptions(nodes.shown("stranger")), b));
        assertFalse(answerTo(new NetClientOptions(), b).contains(MemberTunnel.READY.toString()));
        // One of the authority's arrives, and is the first that does.
        Promise<String> answer = Promise.promise();
        NetSocket node = await(vertx.createNetClient(new NetClientOptions(tls).setKeyCertOptions(nodes.shown("node")))
                .connect(b.port(), b.host()));
        node.handler(ready -> answer.tryComplete(ready.toString()));
        node.write(Buffer.buffer("node"));
        assertEquals(MemberTunnel.READY.toString(), await(answer.future()));
        try (Socket arrived = accept()) {
            assertEquals("node", new String(arrived.getInputStream().readNBytes(4), StandardCharsets.US_ASCII));
        }
    }

    /** All that is heard until the other side ends it. */
    private String answerTo(NetClientOptions options, Member member) {
        return await(vertx.createNetClient(options)
                .connect(member.port(), member.host())
                .compose(socket -> {
                    Promise<String> heard = Promise.promise();
                    Buffer all = Buffer.buffer();
                    socket.handler(all::appendBuffer);
                    socket.exceptionHandler(reset -> {});
                    socket.closeHandler(closed -> heard.tryComplete(all.toString(StandardCharsets.ISO_8859_1)));
                    socket.write(Buffer.buffer(HELLO));
                    return heard.future();
                })
                .otherwise(""));
    }

    @Test
    void aMemberWithAnotherHostsCertificateIsNotReached() {
        open(nodes.b("elsewhere"));
        open(nodes.a());
        assertThrows(ConnectException.class, this::dial);
    }

    @Test
    void aMemberOfAnotherAuthorityIsNotReached() {
        open(nodes.b("stranger"));
        open(nodes.a());
        assertThrows(ConnectException.class, this::dial);
    }

    @Test
    void oneThatIsNotLetInIsRefused() {
        open(nodes.b());
        NodeAddress stranger = new NodeAddress(
                nodes.members(),
                nodes.a().self(),
                NodeAddress.LOOPBACK,
                new NodeAddress.Tls(
                        nodes.shown("stranger"),
                        Objects.requireNonNull(nodes.a().tls()).authority()));
        open(stranger);
        assertThrows(ConnectException.class, this::dial);
    }
}
