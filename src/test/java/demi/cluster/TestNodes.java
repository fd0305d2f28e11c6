package demi.cluster;

import demi.cluster.ClusterSettings.Member;
import demi.cluster.NodeAddress.Tls;
import demi.util.TestCertificates;
import io.vertx.core.Future;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Two nodes on 127.0.0.1, A and B, with certificates of one authority. */
record TestNodes(TestCertificates certificates, List<Member> members) {

    /** Below the ports that are given out for outgoing connections. */
    private static final int LOWEST = 20_000;

    private static final int HIGHEST = 32_000;

    static TestNodes make(Path folder) throws IOException {
        TestCertificates certificates = new TestCertificates(folder);
        certificates.makeAuthority("ca");
        certificates.make("node", "IP:127.0.0.1", "ca");
        certificates.make("elsewhere", "DNS:elsewhere.example", "ca");
        certificates.makeAuthority("other");
        certificates.make("stranger", "IP:127.0.0.1", "other");
        int first = freePorts();
        return new TestNodes(
                certificates,
                List.of(new Member(NodeAddress.LOOPBACK, first), new Member(NodeAddress.LOOPBACK, first + 2)));
    }

    /** Each member's and its bus's, and then two for each on the loopback. */
    private static int freePorts() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, HIGHEST)
                .filter(first -> IntStream.range(first, first + 8).allMatch(TestNodes::isFree))
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    NodeAddress a() {
        return address(0, "node");
    }

    NodeAddress b() {
        return address(1, "node");
    }

    /** B, with another certificate. */
    NodeAddress b(String certificate) {
        return address(1, certificate);
    }

    private NodeAddress address(int index, String certificate) {
        return new NodeAddress(members, members.get(index), NodeAddress.LOOPBACK, tls(certificate));
    }

    private Tls tls(String certificate) {
        return new Tls(
                shown(certificate),
                new PemTrustOptions().addCertPath(certificates.certificate("ca").toString()));
    }

    PemKeyCertOptions shown(String certificate) {
        return new PemKeyCertOptions()
                .addCertPath(certificates.certificate(certificate).toString())
                .addKeyPath(certificates.key(certificate).toString());
    }

    static MemberTunnel tunnel(NodeAddress address) {
        return new MemberTunnel(address, Objects.requireNonNull(address.tls()));
    }

    static <T> T await(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(60, TimeUnit.SECONDS)
                .join();
    }
}
